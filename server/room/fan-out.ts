// When a room's readers are written to: in the same turn while that is cheap, and less often the longer
// it takes, so that a crowd in a busy room shares its writes. Large crowds are walked in slices.
import type { Clock } from '../clock.ts';

/** Somebody who is written to. */
export interface Flushable {
  flush(): void;
}

/** Readers written to before the loop gets its turn: some two milliseconds. */
const sliceReaders = 400;

/** Writing to everyone may take a twelfth of the time: after it took one part, eleven are for the rest. */
const restShare = 11;

/** Longest rest, in milliseconds: what comes meanwhile is late by so much, which nobody notices. */
export const longestRestMs = 60;

type State =
  | { readonly kind: 'idle' }
  /** Waits for its time; `stop` undoes that. */
  | { readonly kind: 'resting'; readonly stop: () => void }
  | { readonly kind: 'walking' };

export class FanOut {
  readonly #clock: Clock;
  readonly #readers: Iterable<Flushable>;
  readonly #mostWaiting: number;
  #state: State = { kind: 'idle' };
  /** How much came since the last walk began. */
  #waiting = 0;
  /** When the next walk may begin, on the clock's scale. */
  #restedAt = -Infinity;

  /** No more than `mostWaiting` gathers: the ring, where it waits, must not run over. */
  constructor(clock: Clock, readers: Iterable<Flushable>, mostWaiting: number) {
    this.#clock = clock;
    this.#readers = readers;
    this.#mostWaiting = mostWaiting;
  }

  /** Something more is there to be written, which counts as so many things. */
  mark(count = 1): void {
    this.#waiting += count;
    if (this.#waiting >= this.#mostWaiting) return this.#walkWhole();
    if (this.#state.kind === 'idle') this.#begin();
  }

  close(): void {
    if (this.#state.kind === 'resting') this.#state.stop();
    this.#state = { kind: 'idle' };
  }

  #begin(): void {
    const restMs = this.#restedAt - this.#clock.now();
    if (restMs > 0) {
      this.#state = { kind: 'resting', stop: this.#clock.after(restMs, () => this.#walk()) };
      return;
    }
    const walking: State = { kind: 'walking' };
    this.#state = walking;
    this.#clock.soon(() => {
      if (this.#state === walking) this.#walk();
    });
  }

  #walk(): void {
    this.#waiting = 0;
    const walking: State = { kind: 'walking' };
    this.#state = walking;
    this.#slice(walking, this.#readers[Symbol.iterator](), 0);
  }

  /** The iterator of a set lives with those who come and go meanwhile. */
  #slice(walking: State, readers: Iterator<Flushable>, spentMs: number): void {
    if (this.#state !== walking) return;
    const startedAt = this.#clock.now();
    for (let count = 0; count < sliceReaders; count++) {
      const next = readers.next();
      if (next.done) return this.#rest(spentMs + this.#clock.now() - startedAt);
      next.value.flush();
    }
    const spent = spentMs + this.#clock.now() - startedAt;
    this.#clock.soon(() => this.#slice(walking, readers, spent));
  }

  /** Without slices and without rest: more comes in than can be gathered. */
  #walkWhole(): void {
    this.close();
    this.#waiting = 0;
    for (const reader of this.#readers) reader.flush();
  }

  #rest(spentMs: number): void {
    this.#state = { kind: 'idle' };
    this.#restedAt = this.#clock.now() + Math.min(longestRestMs, spentMs * restShare);
    if (this.#waiting > 0) this.#begin();
  }
}
