// The work that a server asks of newcomers, as ALTCHA has it: the number that gives the challenge, found by trying.
import type { Challenge } from '../../protocol/server-messages.ts';
import { NumberedDigest } from './numbered-digest.ts';

/** So many are tried before the clock is looked at. */
const atOnce = 200;

/** So long a page may be busy without being felt, and so long where nobody looks. */
const sliceMs = 12;
const hiddenSliceMs = 200;

/** Undefined where no number fits. */
export function solveAtOnce(challenge: Challenge): number | undefined {
  const steps = tries(challenge);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** The same in slices, so that the page around it stays alive. */
export async function solve(challenge: Challenge): Promise<number | undefined> {
  const steps = tries(challenge);
  for (;;) {
    const isHidden = typeof document !== 'undefined' && document.hidden;
    const end = performance.now() + (isHidden ? hiddenSliceMs : sliceMs);
    do {
      const { done, value } = steps.next();
      if (done) return value;
    } while (performance.now() < end);
    await new Promise((resolve) => setTimeout(resolve));
  }
}

function* tries({ challenge, maxnumber, salt }: Challenge): Generator<undefined, number | undefined> {
  const wanted = Int32Array.from({ length: 8 }, (_, index) =>
    parseInt(challenge.slice(index * 8, index * 8 + 8), 16),
  );
  const digest = new NumberedDigest(salt);
  for (let number = 0; number <= maxnumber; number++) {
    const words = digest.of(number);
    if (words[0] === wanted[0] && words.every((word, index) => word === wanted[index])) return number;
    if (number % atOnce === 0) yield;
  }
  return undefined;
}
