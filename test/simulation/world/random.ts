// Chance from a seed: the same seed draws the same. Each part of the world has its own stream, so that
// one more draw here does not change what happens there.

export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = mixed(seed + 0x9e3779b9);
  }

  /** In [0, 1). */
  readonly next = (): number => {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    return mixed(this.#state) / 4_294_967_296;
  };

  /** A whole number, both ends included. */
  whole(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[Math.floor(this.next() * items.length)]!;
  }

  /** As likely between 1 and 10 as between 10 and 100. */
  spread(from: number, to: number): number {
    return Math.round(from * (to / from) ** this.next());
  }

  /** A key, each as likely as its weight says. */
  weighted<Key extends string>(weights: Readonly<Record<Key, number>>): Key {
    const keys = Object.keys(weights) as Key[];
    let left = this.next() * keys.reduce((sum, key) => sum + weights[key], 0);
    return keys.find((key) => (left -= weights[key]) < 0) ?? keys.at(-1)!;
  }

  /** A stream of its own. */
  fork(): Random {
    return new Random(Math.floor(this.next() * 4_294_967_296));
  }
}

/** Spreads a 32-bit number over all of them. */
function mixed(value: number): number {
  let mix = value | 0;
  mix = Math.imul(mix ^ (mix >>> 15), mix | 1);
  mix ^= mix + Math.imul(mix ^ (mix >>> 7), mix | 61);
  return (mix ^ (mix >>> 14)) >>> 0;
}
