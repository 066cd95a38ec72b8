// Writes the licences of all that goes out with the package into dist/LICENSES.txt; fails on one that is not known to
// admit it.
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { faultOf } from './licences/admitted.ts';
import { documentOf } from './licences/document.ts';
import { namedIn, shippedOf, type LockFile } from './licences/shipped.ts';

const root = join(import.meta.dirname, '..');
const maps = globSync('dist/widget/**/*.map', { cwd: root });
if (maps.length === 0)
  throw new Error('The bundles say what is inside of them: run npm run build:widget first.');

const read = (path: string): unknown => JSON.parse(readFileSync(join(root, path), 'utf8'));
const sources = maps.flatMap((path) => (read(path) as { readonly sources: readonly string[] }).sources);
// The build makes a table of its data, of which no map tells.
const inside = new Set([...namedIn(sources), 'emojibase-data']);
const shipped = shippedOf(read('package-lock.json') as LockFile, inside);

const faults = shipped.flatMap((one) => faultOf(one) ?? []);
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exitCode = 1;
else {
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(join(root, 'dist/LICENSES.txt'), documentOf(shipped, root));
  console.log(`dist/LICENSES.txt: the licences of ${shipped.length} packages.`);
}
