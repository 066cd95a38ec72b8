// Whether something happens too often within a minute, and from many places: one network alone never rings it,
// or a single troll could close a room to its guests.

const minuteMs = 60_000;

/** One network counts for a tenth of the most, so that it takes ten. */
const networks = 10;

/** One moment, as both clocks tell it: read apart, they say two moments. */
export interface Moment {
  /** On the clock that never jumps, in milliseconds. */
  readonly at: number;
  /** Unix time in milliseconds. */
  readonly time: number;
}

interface Counted extends Moment {
  readonly network: string;
}

export class Alarm {
  readonly #most: number;
  /** Of the last minute, in order; never more than ring it. */
  readonly #counted: Counted[] = [];
  readonly #byNetwork = new Map<string, number>();

  /** So many within a minute ring it. */
  constructor(most: number) {
    this.#most = most;
  }

  count(network: string, { at, time }: Moment): void {
    this.#forget(at);
    const ofNetwork = this.#byNetwork.get(network) ?? 0;
    if (ofNetwork >= Math.ceil(this.#most / networks)) return;
    if (this.#counted.length >= this.#most) this.#drop();
    this.#counted.push({ at, time, network });
    this.#byNetwork.set(network, (this.#byNetwork.get(network) ?? 0) + 1);
  }

  /** The time at which the first of those that ring it happened; undefined while it does not ring. */
  since(now: number): number | undefined {
    return this.isRinging(now) ? this.#counted[0]!.time : undefined;
  }

  isRinging(now: number): boolean {
    this.#forget(now);
    return this.#counted.length >= this.#most;
  }

  #forget(now: number): void {
    while (this.#counted.length > 0 && this.#counted[0]!.at <= now - minuteMs) this.#drop();
  }

  #drop(): void {
    const { network } = this.#counted.shift()!;
    const left = this.#byNetwork.get(network)! - 1;
    if (left > 0) this.#byNetwork.set(network, left);
    else this.#byNetwork.delete(network);
  }
}
