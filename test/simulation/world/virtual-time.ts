// The one queue of events that a simulated world runs on. What falls due at the same millisecond
// happens in an order drawn from the seed.
import type { Random } from './random.ts';

interface Due {
  readonly at: number;
  readonly tie: number;
  run: (() => void) | undefined;
}

/** Promises that hang on one another settle within this many turns: the longest chain is a join. */
const ripples = 16;

const settled = Promise.resolve();

export class VirtualTime {
  readonly #random: Random;
  readonly #heap: Due[] = [];
  #now = 0;
  #stirred = false;
  /** How many events have happened. */
  events = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  get now(): number {
    return this.#now;
  }

  /** Runs once after `ms`; returns the undo. */
  after(ms: number, run: () => void): () => void {
    const due: Due = { at: this.#now + Math.max(0, ms), tie: this.#random.next(), run };
    this.#add(due);
    return () => (due.run = undefined);
  }

  /** Says that promises may be about to settle: they do before the next event. */
  stir(): void {
    this.#stirred = true;
  }

  /** Lets everything happen that falls due within `ms`. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    for (;;) {
      if (this.#stirred) {
        this.#stirred = false;
        for (let turn = 0; turn < ripples; turn++) await settled;
        continue;
      }
      const next = this.#heap[0];
      if (!next || next.at > end) break;
      this.#removeFirst();
      if (!next.run) continue;
      this.#now = next.at;
      this.events++;
      next.run();
    }
    this.#now = end;
  }

  #add(due: Due): void {
    const heap = this.#heap;
    let index = heap.push(due) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!isBefore(due, heap[parent]!)) break;
      heap[index] = heap[parent]!;
      index = parent;
    }
    heap[index] = due;
  }

  #removeFirst(): void {
    const heap = this.#heap;
    const last = heap.pop()!;
    if (heap.length === 0) return;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child++;
      if (!isBefore(heap[child]!, last)) break;
      heap[index] = heap[child]!;
      index = child;
    }
    heap[index] = last;
  }
}

function isBefore(left: Due, right: Due): boolean {
  return left.at < right.at || (left.at === right.at && left.tie < right.tie);
}

/** The timers of one process or page, so that what it leaves behind can be counted and stopped. */
export class Timers {
  readonly #time: VirtualTime;
  readonly #waiting = new Set<() => void>();

  constructor(time: VirtualTime) {
    this.#time = time;
  }

  get count(): number {
    return this.#waiting.size;
  }

  readonly after = (ms: number, run: () => void): (() => void) => {
    const cancel = this.#time.after(ms, () => {
      this.#waiting.delete(stop);
      run();
    });
    const stop = () => {
      this.#waiting.delete(stop);
      cancel();
    };
    this.#waiting.add(stop);
    return stop;
  };

  /** The process dies: nothing of it happens any more. */
  stopAll(): void {
    for (const stop of [...this.#waiting]) stop();
  }
}
