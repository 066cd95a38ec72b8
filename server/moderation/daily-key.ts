// Addresses that are counted are known in memory by a keyed hash alone, and the key is thrown away every day: what
// was counted yesterday tells nothing of who it was.
import { hash, randomBytes } from 'node:crypto';
import type { Clock } from '../clock.ts';

const dayMs = 24 * 60 * 60 * 1_000;

const keyBytes = 32;
/** Characters of base64url: twelve bytes. */
const hashCharacters = 16;

export class DailyKey {
  readonly #clock: Pick<Clock, 'now'>;
  #key = newKey();
  #since: number;

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock;
    this.#since = clock.now();
  }

  /** The same for the same address, until the day is over: then everybody begins with a full bucket. */
  readonly hash = (address: string): string => {
    const now = this.#clock.now();
    if (now - this.#since >= dayMs) {
      this.#key = newKey();
      this.#since = now;
    }
    // Nobody sees these, and they are cut: what HMAC is beyond that is not needed, and costs six times as much.
    return hash('sha256', this.#key + address, 'base64url').slice(0, hashCharacters);
  };
}

function newKey(): string {
  return randomBytes(keyBytes).toString('base64url');
}
