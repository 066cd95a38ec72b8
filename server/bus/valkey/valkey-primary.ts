// One of the engines of a Valkey bus: what is followed on it, through all the lines it takes.
import type { BusUnavailable } from '../bus.ts';
import { KeptLine } from '../kept-line.ts';
import type { ValkeyAddress } from './addresses.ts';
import { valkeyFailure } from './failures.ts';
import { ValkeyLine } from './valkey-line.ts';

export interface ValkeyPrimaryEvents {
  heard(topic: string, text: string): void;
  missed(): void;
  failed(error: BusUnavailable): void;
}

export class ValkeyPrimary {
  readonly #topics = new Set<string>();
  readonly #events: ValkeyPrimaryEvents;
  readonly #kept: KeptLine<ValkeyLine>;
  /** Whether something may have been said that nobody here heard. */
  #owesMissed = false;
  #dropped = 0;

  constructor(address: ValkeyAddress, tag: string, events: ValkeyPrimaryEvents) {
    this.#events = events;
    this.#kept = new KeptLine(
      (ended) =>
        new ValkeyLine(address, tag, this.#topics, { heard: events.heard, late: events.missed, ended }),
      {
        up: () => this.#onUp(),
        away: (why, { isConnected }) => this.#onAway(valkeyFailure(address, isConnected, why)),
      },
    );
  }

  get healthy(): boolean {
    return this.#kept.isUp && !this.#kept.line!.isFull;
  }

  /** How many messages were not even tried. */
  get dropped(): number {
    return this.#dropped;
  }

  publish(topic: string, text: string): void {
    if (this.healthy) this.#kept.line!.publish(topic, text);
    else this.#dropped++;
  }

  follow(topic: string): Promise<void> {
    this.#topics.add(topic);
    const inEffect = this.#kept.line?.changed(topic);
    if (inEffect) return inEffect;
    this.#owesMissed = true;
    return Promise.resolve();
  }

  unfollow(topic: string): void {
    if (this.#topics.delete(topic)) void this.#kept.line?.changed(topic);
  }

  close(): Promise<void> {
    return this.#kept.close();
  }

  #onUp(): void {
    if (!this.#owesMissed) return;
    this.#owesMissed = false;
    this.#events.missed();
  }

  #onAway(failure: BusUnavailable): void {
    this.#owesMissed = true;
    this.#events.failed(failure);
  }
}
