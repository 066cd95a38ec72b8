// What is read out of what is said, and how much of it: a busy room must not talk without end. Pure.

export interface Heard {
  readonly name: string;
  /** As it is spoken. */
  readonly text: string;
  /** Names the reader, or answers them. */
  readonly calls: boolean;
}

/** Many messages in one breath. */
export interface Summary {
  readonly count: number;
  /** Who spoke last. */
  readonly name: string;
}

export interface Turn {
  readonly now: readonly (Heard | Summary)[];
  /** What waits for the next window. */
  readonly later: readonly Heard[];
}

/** So many messages may be read out within one window. */
export const perWindow = 3;
export const windowMs = 2_000;

/**
 * What is said of what waits, where so many more may be said in this window. Who calls the reader comes
 * first; and what a whole window would not hold is only counted.
 */
export function nextTurn(waiting: readonly Heard[], left: number): Turn {
  const calls = waiting.filter((heard) => heard.calls);
  const others = waiting.filter((heard) => !heard.calls);
  const isWhole = left === perWindow;
  const now = waiting.length <= left ? [...calls, ...others] : calls.slice(0, isWhole ? left - 1 : left);
  const rest = waiting.filter((heard) => !now.includes(heard));
  if (!isWhole || rest.length === 0) return { now, later: rest };
  return { now: [...now, { count: rest.length, name: rest.at(-1)!.name }], later: [] };
}
