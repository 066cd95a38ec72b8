// The bus over Valkey, or Redis: publish and subscribe on one or several primaries, over which the topics are
// spread here. Their cluster mode would spread nothing: there every node hears every message.
import type { Bus, BusListener } from '../bus.ts';
import { senderTag } from '../sender.ts';
import { placeOf, type ValkeyAddress } from './addresses.ts';
import { ValkeyPrimary } from './valkey-primary.ts';

export class ValkeyBus implements Bus {
  readonly #addresses: readonly ValkeyAddress[];
  readonly #names: readonly string[];
  readonly #tag: string;
  /** Where the topics are that are followed, so that they are not looked for with each message. */
  readonly #places = new Map<string, number>();
  #primaries: readonly ValkeyPrimary[] = [];

  /** Of several addresses every node names the same, written alike. */
  constructor(addresses: readonly ValkeyAddress[], node: string) {
    this.#addresses = addresses;
    this.#names = addresses.map(({ name }) => name);
    this.#tag = senderTag(node);
  }

  get healthy(): boolean {
    return this.#primaries.length > 0 && this.#primaries.every(({ healthy }) => healthy);
  }

  /** How many messages were not even tried, because an engine was away or did not keep up. */
  get dropped(): number {
    return this.#primaries.reduce((sum, { dropped }) => sum + dropped, 0);
  }

  listen(listener: BusListener): void {
    this.#primaries = this.#addresses.map(
      (address) =>
        new ValkeyPrimary(address, this.#tag, {
          heard: (topic, text) => listener.heard(topic, text),
          missed: () => listener.missed(),
          failed: (error) => listener.failed(error),
        }),
    );
  }

  publish(topic: string, text: string): void {
    this.#primaryOf(topic)?.publish(topic, text);
  }

  follow(topic: string): Promise<void> {
    this.#places.set(topic, this.#placeOf(topic));
    return this.#primaryOf(topic)?.follow(topic) ?? Promise.resolve();
  }

  unfollow(topic: string): void {
    this.#primaryOf(topic)?.unfollow(topic);
    this.#places.delete(topic);
  }

  async close(): Promise<void> {
    await Promise.all(this.#primaries.map((primary) => primary.close()));
  }

  #primaryOf(topic: string): ValkeyPrimary | undefined {
    return this.#primaries[this.#placeOf(topic)];
  }

  #placeOf(topic: string): number {
    return this.#places.get(topic) ?? placeOf(topic, this.#names);
  }
}
