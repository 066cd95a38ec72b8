// What the word before the caret asks for: a person behind `@`, an emoji behind `:`, a command behind `/`.

export type Query =
  | { readonly kind: 'person' | 'emoji' | 'command'; readonly from: number; readonly word: string }
  /** A whole `:shortcode:`, which becomes its emoji by itself. */
  | { readonly kind: 'shortcode'; readonly from: number; readonly word: string };

/** Inside of a word these mean nothing: an address, a time. */
const person = /(?<![\p{L}\p{N}])@([^\s@][^\n@]{0,31})?$/u;
const emoji = /(?<![\p{L}\p{N}:/]):([\p{L}\p{N}+-][\p{L}\p{N}_+-]+)(:?)$/u;
/** Only a whole line can be a command. */
const command = /^\/(\p{L}[\p{L}-]*)?$/u;

/** `before` is all that stands before the caret. */
export function queryOf(before: string): Query | undefined {
  let found = command.exec(before);
  if (found) return { kind: 'command', from: 0, word: found[1] ?? '' };
  found = emoji.exec(before);
  if (found) return { kind: found[2] ? 'shortcode' : 'emoji', from: found.index, word: found[1]! };
  found = person.exec(before);
  return found ? { kind: 'person', from: found.index, word: found[1] ?? '' } : undefined;
}
