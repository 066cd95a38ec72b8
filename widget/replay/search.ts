// Looks for the place of a time in the log, by halves: the log is asked by seq, and times grow with it.
// Pure.
import { pageEntries } from '../../protocol/limits.ts';
import type { Page } from '../../protocol/server-messages.ts';

/** The place is after `low`, which is early enough, and before `high`, which is too late. */
export interface Search {
  readonly low: number;
  readonly lowAt: number;
  readonly high: number;
  readonly highAt: number;
}

export function searchUpTo(high: number, highAt = Infinity): Search {
  return { low: 0, lowAt: -Infinity, high, highAt };
}

/** What was found out for one time may say nothing of another. */
export function holdsFor({ lowAt, highAt }: Search, time: number): boolean {
  return lowAt <= time && time < highAt;
}

/** Where to look next. */
export function nextQuestion({ low, high }: Search): { readonly after: number; readonly limit: number } {
  const isNear = high - low - 1 <= pageEntries;
  return { after: isNear ? low : Math.floor((low + high) / 2), limit: pageEntries };
}

/** What a page leaves to be searched; undefined where the place is in it. */
export function narrowed(
  search: Search,
  { after = 0, entries, more }: Page,
  time: number,
): Search | undefined {
  const first = entries[0];
  const last = entries.at(-1);
  if (after > search.low && (!first || first.at > time))
    return { ...search, high: after + 1, highAt: first?.at ?? search.highAt };
  if (last && more && last.at <= time && last.seq < search.high - 1)
    return { ...search, low: last.seq, lowAt: last.at };
  return undefined;
}
