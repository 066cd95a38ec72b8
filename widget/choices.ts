// What a reader has chosen for themself: how the chat calls them, how it looks, and whom they do not want
// to hear. It is kept where the name is, for all rooms of a server.
import type { Keep } from './storage.ts';

export interface Choices {
  /** What is read out to those who listen to the page. */
  readonly announce: 'all' | 'mentions' | 'off';
  /** What the three notifications are about; all of them are off until they are chosen. */
  readonly about: 'mentions' | 'everything';
  /** A count before the page's title. */
  readonly badge: boolean;
  readonly sound: boolean;
  /** From 0 to 1. */
  readonly volume: number;
  readonly desktop: boolean;
  /** The other way to send always works, too; fingers have a button. */
  readonly sendsBy: 'enter' | 'ctrl-enter';
  /** Undefined: as the page has it. */
  readonly density: 'comfortable' | 'compact' | undefined;
  /** Names by the participants' ids. */
  readonly muted: ReadonlyMap<string, string>;
}

export const usualChoices: Choices = {
  announce: 'all',
  about: 'mentions',
  badge: false,
  sound: false,
  volume: 0.5,
  desktop: false,
  sendsBy: 'enter',
  density: undefined,
  muted: new Map(),
};

type Kept = Partial<Omit<Choices, 'muted'>> & { readonly muted?: readonly (readonly [string, string])[] };

export function readChoices(keep: Keep): Choices {
  try {
    const kept = JSON.parse(keep.read('choices')!) as Kept;
    return { ...usualChoices, ...kept, muted: new Map(kept.muted) };
  } catch {
    // Nothing yet, or nothing that could be read.
    return usualChoices;
  }
}

/** Joins the change with what is kept by now: another tab may have chosen meanwhile. */
export function keepChoices(keep: Keep, change: Partial<Choices>): void {
  const choices = { ...readChoices(keep), ...change };
  keep.write('choices', JSON.stringify({ ...choices, muted: [...choices.muted] }));
}
