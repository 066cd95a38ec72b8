// Writes server/identity/confusables-table.ts from Unicode's own confusables.txt (Unicode Technical Standard 39):
//   node tools/confusables-table.ts confusables.txt
// No package has the current file by itself; the source of ICU does, as source/data/unidata/confusables.txt
// (Debian: `apt-get source icu`). So the table is made once for each version of Unicode, and kept.
import { readFileSync, writeFileSync } from 'node:fs';

const [path] = process.argv.slice(2);
if (path === undefined) {
  console.error('Name Unicode’s file: node tools/confusables-table.ts confusables.txt');
  process.exit(1);
}

const text = readFileSync(path, 'utf8');
const version = /^# Version: (\d+\.\d+)/m.exec(text)?.[1];
if (version === undefined) throw new Error(`${path} names no version of Unicode: is it confusables.txt?`);

/** Prototypes, and what looks like each of them; both as code points in hexadecimal. */
const looksLike = new Map<string, string[]>();
for (const line of text.split('\n')) {
  const [source, prototype] = line.replace(/^\uFEFF|#.*/g, '').split(';');
  if (source === undefined || prototype === undefined) continue;
  const character = charactersOf(source);
  // Names are compared in their compatible decomposition, in which these do not occur.
  if (character.normalize('NFKD') !== character) continue;
  const target = hexOf(charactersOf(prototype).normalize('NFKD'));
  looksLike.set(target, [...(looksLike.get(target) ?? []), hexOf(character)]);
}

const lines = Array.from(looksLike, ([target, sources]) => `${target}=${sources.join(' ')}`).sort();

writeFileSync(
  new URL('../server/identity/confusables-table.ts', import.meta.url),
  `// Made by tools/confusables-table.ts from Unicode's confusables.txt: do not edit.
// Copyright © 1991-${new Date().getFullYear()} Unicode, Inc., under the Unicode License v3 (https://www.unicode.org/license.txt).

/** The version of Unicode that the table is of. */
export const unicodeVersion = '${version}';

/** A line for each prototype: its code points with a plus between, and those that look like it. */
export const confusables = \`
${lines.join('\n')}
\`;
`,
);

function charactersOf(hex: string): string {
  return String.fromCodePoint(
    ...hex
      .trim()
      .split(/\s+/)
      .map((point) => Number.parseInt(point, 16)),
  );
}

function hexOf(characters: string): string {
  return Array.from(characters, (character) => character.codePointAt(0)!.toString(16)).join('+');
}
