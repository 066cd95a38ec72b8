// How often a room is drawn: at once while it is calm, ten times a second while it is busy. Of what a
// flood brings between two draws only the newest is shown; the rest waits behind a line that says so.
import type { Skip } from '../rows/row.ts';

/** Above so many messages a second nobody sees them one by one. */
const busyRate = 10;

/** A room that was busy is calm again below so many: what is offered for it must not flicker. */
const calmRate = 4;

/** Above so many a second nobody reads them all. */
const floodRate = 200;

const betweenDrawsMs = 100;

/** Shown of each draw in a flood. */
const shownOfFlood = 20;

/** How fast a room is: how many entries came in about a second. */
export class Pace {
  readonly #now: () => number;
  #since: number;
  #count = 0;
  #rate = 0;
  #last: number | undefined;
  #isBusy = false;

  constructor(now: () => number) {
    this.#now = now;
    this.#since = now();
  }

  /**
   * Entries up to `last` are known; returns how long to wait before they are drawn, in milliseconds. Many that a visit
   * or a resume `brings` at once were said before, and are no haste.
   */
  waitFor(last: number, brings = false): number {
    const elapsedMs = this.#now() - this.#since;
    if (elapsedMs >= 1_000) {
      this.#rate = (this.#count * 1_000) / elapsedMs;
      this.#isBusy = this.#rate > (this.#isBusy ? calmRate : busyRate);
      this.#count = 0;
      this.#since = this.#now();
    }
    if (this.#last !== undefined && last > this.#last) this.#count += brings ? 1 : last - this.#last;
    this.#last = last;
    return Math.max(this.#rate, this.#count) > busyRate ? betweenDrawsMs : 0;
  }

  /** Whether it goes too fast to be read in comfort, and has for a while. */
  get isBusy(): boolean {
    return this.#isBusy;
  }

  get isFlood(): boolean {
    return Math.max(this.#rate, this.#count) > floodRate;
  }
}

/** What a flood has put between `drawn` and `last`, without the newest; undefined where that is nothing. */
export function skipOf(drawn: number, last: number): Skip | undefined {
  const to = last - shownOfFlood;
  return to > drawn ? { from: drawn + 1, to } : undefined;
}
