// Makes the table of all emoji that widget/emoji/emoji.ts reads, from emojibase-data: the build and the test
// server put it in the place of widget/emoji/table-text.ts.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { manly, signOf, womanly } from '../widget/emoji/family.ts';
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
  const codesOf = ({ hexcode }) => [codes[hexcode]].flat();
  const counts = new Map();
  for (const word of emoji.flatMap(wordsOf)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const isTelling = (word) => counts.get(word) >= sharedBy.least && counts.get(word) <= sharedBy.most;
  let from = 0;
  const linesOf = (group) => {
    const regions = group.flatMap((one) => regionOf(one, codesOf(one)) ?? []);
    const others = group.filter((one) => !regionOf(one, []));
    const records = others.map((one) => recordOf(one, codesOf(one), isTelling));
    const lines = withFamilies(records).map((record) => {
      const line = lineOf(record, from);
      from = record.char.codePointAt(0);
      return line;
    });
    // The flags of regions, which a browser can name, share a line.
    return regions.length > 0 ? [...lines, `#${regions.join(' ')}`] : lines;
  };
  return Object.values(Object.groupBy(emoji, ({ group }) => group))
    .map((group) => linesOf(group).join('\n'))
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

/** As in `SE`, or with shortcodes that are not its name once more, as in `US=us`. */
function regionOf({ emoji, label }, codes) {
  const region = [...emoji].map((letter) => String.fromCharCode(letter.codePointAt(0) - 0x1f1a5)).join('');
  if (flagOf(region) !== emoji) return undefined;
  if (nameOf(region) !== label) throw new Error(`${emoji} is “${label}”, and ${nameOf(region)} to Intl.`);
  return codes.join(' ') === codeOf(label) ? region : [region, ...codes].join('=');
}

/** Its name, its shortcodes unless they are only the name once more, and the words that neither of them has. */
function recordOf({ emoji, label, group, skins, ...rest }, codes, isTelling) {
  const known = `${label} ${codes.join(' ')}`.toLowerCase().split(/[\W_]+/);
  const isNew = (word) => !known.some((other) => other.startsWith(word));
  const words = wordsOf(rest).filter((word) => isNew(word) && (group === smileys || isTelling(word)));
  // Words are looked for by their beginnings: the longer form is found by the shorter one.
  const longest = words.filter((word) => !words.some((other) => other !== word && other.startsWith(word)));
  const name = label.toLowerCase().replace(/\W+/g, '_');
  return {
    // A sign that has its colours anyway is the same with and without the mark that asks for them: told apart, it
    // would be two reactions.
    char: emoji.replace(/(\p{Emoji_Presentation})\ufe0f/gu, '$1'),
    // Two people have two tones: that is left out.
    tone: skins?.length === 5 ? '+' : '',
    name: label,
    codes: codes.join(' ') === name ? '' : codes.join(' '),
    words: group === flags ? '' : longest.join(' '),
  };
}

/** A person whom a man and a woman follow takes them along. */
function withFamilies(records) {
  return records.flatMap((person, index) => {
    if (isFamily(...records.slice(index, index + 3))) {
      const [own, his, hers] = records.slice(index, index + 3).map(({ codes }) => codes);
      const codes = hers === womanly(his) ? [own, his] : [own, his, hers];
      return { ...person, family: '*', codes: codes.join('|').replace(/\|+$/, '') };
    }
    const isTold =
      isFamily(...records.slice(index - 1, index + 2)) || isFamily(...records.slice(index - 2, index + 1));
    return isTold ? [] : { ...person, family: '' };
  });
}

function isFamily(person, man, woman) {
  return (
    woman !== undefined &&
    man.char === signOf(person.char, '👨', '♂') &&
    woman.char === signOf(person.char, '👩', '♀') &&
    man.name === manly(person.name) &&
    woman.name === womanly(man.name)
  );
}

/** `from` is the first point of the line before. */
function lineOf({ family, tone, char, name, codes, words }, from) {
  const step = char.codePointAt(0) - from;
  const rest = [...char].slice(1).join('').replaceAll('\ufe0f', '!').replaceAll('\u200d', '&');
  const sign = `${family}${tone}${step === 1 ? '' : step.toString(36)}${rest}`;
  return [sign, name, codes, words].join('\t').trimEnd();
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
