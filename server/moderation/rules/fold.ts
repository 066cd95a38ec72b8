// A text as it sounds to a reader who is being deceived: case, accents, styled letters, digits for letters
// and look-alikes of other scripts are all the same plain letter; what cannot be seen is gone.

export interface Folded {
  /** Code points. */
  readonly units: readonly number[];
  /** Where each of them stands in the text, in UTF-16 units. */
  readonly places: readonly number[];
}

/** What a “1” and its like are taken for: they stand for both. */
export type One = 'i' | 'l';

const always: Readonly<Record<string, string>> = {
  '0': 'o',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
  '9': 'g',
  '@': 'a',
  $: 's',
  '€': 'e',
  '£': 'l',
  // Cyrillic
  а: 'a',
  в: 'b',
  с: 'c',
  е: 'e',
  н: 'h',
  і: 'i',
  ј: 'j',
  к: 'k',
  м: 'm',
  о: 'o',
  р: 'p',
  ѕ: 's',
  т: 't',
  у: 'y',
  х: 'x',
  ԁ: 'd',
  ԛ: 'q',
  ԝ: 'w',
  ь: 'b',
  г: 'r',
  п: 'n',
  // Greek
  α: 'a',
  β: 'b',
  ε: 'e',
  η: 'n',
  ι: 'i',
  κ: 'k',
  μ: 'u',
  ν: 'v',
  ο: 'o',
  ρ: 'p',
  σ: 'o',
  τ: 't',
  υ: 'u',
  χ: 'x',
  ω: 'w',
  ϲ: 'c',
  // Latin and others
  ı: 'i',
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ħ: 'h',
  ɑ: 'a',
  ɡ: 'g',
  ɩ: 'i',
  ʏ: 'y',
  ᴀ: 'a',
  ᴇ: 'e',
  ᴏ: 'o',
  ꜱ: 's',
  օ: 'o',
  ս: 'u',
  հ: 'h',
};

/** Letters only where a letter follows: at the end of a word they are what they are. */
const within: Readonly<Record<string, 'one' | 't'>> = { '1': 'one', '!': 'one', '|': 'one', '+': 't' };

const unseen = /[\p{M}\p{Cf}\p{Default_Ignorable_Code_Point}]/u;
const wordLike = /[\p{L}\p{N}]/u;
const ascii = /^[\x20-\x40\x5b-\x7e]*$/;

/** Whether this has to be folded twice. */
export function hasOne(text: string): boolean {
  return /[1!|]/.test(text);
}

export function isWordUnit(unit: number | undefined): boolean {
  return unit !== undefined && wordLike.test(String.fromCodePoint(unit));
}

export function fold(text: string, one: One = 'i'): Folded {
  const units: number[] = [];
  const places: number[] = [];
  let place = 0;
  for (const character of text) {
    for (const letter of plain(character)) {
      if (letter > '\x7f' && unseen.test(letter)) continue;
      units.push(letterOf(letter, text, place + character.length, one).codePointAt(0)!);
      places.push(place);
    }
    place += character.length;
  }
  return { units, places };
}

function plain(character: string): string {
  if (ascii.test(character)) return character;
  return character.normalize('NFKD').toLowerCase();
}

function letterOf(letter: string, text: string, next: number, one: One): string {
  const known = Object.hasOwn(always, letter) ? always[letter] : undefined;
  if (known) return known;
  const inside = Object.hasOwn(within, letter) ? within[letter] : undefined;
  if (!inside) return letter;
  const follows = next < text.length && wordLike.test(String.fromCodePoint(text.codePointAt(next)!));
  if (!follows && letter !== '1') return letter;
  return inside === 'one' ? one : inside;
}
