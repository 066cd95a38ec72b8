// Writes the JSON schema of the configuration file; with --check, says whether it is up to date.
import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { configSchema, settingNames, settings } from '../server/config/settings.ts';

const path = new URL('../server/config/ws-chat.schema.json', import.meta.url);
const schema = z.toJSONSchema(configSchema, { io: 'input', target: 'draft-2020-12' });
const properties = schema.properties as Record<string, Record<string, unknown>>;
for (const name of settingNames) properties[name]!.description = settings[name].help;
properties.$schema = { type: 'string', description: 'Where this schema is.' };
const text = `${JSON.stringify({ title: 'ws-chat configuration', ...schema }, null, 2)}\n`;

if (!process.argv.includes('--check')) writeFileSync(path, text);
else if (readFileSync(path, 'utf8') !== text) {
  console.error('The configuration’s JSON schema is out of date: run npm run schema.');
  process.exit(1);
}
