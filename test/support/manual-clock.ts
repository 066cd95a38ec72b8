// A clock that runs by hand.
import type { Clock } from '../../server/clock.ts';

interface Timer {
  readonly at: number;
  readonly run: () => void;
}

export class ManualClock implements Clock {
  #now = 0;
  #timers: Timer[] = [];
  #soon: (() => void)[] = [];

  now(): number {
    return this.#now;
  }

  time(): number {
    return 1_790_000_000_000 + this.#now;
  }

  after(ms: number, run: () => void): () => void {
    const timer = { at: this.#now + ms, run };
    this.#timers.push(timer);
    return () => void (this.#timers = this.#timers.filter((other) => other !== timer));
  }

  soon(run: () => void): void {
    this.#soon.push(run);
  }

  /** How many timers wait. */
  get waiting(): number {
    return this.#timers.length;
  }

  /** Time passes while something runs: nothing falls due before that ends. */
  spend(ms: number): void {
    this.#now += ms;
  }

  /** Ends the turn of the loop. */
  turn(): void {
    const due = this.#soon;
    this.#soon = [];
    for (const run of due) run();
  }

  /** Lets time pass, running in order what falls due. */
  advance(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const [next] = this.#timers.filter(({ at }) => at <= end).sort((left, right) => left.at - right.at);
      if (!next) break;
      this.#timers = this.#timers.filter((timer) => timer !== next);
      this.#now = Math.max(this.#now, next.at);
      next.run();
      this.turn();
    }
    this.#now = Math.max(this.#now, end);
    this.turn();
  }
}
