// Writes what is made of the docblock above the element: the tables of docs/element.md, the custom elements
// manifest, and what editors and frameworks read. With --dist, only what is built; with --check, says whether page and
// manifest are up to date.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { vsCodeData, webTypes } from './element/editors.ts';
import { manifestOf, readElement } from './element/manifest.ts';
import { withTables } from './element/tables.ts';
import { typingsOf } from './element/typings.ts';

const page = 'docs/element.md';
const manifest = 'dist/custom-elements.json';

const declaration = await readElement();
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
const json = (content: object) => `${JSON.stringify(content, null, 2)}\n`;

const written: Readonly<Record<string, string>> = {
  [page]: await formatted(withTables(readFileSync(page, 'utf8'), declaration)),
  [manifest]: json(manifestOf(declaration)),
  'dist/vscode.html-custom-data.json': json(vsCodeData(declaration)),
  'dist/web-types.json': json(webTypes(declaration, version)),
  ...Object.fromEntries(
    Object.entries(typingsOf(declaration)).map(([name, text]) => [`dist/typings/${name}`, text]),
  ),
};

if (process.argv.includes('--check')) {
  // What is built is not in the repository: where nothing was built, nothing is out of date.
  const stale = [page, manifest].filter(
    (path) => existsSync(path) && readFileSync(path, 'utf8') !== written[path],
  );
  for (const path of stale) {
    console.error(`${path} is not what the docblock in widget/ws-chat.ts says: run npm run docs.`);
    process.exitCode = 1;
  }
} else
  for (const [path, text] of Object.entries(written)) {
    if (path === page && process.argv.includes('--dist')) continue;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }

async function formatted(text: string): Promise<string> {
  return format(text, { ...(await resolveConfig(page)), parser: 'markdown' });
}
