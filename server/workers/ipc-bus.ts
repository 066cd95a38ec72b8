// The bus of workers of one machine: the primary passes on what one of them says to the others that follow it.
import type { Bus, BusListener } from '../bus/bus.ts';
import type { BusAsked, PrimarySaid, WorkersEnd } from './messages.ts';

export class IpcBus implements Bus {
  readonly #channel: WorkersEnd;
  readonly #topics = new Set<string>();
  /** Follows that are not answered yet, in their order, which is that of the answers. */
  readonly #following: (() => void)[] = [];
  #listener: BusListener | undefined;
  #state: 'open' | 'closed' = 'open';

  constructor(channel: WorkersEnd) {
    this.#channel = channel;
    channel.hear((said) => this.#hear(said));
    channel.onEnd(() => this.#end());
  }

  get healthy(): boolean {
    return this.#state === 'open';
  }

  listen(listener: BusListener): void {
    this.#listener = listener;
  }

  publish(topic: string, text: string): void {
    this.#say({ type: 'publish', topic, text });
  }

  follow(topic: string): Promise<void> {
    if (this.#state === 'closed') return Promise.resolve();
    this.#topics.add(topic);
    this.#say({ type: 'follow', topic });
    return new Promise((resolve) => this.#following.push(resolve));
  }

  unfollow(topic: string): void {
    if (this.#topics.delete(topic)) this.#say({ type: 'unfollow', topic });
  }

  /** Resolves when what was said is handed on. */
  async close(): Promise<void> {
    if (this.#state === 'closed') return;
    this.#topics.clear();
    const handedOn = new Promise<void>((resolve) => this.#channel.send({ type: 'leave' }, resolve));
    this.#end();
    await handedOn;
  }

  #hear(said: PrimarySaid): void {
    switch (said.type) {
      case 'followed':
        return this.#following.shift()?.();
      case 'heard':
        if (this.#topics.has(said.topic)) this.#listener?.heard(said.topic, said.text);
        return;
      case 'missed':
        if (this.#state === 'open') this.#listener?.missed();
        return;
      // What else the primary says is for others.
      default:
    }
  }

  #end(): void {
    this.#state = 'closed';
    for (const resolve of this.#following.splice(0)) resolve();
  }

  #say(asked: BusAsked): void {
    if (this.#state === 'open') this.#channel.send(asked);
  }
}
