// Addresses that are counted are known in memory by a keyed hash alone, and the key is thrown away every day: what
// was counted yesterday tells nothing of who it was.
import { createHmac, randomBytes } from 'node:crypto';
import type { Clock } from '../clock.ts';

const dayMs = 24 * 60 * 60 * 1_000;

const keyBytes = 32;
const hashBytes = 12;

export class DailyKey {
  readonly #clock: Pick<Clock, 'now'>;
  #key = randomBytes(keyBytes);
  #since: number;

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock;
    this.#since = clock.now();
  }

  /** The same for the same address, until the day is over: then everybody begins with a full bucket. */
  readonly hash = (address: string): string => {
    const now = this.#clock.now();
    if (now - this.#since >= dayMs) {
      this.#key = randomBytes(keyBytes);
      this.#since = now;
    }
    return createHmac('sha256', this.#key).update(address).digest().toString('base64url', 0, hashBytes);
  };
}
