// Whether every language says all that English does, and nothing else: a key that is missing or surplus fails,
// and so does a function that takes another number of things.
import { readdirSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

type Words = Readonly<Record<string, unknown>>;

const english = Object.assign(
  {},
  ...(await wordsIn('widget/locales', /^en(-.+)?\.ts$/)).map(([, words]) => words),
) as Words;
const toKeepers = new Map(await wordsIn('widget/later', /^keepers-.+\.ts$/));
const languages = (await wordsIn('widget/later', /^locale-.+\.ts$/)).map(
  ([file, words]) => [file, { ...words, ...toKeepers.get(file.replace('locale', 'keepers')) }] as const,
);

const faults = languages.flatMap(([file, words]) => [
  ...missing(english, words).map((key) => `${file}: “${key}” is missing.`),
  ...missing(words, english).map((key) => `${file}: “${key}” is not in English.`),
  ...Object.keys(words)
    .filter((key) => key in english && shapeOf(words[key]) !== shapeOf(english[key]))
    .map((key) => `${file}: “${key}” is ${shapeOf(words[key])}; in English it is ${shapeOf(english[key])}.`),
]);

for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exitCode = 1;
else
  console.log(`${Object.keys(english).length} strings in English and ${languages.length} other languages.`);

/** What each of the files exports: one object of strings. */
async function wordsIn(folder: string, name: RegExp): Promise<readonly (readonly [string, Words])[]> {
  const files = readdirSync(folder).filter((file) => name.test(file));
  return Promise.all(
    files.map(async (file) => {
      const exported = (await import(pathToFileURL(`${folder}/${file}`).href)) as Record<string, Words>;
      return [file, Object.values(exported)[0]!] as const;
    }),
  );
}

function missing(wanted: Words, given: Words): readonly string[] {
  return Object.keys(wanted).filter((key) => !(key in given));
}

function shapeOf(word: unknown): string {
  if (Array.isArray(word)) return `a list of ${word.length}`;
  return typeof word === 'function' ? `a function of ${word.length}` : `a ${typeof word}`;
}
