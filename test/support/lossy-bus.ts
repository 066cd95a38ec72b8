// A bus that does what buses may do: of what another one hears it loses, repeats and reorders some, as a seed has
// it, and it vanishes for a while when it is told to.
import type { Bus, BusListener } from '../../server/bus/bus.ts';
import { seeded } from './seeded.ts';

/** Chances from 0 to 1, of each message by itself. */
export interface Losses {
  readonly drop?: number;
  readonly repeat?: number;
  /** It comes after the next one. */
  readonly reorder?: number;
}

interface Said {
  readonly topic: string;
  readonly text: string;
}

/** How often what was done to what was heard. */
export interface LossCounts {
  heard: number;
  dropped: number;
  repeated: number;
  reordered: number;
}

export class LossyBus implements Bus {
  readonly counts: LossCounts = { heard: 0, dropped: 0, repeated: 0, reordered: 0 };
  readonly #bus: Bus;
  readonly #losses: Losses;
  readonly #random: () => number;
  #listener: BusListener | undefined;
  #overtaken: readonly Said[] = [];
  #isCut = false;

  constructor(bus: Bus, losses: Losses, seed: number) {
    this.#bus = bus;
    this.#losses = losses;
    this.#random = seeded(seed);
  }

  get healthy(): boolean {
    return this.#bus.healthy && !this.#isCut;
  }

  listen(listener: BusListener): void {
    this.#listener = listener;
    this.#bus.listen({
      heard: (topic, text) => this.#onHeard({ topic, text }),
      missed: () => listener.missed(),
      failed: (error) => listener.failed(error),
    });
  }

  publish(topic: string, text: string): void {
    if (!this.#isCut) this.#bus.publish(topic, text);
  }

  follow(topic: string): Promise<void> {
    return this.#bus.follow(topic);
  }

  unfollow(topic: string): void {
    this.#bus.unfollow(topic);
  }

  close(): Promise<void> {
    this.#listener = undefined;
    return this.#bus.close();
  }

  /** From now on nothing comes or goes. */
  cut(): void {
    this.#isCut = true;
    this.#overtaken = [];
  }

  mend(): void {
    this.#isCut = false;
    this.#listener?.missed();
  }

  /** What was overtaken and waits for the next message comes now, without one. */
  settle(): void {
    const late = this.#overtaken;
    this.#overtaken = [];
    for (const said of late) this.#tell(said);
  }

  #onHeard(said: Said): void {
    if (this.#isCut) return;
    const { drop = 0, repeat = 0, reorder = 0 } = this.#losses;
    this.counts.heard++;
    if (this.#random() < drop) {
      this.counts.dropped++;
      return;
    }
    const times = this.#random() < repeat ? 2 : 1;
    this.counts.repeated += times - 1;
    for (let time = 0; time < times; time++) {
      if (this.#random() < reorder) {
        this.#overtaken = [...this.#overtaken, said];
        this.counts.reordered++;
      } else {
        this.#tell(said);
        this.settle();
      }
    }
  }

  #tell({ topic, text }: Said): void {
    this.#listener?.heard(topic, text);
  }
}
