// Time as the server sees it. Everything that waits takes it from outside, so that tests can run it by hand.
import { performance } from 'node:perf_hooks';

export interface Clock {
  /** Milliseconds on a scale that never jumps; for waits and rates. */
  now(): number;
  /** Unix time in milliseconds; for people. */
  time(): number;
  /** Runs once after `ms`; returns the undo. */
  after(ms: number, run: () => void): () => void;
  /** Runs once at the end of this turn of the loop. */
  soon(run: () => void): void;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  time: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  soon: (run) => void setImmediate(run),
};
