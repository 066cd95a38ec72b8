// The end of the bundles’ build: writes down which bundle it is and the hash of each of its files, and prints the tag
// that holds a page to it.
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleFolder, bundleOf, integrityFile, pinnedTag } from '../server/http/bundle.ts';

/** To be put in place of one’s own. */
const exampleServer = 'https://chat.example.com';

const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8')) as {
  version: string;
};
const paths = globSync('**/*.{js,map}', { cwd: bundleFolder }).map((path) => path.replaceAll('\\', '/'));
const bundle = bundleOf(
  version,
  new Map(paths.map((path) => [path, readFileSync(join(bundleFolder, path))])),
);
writeFileSync(join(bundleFolder, integrityFile), `${JSON.stringify(bundle, null, 2)}\n`);
console.log(`${bundle.folder}\n${pinnedTag(bundle, exampleServer, 'lobby')}`);
