// What one node hears from a bus.
import type { Bus, BusListener } from '../../server/bus/bus.ts';
import { until } from './until.ts';

export class Ear<Heard extends Bus = Bus> implements BusListener {
  readonly bus: Heard;
  readonly messages: string[] = [];
  readonly failures: unknown[] = [];
  timesMissed = 0;

  constructor(bus: Heard) {
    this.bus = bus;
    bus.listen(this);
  }

  heard(topic: string, text: string): void {
    this.messages.push(`${topic} ${text}`);
  }

  missed(): void {
    this.timesMissed++;
  }

  failed(error: unknown): void {
    this.failures.push(error);
  }

  async follow(...topics: readonly string[]): Promise<this> {
    await Promise.all(topics.map((topic) => this.bus.follow(topic)));
    return this;
  }

  /** Resolves when as many messages came, with all of them. */
  async hears(count: number): Promise<readonly string[]> {
    await until(`${count} messages on the bus`, () => this.messages.length >= count);
    return this.messages;
  }
}
