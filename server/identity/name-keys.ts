// When two names are one to a reader: the same but for case, width and spaces (RFC 8266), or drawn alike
// (the skeletons of Unicode Technical Standard 39). What a name may hold is in names.ts.
import { confusables } from './confusables-table.ts';

/** Each character that looks like others, and these. */
const prototypes = readTable(confusables);

/** RFC 8266, section 2.3: a name that goes on changing after so many rounds is taken as it is. */
const mostRounds = 4;

/** Accents and the like, on letters that are also written without. */
const marks = /(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])\p{M}+/gu;

/** Neither letter nor digit, nor what belongs to one. */
const decoration = /[^\p{L}\p{N}\p{M}]/gu;

/**
 * Two names are alike if they share a key. The first finds those that differ only in case, width or spaces, and
 * what looks like these; the second what looks alike as it is written. One alone would not do: in lower case the
 * Cyrillic Н looks like no Latin H any more, and a capital I like no l.
 */
export function nameKeys(name: string): readonly [string, string] {
  const written = name.normalize('NFKC');
  return [`c:${skeleton(comparable(name))}`, `w:${skeleton(skeleton(written).toLowerCase())}`];
}

/** The keys of what is left of a name without accents, marks and signs: for names that nobody may come close to. */
export function bareNameKeys(name: string): readonly [string, string] {
  const bare = name.normalize('NFKD').replace(marks, '').replace(decoration, '');
  return nameKeys(bare || name);
}

/** The form in which names are compared by RFC 8266: rules of additional mapping, case and normalization. */
export function comparable(name: string): string {
  let form = name;
  for (let round = 0; round < mostRounds; round++) {
    const next = form
      .replace(/\p{Zs}+/gu, ' ')
      .trim()
      .toLowerCase()
      .normalize('NFKC');
    if (next === form) break;
    form = next;
  }
  return form;
}

/** What a name looks like: equal for names that are drawn alike. */
export function skeleton(text: string): string {
  let drawn = '';
  for (const character of text.normalize('NFKD')) drawn += prototypes.get(character) ?? character;
  return drawn.normalize('NFKD');
}

function readTable(table: string): ReadonlyMap<string, string> {
  const read = new Map<string, string>();
  for (const line of table.trim().split('\n')) {
    const [prototype = '', sources = ''] = line.split('=');
    for (const source of sources.split(' ')) read.set(characters(source), characters(prototype));
  }
  // A few prototypes, as that of the per cent sign, look like something else in turn.
  for (const [source, prototype] of read)
    read.set(source, Array.from(prototype, (part) => read.get(part) ?? part).join(''));
  return read;
}

function characters(hex: string): string {
  return String.fromCodePoint(...hex.split('+').map((point) => Number.parseInt(point, 16)));
}
