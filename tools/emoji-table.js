// Makes the table of all emoji that widget/emoji/emoji.ts reads, from emojibase-data: the build and the test
// server put it in the place of widget/emoji/table-text.ts.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf, flagOf, nameOf } from '../widget/emoji/flag.ts';

const tableModule = '/widget/emoji/table-text.ts';

/** What came with later versions of the standard is an empty box on many a phone. */
const newestVersion = 15;

/** Its group of single hands and hair, which nobody writes by themselves. */
const components = 2;
const smileys = 0;
const flags = 9;

/** A word that fewer share is hardly looked for, and one that more share tells nothing. Faces are looked for by any word. */
const sharedBy = { least: 8, most: 80 };

export function emojiTable() {
  const emoji = read('data')
    .filter(({ group, version }) => group !== undefined && group !== components && version <= newestVersion)
    .sort((left, right) => left.order - right.order);
  const codes = read('shortcodes/github');
  const counts = new Map();
  for (const word of emoji.flatMap(wordsOf)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const isTelling = (word) => counts.get(word) >= sharedBy.least && counts.get(word) <= sharedBy.most;
  return Object.values(Object.groupBy(emoji, ({ group }) => group))
    .map((group) => linesOf(group, (one) => [codes[one.hexcode]].flat(), isTelling).join('\n'))
    .join('\n\n');
}

/** @returns {import('rollup').Plugin} */
export function emojiTableForTheBuild() {
  return { name: 'emoji-table', load: (id) => (id.endsWith(tableModule) ? tableCode() : null) };
}

/** @returns {import('@web/test-runner').TestRunnerPlugin} */
export function emojiTableForTests() {
  return {
    name: 'emoji-table',
    serve: ({ path }) => (path === tableModule ? { body: tableCode(), type: 'js' } : undefined),
  };
}

function tableCode() {
  return `export const tableText = ${JSON.stringify(emojiTable())};`;
}

/** A line an emoji; the flags of regions, which a browser can name, share one. */
function linesOf(group, codesOf, isTelling) {
  const regions = group.flatMap((one) => regionOf(one, codesOf(one)) ?? []);
  const others = group.filter((one) => !regionOf(one, []));
  const lines = others.map((one) => lineOf(one, codesOf(one), isTelling));
  return regions.length > 0 ? [...lines, `\t${regions.join(' ')}`] : lines;
}

/** As in `SE`, or with shortcodes that are not its name once more, as in `US=us`. */
function regionOf({ emoji, label }, codes) {
  const region = [...emoji].map((letter) => String.fromCharCode(letter.codePointAt(0) - 0x1f1a5)).join('');
  if (flagOf(region) !== emoji) return undefined;
  if (nameOf(region) !== label) throw new Error(`${emoji} is “${label}”, and ${nameOf(region)} to Intl.`);
  return codes.join(' ') === codeOf(label) ? region : [region, ...codes].join('=');
}

/** Its name, its shortcodes unless they are only the name once more, and the words that neither of them has. */
function lineOf({ emoji, label, group, skins, ...rest }, codes, isTelling) {
  const known = `${label} ${codes.join(' ')}`.toLowerCase().split(/[\W_]+/);
  const isNew = (word) => !known.some((other) => other.startsWith(word));
  const words = wordsOf(rest).filter((word) => isNew(word) && (group === smileys || isTelling(word)));
  // Two people have two tones: that is left out.
  const mark = skins?.length === 5 ? '+' : '';
  const name = label.toLowerCase().replace(/\W+/g, '_');
  // A sign that has its colours anyway is the same with and without the mark that asks for them: told apart, it
  // would be two reactions.
  const char = emoji.replace(/(\p{Emoji_Presentation})\ufe0f/gu, '$1');
  const fields = [char, mark + label, codes.join(' ') === name ? '' : codes.join(' '), words.join(' ')];
  if (group === flags) fields.pop();
  return fields.join('\t').trimEnd();
}

function wordsOf({ tags = [] }) {
  const words = tags
    .join(' ')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u);
  return [...new Set(words)].filter((word) => word.length > 1);
}

function read(file) {
  const path = join(import.meta.dirname, `../node_modules/emojibase-data/en/${file}.json`);
  return JSON.parse(readFileSync(path, 'utf8'));
}
