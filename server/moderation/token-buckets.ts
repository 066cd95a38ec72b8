// Rates: a bucket refills steadily, and what is taken must be in it. By key, memory stays bounded
// whoever comes.
import type { Clock } from '../clock.ts';

export interface Rate {
  /** How many may be taken at once after a rest. */
  readonly burst: number;
  readonly perSecond: number;
}

/** What fractions of a second lose in binary: a told wait must be enough. */
const rounding = 1e-6;

/** Beyond this many keys the least recently used is forgotten, which favours it. */
const maxKeys = 50_000;

export class Bucket {
  #tokens: number;
  #at: number;

  /** Begins full. `now` is in milliseconds, here and below. */
  constructor(rate: Rate, now: number) {
    this.#tokens = rate.burst;
    this.#at = now;
  }

  /** Takes what it costs: 0 if there was enough, else the milliseconds until there is. */
  take(rate: Rate, now: number, cost = 1): number {
    const refilled = this.#tokens + ((now - this.#at) / 1_000) * rate.perSecond;
    const tokens = Math.min(rate.burst, refilled);
    const taken = tokens > cost - rounding;
    this.#tokens = taken ? Math.max(0, tokens - cost) : tokens;
    this.#at = now;
    return taken ? 0 : Math.ceil(((cost - tokens) / rate.perSecond) * 1_000);
  }
}

export class TokenBuckets {
  readonly #rate: Rate;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #disguise: (key: string) => string;
  readonly #buckets = new Map<string, Bucket>();

  /** `disguise`: as what keys are kept that tell more than they need to. */
  constructor(rate: Rate, clock: Pick<Clock, 'now'>, disguise: (key: string) => string = asItIs) {
    this.#rate = rate;
    this.#clock = clock;
    this.#disguise = disguise;
  }

  take(of: string, cost = 1): number {
    const now = this.#clock.now();
    const key = this.#disguise(of);
    const bucket = this.#buckets.get(key) ?? new Bucket(this.#rate, now);
    // Deleting first moves the key to the end: the map's order is the order of use.
    this.#buckets.delete(key);
    this.#buckets.set(key, bucket);
    if (this.#buckets.size > maxKeys) this.#buckets.delete(this.#buckets.keys().next().value!);
    return bucket.take(this.#rate, now, cost);
  }
}

function asItIs(key: string): string {
  return key;
}
