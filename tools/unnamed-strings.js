// In the built files of languages the strings stand without their names, in the order of English; the names are in
// a file that all languages share, in the place of widget/locales/names.ts. What is said to those who keep a room is in
// files of its own, which few ever fetch, and keeps its names.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import MagicString from 'magic-string';

const locales = join(import.meta.dirname, '../widget/locales');
const languages = join(import.meta.dirname, '../widget/later/locale-');

const toKeepers = /^en-(held|moderation|moderator-commands)\.ts$/;
// In an order of its own: no file system promises one, and it is the order of the strings.
const english = readdirSync(locales)
  .filter((file) => /^en\b.*\.ts$/.test(file) && !toKeepers.test(file))
  .sort();
const names = (await Promise.all(english.map(namesIn))).flat();

/** To be called once TypeScript's types are gone. @returns {import('rollup').Plugin} */
export function unnamedStrings() {
  return {
    name: 'unnamed-strings',
    load: (id) =>
      id === join(locales, 'names.ts') ? `export const names = ${JSON.stringify(names.join(' '))};` : null,
    transform(code, id) {
      if (!id.startsWith(languages)) return null;
      const text = new MagicString(code);
      const strings = stringsIn(this.parse(code));
      const words = new Map(strings.properties.map(({ key, value }) => [key.name, value]));
      const list = names.map((name) => {
        const { start, end } = words.get(name) ?? this.error(`${id} does not say “${name}”.`);
        return code.slice(start, end);
      });
      text.prepend("import { named } from './languages.ts';\n");
      text.overwrite(strings.start, strings.end, `named([${list.join(', ')}])`);
      return { code: text.toString(), map: text.generateMap({ hires: true }) };
    },
  };
}

/** The object that is exported as `strings`. */
function stringsIn({ body }) {
  const declarations = body.flatMap(({ declaration, ...node }) => (declaration ?? node).declarations ?? []);
  return declarations.find(({ id }) => id.name === 'strings').init;
}

async function namesIn(file) {
  return Object.values(await import(pathToFileURL(join(locales, file)).href)).flatMap(Object.keys);
}
