// What those who come back need from before the ring: one read of the log for a crowd, wherever each of
// them had stopped and for as long as they keep coming.
import { resumeEntries, tailDrafts } from '../../protocol/limits.ts';
import type { Clock } from '../clock.ts';
import type { EntryRecord, LogPage, LogRange } from '../log/log.ts';
import type { Ring } from './ring.ts';

interface Held {
  /** The room's head when it was asked for: it ends there, or a little after. */
  readonly head: number;
  readonly entries: Promise<readonly EntryRecord[]>;
}

/** A read is let go when nobody has come for so long: a crowd needs long to be let in. */
const quietMs = 15_000;

/** The most that a resume may need: what was missed, and the tail before it. */
const wholeEntries = resumeEntries + tailDrafts;

export class Lookback {
  readonly #ring: Ring;
  readonly #clock: Pick<Clock, 'after'>;
  readonly #read: (range: LogRange) => Promise<LogPage>;
  #held: Held | undefined;
  #stopKeeping: (() => void) | undefined;

  constructor(ring: Ring, clock: Pick<Clock, 'after'>, read: (range: LogRange) => Promise<LogPage>) {
    this.#ring = ring;
    this.#clock = clock;
    this.#read = read;
  }

  /** The entries before the ring that a resume may need, and those of the ring up to some seq. */
  entries(): Promise<readonly EntryRecord[]> {
    if (!this.#held || !this.#servesLonger(this.#held)) this.#start();
    else if (this.#stopKeeping) this.#keep();
    return this.#held!.entries;
  }

  /** Something of it changed: whoever comes next has it read anew. */
  forget(): void {
    this.#held = undefined;
    this.#stopKeeping?.();
    this.#stopKeeping = undefined;
  }

  #start(): void {
    this.forget();
    const { head } = this.#ring;
    const entries = this.#read({ after: Math.max(0, head - wholeEntries), limit: wholeEntries }).then(
      (page) => page.entries,
    );
    const held = { head, entries };
    this.#held = held;
    const keep = () => {
      if (this.#held === held) this.#keep();
    };
    const drop = () => {
      if (this.#held === held) this.forget();
    };
    entries.then(keep, drop);
  }

  #keep(): void {
    this.#stopKeeping?.();
    this.#stopKeeping = this.#clock.after(quietMs, () => this.forget());
  }

  /** Who goes on from its end must not fall out of the ring at once: half of that is to spare. */
  #servesLonger({ head }: Held): boolean {
    return head - this.#ring.tail >= this.#ring.head - head;
  }
}
