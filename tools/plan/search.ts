// The fewest that are enough, where more are not always better by a little: a ring has its luck.

/** What was tried with a number of them. */
interface Attempt {
  readonly bearable: boolean;
}

export const mostChoices = 10_000;

/** So near to the fewest is near enough, of the whole. */
const nearEnough = 1 / 100;

/**
 * Begins with a guess, grows by a quarter until it is enough, and then takes back half by half what was too much. Where
 * nothing is enough it comes back with the guess.
 */
export function fewest<Fit extends Attempt>(
  least: number,
  guessed: number,
  attempt: (count: number) => Fit,
): readonly [count: number, fit: Fit] {
  const start = Math.min(Math.max(least, guessed), mostChoices);
  const first = attempt(start);
  let [low, high, fit] = [least - 1, start, first];
  while (!fit.bearable) {
    if (high >= mostChoices) return [start, first];
    low = high;
    high = Math.min(mostChoices, Math.ceil(high * 1.25) + 1);
    fit = attempt(high);
  }
  while (high - low > Math.max(1, high * nearEnough)) {
    const middle = Math.floor((low + high) / 2);
    const tried = attempt(middle);
    if (tried.bearable) [high, fit] = [middle, tried];
    else low = middle;
  }
  return [high, fit];
}
