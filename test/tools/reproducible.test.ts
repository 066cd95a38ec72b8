// One commit makes one bundle: whoever builds it again can see that what is served is what the sources say.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { endsWithTest } from '../support/ends-with-test.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const lateDate = pathToFileURL(join(root, 'test/support/late-date.ts')).href;

/** All that the bundles are made of. */
const sources = ['package.json', 'rollup.config.js', 'protocol', 'tools', 'tsconfig.base.json', 'widget'];

/** One of each kind, which the build treats each in its own way; the workflow of a release builds all of them again. */
const inputs = [
  'widget/embed.ts',
  'widget/headless.ts',
  'widget/later/chat-composer.ts',
  'widget/later/emoji-data.ts',
  'widget/later/languages.ts',
  'widget/later/locale-de.ts',
];

const someOf = `import all from './rollup.config.js';
export default all.filter(({ input }) => ${JSON.stringify(inputs)}.includes(input));`;

const yearMs = 365 * 86_400_000;

const elsewhere = {
  LATE_DATE_MS: String(yearMs),
  TZ: 'Asia/Tokyo',
  LANG: 'tr_TR.UTF-8',
  NODE_ENV: 'development',
};

const built = (folder: string) => join(folder, 'dist/widget');

function hash(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

it(
  'is the same to the byte when it is built in another folder, in another year, language and environment',
  { timeout: 4 * 60_000 },
  () => {
    expect(existsSync(join(built(root), 'ws-chat.js')), 'npm run build:widget comes first').toBe(true);
    const folder = join(endsWithTest(temporaryFolder()).path, 'of', 'somebody');
    mkdirSync(folder, { recursive: true });
    for (const source of sources) cpSync(join(root, source), join(folder, source), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    writeFileSync(join(folder, 'some.config.js'), someOf);
    const rollup = join(folder, 'node_modules/rollup/dist/bin/rollup');
    const { status, stderr } = spawnSync(
      process.execPath,
      ['--import', lateDate, rollup, '--config', 'some.config.js', '--silent', '--preserveSymlinks'],
      {
        cwd: folder,
        encoding: 'utf8',
        env: { ...process.env, ...elsewhere },
      },
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const files = globSync('**/*.{js,map}', { cwd: built(folder) });
    expect(files.length).toBe(2 * inputs.length);
    // Where it differs for a file that was changed, dist/ is of other sources: npm run build:widget.
    const hashes = (of: string) => files.map((file) => [file, hash(join(built(of), file))]);
    expect(hashes(folder)).toEqual(hashes(root));
  },
);
