// Builds the product’s page and its documents into dist/site: static files that lie anywhere.
// `node tools/site/main.ts [--chat URL]`: where the chat of its pages is; the demo puts its own address there.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { benchmarkTexts } from './benchmarks.ts';
import { documentGroups } from './documents.ts';
import { guidePages } from './guide.ts';
import { filled } from './html.ts';
import { landingTexts } from './landing.ts';
import { linksOf, type Site } from './links.ts';
import { rendered } from './markdown.ts';
import { playgroundTexts } from './playground.ts';
import { page } from './shell.ts';

const sources = 'demo/site';
const built = 'dist/site';

/** As the pages have it written. */
const writtenAddress = 'http://localhost:8080';
const chatScript = `${writtenAddress}/ws-chat.js`;

const { chat } = parseArgs({ options: { chat: { type: 'string', default: writtenAddress } } }).values;

interface HandWritten {
  readonly file: string;
  readonly title: string;
  readonly description: string;
  readonly head?: string;
  readonly kind: string;
  readonly texts?: Readonly<Record<string, string>>;
}

const handWritten: readonly HandWritten[] = [
  {
    file: 'index.html',
    title: 'ws-chat: live chat for any web page',
    description:
      'Live chat for any web page: one script tag, one small server, rooms that only your sites may enter.',
    head: `<script async src="${chatScript}"></script>\n`,
    kind: 'landing',
    texts: landingTexts(),
  },
  {
    file: 'gallery.html',
    title: 'Gallery · ws-chat',
    description: 'The chat in every state that it can be in, in each look.',
    head: `<link rel="stylesheet" href="gallery.css">\n<script type="module" src="gallery.js"></script>\n<script defer src="${chatScript}"></script>\n`,
    kind: 'gallery',
  },
  {
    file: 'playground.html',
    title: 'Playground · ws-chat',
    description: 'Every attribute and every variable of the element, live, and the tag to copy.',
    head: `<link rel="stylesheet" href="playground.css">\n<script type="module" src="playground.js"></script>\n<script async src="${chatScript}"></script>\n`,
    kind: 'playground',
    texts: await playgroundTexts(),
  },
  {
    file: 'benchmarks.html',
    title: 'Benchmarks · ws-chat',
    description: 'What ws-chat costs a server and a page, beside its peers, and what of its aims it misses.',
    kind: 'benchmarks',
    texts: benchmarkTexts(),
  },
  {
    file: 'recipes.md',
    title: 'Recipes · ws-chat',
    description: 'Short answers: what to paste for what.',
    kind: 'recipes',
  },
];

const addressOf = (file: string) => file.replace(/\.md$/, '.html');

const site: Site = {
  pages: new Map([
    ...documentGroups().flatMap(({ places }) => places.map(({ file, address }) => [file, address] as const)),
    ...handWritten.map(({ file }) => [`${sources}/${file}`, addressOf(file)] as const),
  ]),
  files: new Map(),
};
const pages = new Map(guidePages(site));
for (const one of handWritten) {
  const address = addressOf(one.file);
  pages.set(address, page({ ...one, address, main: mainOf(one, address) }));
}

rmSync(built, { recursive: true, force: true });
for (const name of readdirSync(sources)) {
  if (handWritten.some(({ file }) => file === name)) continue;
  if (extname(name) === '.html') pages.set(name, readFileSync(join(sources, name), 'utf8'));
  else cpSync(join(sources, name), join(built, name), { recursive: true });
}
for (const [address, html] of pages) write(address, html.replaceAll(writtenAddress, chat));
for (const [address, file] of site.files) write(address, readFileSync(file));
console.log(`${pages.size} pages in ${built}.`);

function mainOf({ file, texts = {} }: HandWritten, address: string): string {
  const source = join(sources, file);
  const text = readFileSync(source, 'utf8');
  if (extname(file) !== '.md') return filled(text, texts);
  return `<article>\n${rendered(text, linksOf(site, source, address)).html}</article>`;
}

function write(address: string, content: string | Buffer): void {
  const path = join(built, address);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
