// In the files of languages: what has a name in the core's English goes without it, in the English order. A file
// then says its words and not once more what they are for.
import { join } from 'node:path';
import MagicString from 'magic-string';
import { en } from '../widget/locales/en.ts';

const languages = join(import.meta.dirname, '../widget/later/locale-');
const shared = join(import.meta.dirname, '../widget/shared.ts');

/** @returns {import('rollup').Plugin} */
export function unnamedStrings() {
  return {
    name: 'unnamed-strings',
    /** To be called after TypeScript's types are gone. */
    transform(code, id) {
      if (!id.startsWith(languages)) return null;
      const text = new MagicString(code);
      const strings = stringsIn(this.parse(code));
      const named = new Map(strings.properties.map((property) => [property.key.name, property]));
      const words = Object.keys(en).map((key) => wordOf(named.get(key), code));
      const others = strings.properties.filter(({ key }) => !(key.name in en));
      const rest = others.map(({ start, end }) => code.slice(start, end));
      text.prepend(`import { named } from '${shared}';\n`);
      text.overwrite(strings.start, strings.end, `{ ...named([${words.join(', ')}]), ${rest.join(', ')} }`);
      return { code: text.toString(), map: text.generateMap({ hires: true }) };
    },
  };
}

/** The object that is exported as `strings`. */
function stringsIn({ body }) {
  const declarations = body.flatMap(({ declaration, ...node }) => (declaration ?? node).declarations ?? []);
  return declarations.find(({ id }) => id.name === 'strings').init;
}

function wordOf(property, code) {
  if (!property) return 'undefined';
  if (property.method || property.shorthand) throw new Error(`“${property.key.name}” is no plain property.`);
  return code.slice(property.value.start, property.value.end);
}
