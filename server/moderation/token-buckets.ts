// Rates by key: each key has a bucket that refills steadily. Memory stays bounded whoever comes.
import type { Clock } from '../clock.ts';

export interface Rate {
  /** How many may be taken at once after a rest. */
  readonly burst: number;
  readonly perSecond: number;
}

interface Bucket {
  tokens: number;
  at: number;
}

/** What fractions of a second lose in binary: a told wait must be enough. */
const rounding = 1e-6;

/** Beyond this many keys the least recently used is forgotten, which favours it. */
const maxKeys = 50_000;

export class TokenBuckets {
  readonly #rate: Rate;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #buckets = new Map<string, Bucket>();

  constructor(rate: Rate, clock: Pick<Clock, 'now'>) {
    this.#rate = rate;
    this.#clock = clock;
  }

  /** Takes what it costs: 0 if there was enough, else the milliseconds until there is. */
  take(key: string, cost = 1): number {
    const now = this.#clock.now();
    const bucket = this.#buckets.get(key) ?? { tokens: this.#rate.burst, at: now };
    const refilled = bucket.tokens + ((now - bucket.at) / 1_000) * this.#rate.perSecond;
    const tokens = Math.min(this.#rate.burst, refilled);
    const taken = tokens > cost - rounding;
    // Deleting first moves the key to the end: the map's order is the order of use.
    this.#buckets.delete(key);
    this.#buckets.set(key, { tokens: taken ? Math.max(0, tokens - cost) : tokens, at: now });
    if (this.#buckets.size > maxKeys) this.#buckets.delete(this.#buckets.keys().next().value!);
    return taken ? 0 : Math.ceil(((cost - tokens) / this.#rate.perSecond) * 1_000);
  }

  forget(key: string): void {
    this.#buckets.delete(key);
  }
}
