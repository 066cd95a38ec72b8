// How long is waited before something is tried again.

const firstMs = 5_000;
const lastMs = 60 * 60_000;

/** The longest that a receiver may ask for. */
export const mostAskedMs = 24 * 60 * 60_000;

/** Twice as long after each attempt, up to an hour; less by chance, so that not all come back at once. */
export function waitMs(attempts: number, random: () => number): number {
  const most = Math.min(lastMs, firstMs * 2 ** (attempts - 1));
  return most * (1 - random() / 2);
}

/** What a `Retry-After` asks for, in seconds or as a date; undefined where it asks for nothing. `now` is Unix time. */
export function askedMs(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  const ms = /^\s*\d+\s*$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - now;
  return Number.isNaN(ms) || ms <= 0 ? undefined : Math.min(ms, mostAskedMs);
}
