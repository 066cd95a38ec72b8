// One commit makes one bundle: whoever builds it again can see that what is served is what the sources say.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { endsWithTest } from '../support/ends-with-test.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const lateDate = pathToFileURL(join(root, 'test/support/late-date.ts')).href;

/** All that the bundles are made of. */
const sources = ['package.json', 'rollup.config.js', 'protocol', 'tools', 'tsconfig.base.json', 'widget'];

const yearMs = 365 * 86_400_000;

const elsewhere = {
  LATE_DATE_MS: String(yearMs),
  TZ: 'Asia/Tokyo',
  LANG: 'tr_TR.UTF-8',
  NODE_ENV: 'development',
};

/** The hash of each file of the bundles, by its path. */
function hashes(folder: string): Readonly<Record<string, string>> {
  const files = globSync('**/*.{js,map}', { cwd: join(folder, 'dist/widget') }).sort();
  const hash = (file: string) =>
    createHash('sha256')
      .update(readFileSync(join(folder, 'dist/widget', file)))
      .digest('hex');
  return Object.fromEntries(files.map((file) => [file, hash(file)]));
}

it(
  'is the same to the byte when it is built in another folder, in another year, language and environment',
  { timeout: 5 * 60_000 },
  () => {
    expect(existsSync(join(root, 'dist/widget/ws-chat.js')), 'npm run build:widget comes first').toBe(true);
    const folder = join(endsWithTest(temporaryFolder()).path, 'of', 'somebody');
    mkdirSync(folder, { recursive: true });
    for (const source of sources) cpSync(join(root, source), join(folder, source), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    const rollup = join(folder, 'node_modules/rollup/dist/bin/rollup');
    const { status, stderr } = spawnSync(
      process.execPath,
      ['--import', lateDate, rollup, '--config', 'rollup.config.js', '--silent', '--preserveSymlinks'],
      {
        cwd: folder,
        encoding: 'utf8',
        env: { ...process.env, ...elsewhere },
      },
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const again = hashes(folder);
    expect(Object.keys(again).length).toBeGreaterThan(80);
    // Where this differs and nothing else does, dist/ is of other sources: npm run clean && npm run build.
    expect(again).toEqual(hashes(root));
  },
);
