// One direction of one link: what is sent arrives late and in order, or not at all.
import type { Random } from './random.ts';
import type { VirtualTime } from './virtual-time.ts';

/** How long the way is, in milliseconds: each frame takes something between nothing and `jitterMs` longer. */
export interface Distance {
  delayMs: number;
  jitterMs: number;
}

interface Parcel<Item> {
  readonly item: Item;
  readonly bytes: number;
}

export class Pipe<Item> {
  readonly #time: VirtualTime;
  readonly #random: Random;
  readonly #distance: Distance;
  readonly #deliver: (item: Item) => void;
  readonly #parcels: Parcel<Item>[] = [];
  #lastAt = 0;
  /** Arrivals that wait for the other side to read on. */
  #held: number | undefined;
  #broken = false;
  /** Bytes that were sent and have not arrived. */
  bytes = 0;

  constructor(time: VirtualTime, random: Random, distance: Distance, deliver: (item: Item) => void) {
    this.#time = time;
    this.#random = random;
    this.#distance = distance;
    this.#deliver = deliver;
  }

  send(item: Item, bytes = 0): void {
    if (this.#broken) return;
    const { delayMs, jitterMs } = this.#distance;
    this.#parcels.push({ item, bytes });
    this.bytes += bytes;
    this.#lastAt = Math.max(this.#lastAt, this.#time.now + delayMs + this.#random.whole(0, jitterMs));
    this.#time.after(this.#lastAt - this.#time.now, () => this.#arrive());
  }

  /** From now on nothing arrives; what is sent waits for `release`. */
  hold(): void {
    this.#held ??= 0;
  }

  release(): void {
    const held = this.#held ?? 0;
    this.#held = undefined;
    for (let count = 0; count < held; count++) this.#time.after(0, () => this.#arrive());
    if (held > 0) this.#lastAt = Math.max(this.#lastAt, this.#time.now);
  }

  /** What is on the way is lost, and so is all that is sent from now on. Returns what was on the way. */
  break(): Item[] {
    this.#broken = true;
    return this.#parcels.splice(0).map(({ item }) => item);
  }

  #arrive(): void {
    if (this.#held !== undefined) {
      this.#held++;
      return;
    }
    const parcel = this.#parcels.shift();
    if (!parcel) return;
    this.bytes -= parcel.bytes;
    this.#deliver(parcel.item);
  }
}
