// The bus over the Postgres that holds the log, by LISTEN and NOTIFY: nothing more to run, and enough for a few
// nodes. Every node hears everything here, and leaves out what it does not follow.
import type { Bus, BusListener, BusUnavailable } from '../bus.ts';
import { KeptLine } from '../kept-line.ts';
import { senderTag } from '../sender.ts';
import { postgresFailure } from './failures.ts';
import { PostgresLine } from './postgres-line.ts';

export class PostgresBus implements Bus {
  readonly #address: string;
  readonly #tag: string;
  readonly #topics = new Set<string>();
  #kept: KeptLine<PostgresLine> | undefined;
  #listener: BusListener | undefined;
  /** Whether something may have been said that nobody here heard. */
  #owesMissed = false;
  #dropped = 0;

  constructor(address: string, node: string) {
    this.#address = address;
    this.#tag = senderTag(node);
  }

  get healthy(): boolean {
    return this.#kept !== undefined && this.#kept.isUp && !this.#kept.line!.isFull;
  }

  /** How many messages were not even tried: the engine was away or did not keep up, or they are too large. */
  get dropped(): number {
    return this.#dropped;
  }

  listen(listener: BusListener): void {
    this.#listener = listener;
    this.#kept = new KeptLine(
      (ended) =>
        new PostgresLine(this.#address, this.#tag, {
          heard: (topic, text) => this.#topics.has(topic) && listener.heard(topic, text),
          ended,
        }),
      {
        up: () => this.#onUp(),
        away: (why, { isConnected }) => this.#onAway(postgresFailure(this.#address, isConnected, why)),
      },
    );
  }

  publish(topic: string, text: string): void {
    const isTaken = this.healthy && this.#kept!.line!.publish(topic, text);
    if (!isTaken) this.#dropped++;
  }

  follow(topic: string): Promise<void> {
    this.#topics.add(topic);
    if (!this.#kept?.isUp) this.#owesMissed = true;
    return Promise.resolve();
  }

  unfollow(topic: string): void {
    this.#topics.delete(topic);
  }

  async close(): Promise<void> {
    await this.#kept?.close();
  }

  #onUp(): void {
    if (!this.#owesMissed) return;
    this.#owesMissed = false;
    this.#listener?.missed();
  }

  #onAway(failure: BusUnavailable): void {
    this.#owesMissed = true;
    this.#listener?.failed(failure);
  }
}
