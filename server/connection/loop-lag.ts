// How late the event loop runs. While it is late, newcomers are let in bit by bit, so that those who are
// in are still served; it is looked at anew in each window, so that nobody is shut out for good.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Clock } from '../clock.ts';

const windowMs = 1_000;

/** Late from here on, and calm again only well below: else it would flicker. */
const lateMs = 100;
const calmMs = 50;

/** How late the loop was, in milliseconds at the 99th percentile, since it was asked before. */
export interface LagProbe {
  read(): number;
  close(): void;
}

export class LoopLag {
  readonly #clock: Pick<Clock, 'after'>;
  readonly #probe: LagProbe;
  #isLate = false;
  #stopTimer: () => void;
  #watcher: (lateMs: number) => void = () => {};

  constructor(clock: Pick<Clock, 'after'>, probe: LagProbe) {
    this.#clock = clock;
    this.#probe = probe;
    this.#stopTimer = this.#schedule();
  }

  get isLate(): boolean {
    return this.#isLate;
  }

  /** Told once for each window how late it was. */
  watch(watcher: (lateMs: number) => void): void {
    this.#watcher = watcher;
  }

  close(): void {
    this.#stopTimer();
    this.#probe.close();
  }

  #schedule(): () => void {
    return this.#clock.after(windowMs, () => {
      const ms = this.#probe.read();
      this.#isLate = ms > (this.#isLate ? calmMs : lateMs);
      this.#watcher(ms);
      this.#stopTimer = this.#schedule();
    });
  }
}

/** How often the loop is measured; a timer is late by as much even on an idle loop. */
const resolutionMs = 20;

export function createLagProbe(): LagProbe {
  const delays = monitorEventLoopDelay({ resolution: resolutionMs });
  delays.enable();
  return {
    read() {
      const ms = delays.percentile(99) / 1e6 - resolutionMs;
      delays.reset();
      return ms;
    },
    close: () => void delays.disable(),
  };
}
