// One emoji, and the table of all of them as it is read. The table is made when the widget is built
// (tools/emoji-table.js).
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
 * Groups are parted by an empty line, what is told of an emoji by tabs: its name, shortcodes and other words. A
 * line without an emoji is of regions, whose flags and names follow from their codes.
 */
export function readTable(text: string): readonly (readonly Emoji[])[] {
  return text.split('\n\n').map((group) => group.split('\n').filter(Boolean).flatMap(readLine));
}

/** The sign of a tone stands before the name; shortcodes that would only repeat the name are left out. */
function readLine(line: string): Emoji | readonly Emoji[] {
  const [char = '', mark = '', codes, words] = line.split('\t');
  if (char === '') return mark.split(' ').map(readRegion);
  const name = mark.replace(/^\+/, '');
  return {
    char,
    name,
    codes: codes ? codes.split(' ') : [name.toLowerCase().replace(/\W+/g, '_')],
    words: words?.split(' ') ?? [],
    isToned: name !== mark,
  };
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
