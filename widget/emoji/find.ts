// Looks for an emoji by words.
import type { Emoji } from './emoji.ts';

/** More than this nobody looks through: another word is sooner typed. */
const mostFound = 64;

/** Each word begins one of an emoji's own. The one that is called so comes first, then those whose name begins so. */
export function findEmoji(wanted: string, all: readonly Emoji[]): readonly Emoji[] {
  const words = wanted
    .toLowerCase()
    .split(/[\s_:]+/)
    .filter(Boolean);
  if (words.length === 0) return [];
  const start = words.join(' ');
  const ranks: Emoji[][] = [[], [], []];
  for (const emoji of all) {
    const names = [emoji.name, ...emoji.codes].map((name) => name.replaceAll('_', ' ').toLowerCase());
    const text = ` ${[...names, ...emoji.words].join(' ')}`;
    if (!words.every((word) => text.includes(` ${word}`))) continue;
    const rank = names.includes(start) ? 0 : names.some((name) => name.startsWith(start)) ? 1 : 2;
    ranks[rank]!.push(emoji);
  }
  return ranks.flat().slice(0, mostFound);
}
