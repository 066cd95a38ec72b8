// The bus of nodes that live in one process: tests, and the one node that has nobody to tell anything.
import type { Bus, BusListener } from '../bus.ts';

/** What connects them; nodes with different hubs never hear of each other. */
export class LocalHub {
  readonly buses = new Set<LocalBus>();
}

export class LocalBus implements Bus {
  readonly healthy = true;
  readonly #hub: LocalHub;
  readonly #topics = new Set<string>();
  #listener: BusListener | undefined;

  constructor(hub = new LocalHub()) {
    this.#hub = hub;
  }

  listen(listener: BusListener): void {
    this.#listener = listener;
    this.#hub.buses.add(this);
  }

  publish(topic: string, text: string): void {
    if (!this.#hub.buses.has(this)) return;
    for (const bus of this.#hub.buses) {
      // Never in the same call: whoever publishes is not done yet.
      if (bus !== this && bus.#topics.has(topic)) queueMicrotask(() => bus.#hear(topic, text));
    }
  }

  follow(topic: string): Promise<void> {
    this.#topics.add(topic);
    return Promise.resolve();
  }

  unfollow(topic: string): void {
    this.#topics.delete(topic);
  }

  close(): Promise<void> {
    this.#hub.buses.delete(this);
    this.#topics.clear();
    return Promise.resolve();
  }

  #hear(topic: string, text: string): void {
    if (this.#topics.has(topic)) this.#listener?.heard(topic, text);
  }
}
