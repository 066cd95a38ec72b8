// What is to be done about a worker that died: when the next one is started, and what is said of it.

/** Before the next one; each that dies soon after it doubles that, up to the last. */
const firstRestMs = 100;
const lastRestMs = 10_000;

/** Who lived for so long is no sign of trouble. */
const steadyMs = 10_000;

/** At the start of the whole: so many in a row, and it is given up. */
export const mostDeaths = 5;

export function isSteady(livedMs: number): boolean {
  return livedMs >= steadyMs;
}

export function isHopeless(deaths: number): boolean {
  return deaths >= mostDeaths;
}

/** After `deaths` in a row, of which none lived for long. */
export function restMs(deaths: number): number {
  return Math.min(lastRestMs, firstRestMs * 2 ** (deaths - 1));
}

/** `how`: an exit code or a signal. `why`: what it said itself, as a sentence. */
export function endSentence(worker: number, how: string, why: string | undefined): string {
  return why === undefined
    ? `Worker ${worker} ended (${how}). It is started again, and whoever was on it comes back by themselves.`
    : `Worker ${worker} could not start, and is tried again: ${why}`;
}

export function hopelessSentence(worker: number, deaths: number, how: string): string {
  return `Worker ${worker} ended ${deaths} times before all were ready (${how}). See what it said above, and whether the server starts with --workers 1.`;
}
