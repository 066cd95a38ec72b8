// Which of many things a word that is only half written may mean, the likeliest first.

/** As many as can be looked over at a glance. */
export const mostMatches = 8;

/**
 * Those of which a name begins with the word, and then those in which another word of a name does. Among
 * equals the given order stays.
 */
export function matchesOf<Thing>(
  word: string,
  things: readonly Thing[],
  namesOf: (thing: Thing) => readonly string[],
  most = mostMatches,
): readonly Thing[] {
  const wanted = word.toLowerCase();
  const ranks: Thing[][] = [[], [], []];
  for (const thing of things) {
    const rank = Math.min(...namesOf(thing).map((name) => rankOf(wanted, name.toLowerCase())));
    ranks[rank]?.push(thing);
  }
  return ranks.flat().slice(0, most);
}

/** 0 for the word itself, 1 for its beginning, 2 for that of a later word; beyond that it is not meant. */
function rankOf(wanted: string, name: string): number {
  if (name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  return [' ', '_', '-'].some((space) => name.includes(space + wanted)) ? 2 : 3;
}
