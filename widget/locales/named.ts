// The strings of a language by their names: in the built files of languages they stand without, in the order of
// English (tools/unnamed-strings.js).
import { names } from './names.ts';
import type { Translation } from './strings.ts';

export function named(words: readonly unknown[]): Translation {
  return Object.fromEntries(names.split(' ').map((name, index) => [name, words[index]]));
}
