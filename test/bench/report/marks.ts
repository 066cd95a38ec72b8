// Text between marks in a document: what a bench measured stands there, the rest is written by hand.
import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { format } from 'prettier';

/** Puts each content between the marks of its name. */
export async function fillMarks(
  file: string,
  blocks: readonly (readonly [mark: string, content: string])[],
): Promise<void> {
  let markdown = readFileSync(file, 'utf8');
  for (const [mark, content] of blocks) {
    const [begin, end] = [`<!-- ${mark} -->`, `<!-- end of ${mark} -->`];
    const [from, to] = [markdown.indexOf(begin), markdown.indexOf(end)];
    if (from < 0 || to < 0) throw new Error(`${basename(file)} lacks the marks of “${mark}”.`);
    markdown = `${markdown.slice(0, from + begin.length)}\n\n${content}\n\n${markdown.slice(to)}`;
  }
  writeFileSync(file, await pretty(markdown, file));
}

/** As the project's formatter would have it. */
export async function pretty(text: string, filepath: string): Promise<string> {
  return format(text, { filepath, printWidth: 110 });
}
