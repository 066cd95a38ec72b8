// How a person looks in the list: a hue and initials, always the same for the same one.

import { hash } from '../hash.ts';

const hueCount = 12;

/** One of twelve hues by a stable hash of the participant's id. */
export function hueOf(id: string): number {
  return hash(id) % hueCount;
}

/** The first letters of the first and the last word. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  const first = words[0] ?? '';
  const last = words.length > 1 ? words.at(-1)! : '';
  return `${firstLetter(first)}${firstLetter(last)}`.toUpperCase();
}

/** A letter as a reader sees it: with its marks, or a whole emoji. */
function firstLetter(word: string): string {
  const [first] = new Intl.Segmenter().segment(word);
  return first?.segment ?? '';
}
