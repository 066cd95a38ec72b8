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

  /** As many as there were when something was taken last. */
  get tokens(): number {
    return this.#tokens;
  }

  /** Takes what was spent elsewhere, as far as there is so much. */
  spend(rate: Rate, now: number, cost: number): void {
    this.#tokens = Math.max(0, this.#refilled(rate, now) - cost);
    this.#at = now;
  }

  /** Takes what it costs: 0 if there was enough, else the milliseconds until there is. */
  take(rate: Rate, now: number, cost = 1): number {
    const tokens = this.#refilled(rate, now);
    const taken = tokens > cost - rounding;
    this.#tokens = taken ? Math.max(0, tokens - cost) : tokens;
    this.#at = now;
    return taken ? 0 : Math.ceil(((cost - tokens) / rate.perSecond) * 1_000);
  }

  #refilled(rate: Rate, now: number): number {
    return Math.min(rate.burst, this.#tokens + ((now - this.#at) / 1_000) * rate.perSecond);
  }
}

export class TokenBuckets {
  #rate: Rate;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #disguise: (key: string) => string;
  readonly #buckets = new Map<string, Bucket>();
  #onTaken: (key: string, cost: number) => void = () => {};

  /** `disguise`: as what keys are kept that tell more than they need to. */
  constructor(rate: Rate, clock: Pick<Clock, 'now'>, disguise: (key: string) => string = asItIs) {
    this.#rate = rate;
    this.#clock = clock;
    this.#disguise = disguise;
  }

  /** From now on they refill so; a bucket that is fuller than one may be now is full. */
  refillBy(rate: Rate): void {
    this.#rate = rate;
  }

  /** From now on told of what is taken from a bucket that is half empty or more: most people never come so far. */
  watch(onTaken: (key: string, cost: number) => void): void {
    this.#onTaken = onTaken;
  }

  /** What was taken elsewhere; a bucket that holds less is empty. */
  spend(costs: Readonly<Record<string, number>>): void {
    const now = this.#clock.now();
    for (const [key, cost] of Object.entries(costs)) this.#bucket(key, now).spend(this.#rate, now, cost);
  }

  take(of: string, cost = 1): number {
    const now = this.#clock.now();
    const key = this.#disguise(of);
    const bucket = this.#bucket(key, now);
    const waitMs = bucket.take(this.#rate, now, cost);
    if (waitMs === 0 && bucket.tokens <= this.#rate.burst / 2) this.#onTaken(key, cost);
    return waitMs;
  }

  #bucket(key: string, now: number): Bucket {
    const bucket = this.#buckets.get(key) ?? new Bucket(this.#rate, now);
    // Deleting first moves the key to the end: the map's order is the order of use.
    this.#buckets.delete(key);
    this.#buckets.set(key, bucket);
    if (this.#buckets.size > maxKeys) this.#buckets.delete(this.#buckets.keys().next().value!);
    return bucket;
  }
}

function asItIs(key: string): string {
  return key;
}
