// The time of the machine, with hours left out where a test would have to wait for them.
import { systemClock, type Clock } from '../../server/clock.ts';

interface Timer {
  readonly at: number;
  readonly run: () => void;
  stop: () => void;
}

export class JumpingClock implements Clock {
  #skipped = 0;
  readonly #timers = new Set<Timer>();
  readonly soon = systemClock.soon;

  now(): number {
    return systemClock.now() + this.#skipped;
  }

  time(): number {
    return systemClock.time() + this.#skipped;
  }

  after(ms: number, run: () => void): () => void {
    const timer: Timer = { at: this.now() + ms, run, stop: () => {} };
    this.#timers.add(timer);
    this.#arm(timer);
    return () => this.#drop(timer);
  }

  /** Whatever falls due meanwhile runs next. */
  jump(ms: number): void {
    this.#skipped += ms;
    for (const timer of this.#timers) {
      timer.stop();
      this.#arm(timer);
    }
  }

  #arm(timer: Timer): void {
    timer.stop = systemClock.after(Math.max(0, timer.at - this.now()), () => {
      this.#drop(timer);
      timer.run();
    });
  }

  #drop(timer: Timer): void {
    timer.stop();
    this.#timers.delete(timer);
  }
}
