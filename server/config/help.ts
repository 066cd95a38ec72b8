// What `--help` says of the settings, made from the same table as everything else.
import { flagOf, isSecret, settingNames, settings, variableOf, type SettingName } from './settings.ts';

const placeholders = { number: ' N', text: ' TEXT', list: ' ITEM', switch: '', json: ' JSON' } as const;

export function settingLines(): string {
  return `Settings
${settingNames.map(settingLine).join('\n')}
${column('--config FILE', 'A JSON file with any of these, as in {"origins": ["https://example.com"]}.')}

Each is an environment variable too: --max-connections is WS_CHAT_MAX_CONNECTIONS, --origin is WS_CHAT_ORIGINS.
Flags win over the environment, the environment over the file.`;
}

export function settingLine(name: SettingName): string {
  const written = isSecret(name)
    ? variableOf(name)
    : `${flagOf(name)}${placeholders[settings[name].spelling]}`;
  return column(written, meaning(name));
}

/** What is written on the left, and what it means on the right. */
export function column(written: string, meaning: string): string {
  return `  ${written.padEnd(36)}${meaning}`;
}

/** With the default, where it is a number or a word. */
function meaning(name: SettingName): string {
  const { help: text, schema } = settings[name];
  const preset: unknown = schema.safeParse(undefined).data;
  const isTold = typeof preset === 'number' || (typeof preset === 'string' && preset !== '');
  return isTold ? `${text} Default: ${preset}.` : text;
}
