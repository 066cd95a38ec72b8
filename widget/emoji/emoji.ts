// One emoji, and the table of all of them as it is read. The table is made when the widget is built
// (tools/emoji-table.js).
import { manly, signOf, womanly } from './family.ts';
import { codeOf, flagOf, nameOf } from './flag.ts';

export interface Emoji {
  readonly char: string;
  readonly name: string;
  /** As in `:smile:`, without the colons; the usual one first. */
  readonly codes: readonly string[];
  /** Further words that it is looked for by. */
  readonly words: readonly string[];
  /** Whether it may have a skin tone. */
  readonly isToned: boolean;
}

/**
 * Groups are parted by an empty line, what is told of an emoji by tabs: its sign, name, shortcodes and other words.
 * Before the sign stands `*` where a person is also a man and a woman, and `+` where there are skin tones. A line
 * behind `#` is of regions, whose flags and names follow from their codes.
 */
export function readTable(text: string): readonly (readonly Emoji[])[] {
  let point = 0;
  return text.split('\n\n').map((group) => group.split('\n').flatMap(readLine));

  function readLine(line: string): readonly Emoji[] {
    if (line.startsWith('#')) return line.slice(1).split(' ').map(readRegion);
    const [sign = '', name = '', codes, words] = line.split('\t');
    const [, family, tone, step, rest = ''] = /^(\*?)(\+?)(-?\w*)(.*)/u.exec(sign)!;
    // How far its first point is from that of the line before; mostly it is the next one.
    point += step ? parseInt(step, 36) : 1;
    const char = String.fromCodePoint(point) + rest.replaceAll('!', '\ufe0f').replaceAll('&', '\u200d');
    return family
      ? readFamily(char, tone !== '', name, codes, words)
      : [readOne(char, tone !== '', name, codes, words)];
  }
}

/** Shortcodes that would only repeat the name are left out. */
function readOne(char: string, isToned: boolean, name: string, codes = '', words = ''): Emoji {
  return {
    char,
    name,
    codes: codes === '' ? [name.toLowerCase().replace(/\W+/g, '_')] : codes.split(' '),
    words: words === '' ? [] : words.split(' '),
    isToned,
  };
}

/** A person, and the same as a man and as a woman: shortcodes of these that do not follow are told behind `|`. */
function readFamily(char: string, isToned: boolean, name: string, codes = '', words = ''): readonly Emoji[] {
  const [own, his = '', hers = womanly(his)] = codes.split('|');
  const man = manly(name);
  return [
    readOne(char, isToned, name, own, words),
    readOne(signOf(char, '👨', '♂'), isToned, man, his, words),
    readOne(signOf(char, '👩', '♀'), isToned, womanly(man), hers, words),
  ];
}

/** `US=us`: shortcodes are told where they are not the name once more. */
function readRegion(told: string): Emoji {
  const [region = '', ...codes] = told.split('=');
  const name = nameOf(region);
  return {
    char: flagOf(region),
    name,
    codes: codes.length > 0 ? codes : [codeOf(name)],
    words: [],
    isToned: false,
  };
}
