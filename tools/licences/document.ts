// The file that goes out with the package: who wrote what else is in it, and under which licence.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Shipped } from './shipped.ts';

const legal = /^(licen[cs]e|copying|notice)([-.].*)?$/i;

const titles = {
  inside: 'Inside of what is built',
  beside: 'Installed beside it, by npm',
} as const;

/** Of Unicode are the data that tables in the server were made of. */
const unicode = `Unicode data files (Unicode-3.0)\n\n${readFileSync(join(import.meta.dirname, 'unicode.txt'), 'utf8').trim()}`;

/** `root` is the project’s folder. */
export function documentOf(packages: readonly Shipped[], root: string): string {
  const parts = (['inside', 'beside'] as const).map((how) => {
    const texts = packages.filter((one) => one.how === how).map((one) => noticeOf(one, root));
    const title = `${titles[how]}\n${'='.repeat(titles[how].length)}`;
    return [title, ...texts, ...(how === 'inside' ? [unicode] : [])].join('\n\n\n');
  });
  return `ws-chat itself is under the licence in LICENSE. What others wrote and is shipped with it:\n\n\n${parts.join('\n\n\n')}\n`;
}

function noticeOf({ name, version, licence, path }: Shipped, root: string): string {
  const text = textIn(join(root, path)) ?? `The package has no text of its licence, and names ${licence}.`;
  return `${name} ${version} (${licence})\n\n${text.replaceAll('\r\n', '\n').trim()}`;
}

/** Its own files, or what its README says; throws where the package is not installed. */
function textIn(folder: string): string | undefined {
  if (!existsSync(folder)) throw new Error(`${folder} is not there: run npm ci.`);
  const read = (file: string) => readFileSync(join(folder, file), 'utf8');
  const names = readdirSync(folder).sort();
  const files = names.filter((name) => legal.test(name));
  if (files.length > 0) return files.map(read).join('\n\n');
  const readme = names.find((name) => /^readme(\.|$)/i.test(name));
  return readme === undefined ? undefined : /^#+ *licen[cs]e *$([^#]+)/im.exec(read(readme))?.[1];
}
