// The line to one Valkey: one connection to say, and one to hear, for an engine that is subscribed answers
// nothing else. They live and die together: half a bus is none.
import { Heartbeat, Silence } from '../heartbeat.ts';
import type { Line } from '../kept-line.ts';
import type { ValkeyAddress } from './addresses.ts';
import { createConnection, type Connection } from './connection.ts';
import { Subscriptions } from './subscriptions.ts';

export interface ValkeyLineEvents {
  heard(topic: string, text: string): void;
  /** Somebody was let go before their topic was in effect, which it is now. */
  late(): void;
  ended(why: unknown): void;
}

/** What may be on its way to the engine, in signs; beyond it the bus loses, and memory stays what it is. */
export const unansweredLimit = 8 * 1_024 * 1_024;
/** What a message is beside its text, in the same measure: its place in the library’s queue, and a promise. */
const signsOfMessage = 256;

export class ValkeyLine implements Line {
  readonly ready: Promise<void>;
  readonly #events: ValkeyLineEvents;
  readonly #tag: string;
  readonly #own: Buffer;
  readonly #prefix: string;
  readonly #end = new AbortController();
  readonly #publisher: Connection;
  readonly #subscriber: Connection;
  readonly #heartbeat: Heartbeat;
  #subscriptions: Subscriptions | undefined;
  #unanswered = 0;
  #onDrained = (): void => {};

  /** `topics` are the owner’s own, and change under it: `changed` says so. */
  constructor(address: ValkeyAddress, tag: string, topics: ReadonlySet<string>, events: ValkeyLineEvents) {
    this.#events = events;
    this.#tag = tag;
    this.#own = Buffer.from(`${tag} `);
    this.#prefix = channelPrefix(address.database);
    this.#publisher = createConnection(address, this.#end.signal, events.ended);
    this.#subscriber = createConnection(address, this.#end.signal, events.ended);
    this.#heartbeat = new Heartbeat(
      () => this.#beat(),
      () => events.ended(new Silence()),
    );
    this.ready = this.#open(topics);
  }

  /** Whether the engine let us in. */
  get isConnected(): boolean {
    return this.#subscriptions !== undefined;
  }

  get isFull(): boolean {
    return this.#unanswered >= unansweredLimit;
  }

  /** Resolves once that is in effect; undefined while the line is not there yet, which then takes it along. */
  changed(topic: string): Promise<void> | undefined {
    return this.#subscriptions?.changed(topic);
  }

  publish(topic: string, text: string): void {
    this.#send(`${this.#prefix}${topic}`, `${this.#tag} ${text}`);
  }

  async drained(): Promise<void> {
    if (this.#unanswered > 0) await new Promise<void>((resolve) => (this.#onDrained = resolve));
  }

  close(): void {
    this.#heartbeat.stop();
    this.#end.abort();
    this.#publisher.destroy();
    this.#subscriber.destroy();
  }

  async #open(topics: ReadonlySet<string>): Promise<void> {
    await Promise.all([this.#publisher.connect(), this.#subscriber.connect()]);
    await this.#subscriber.subscribe(this.#ownChannel, () => this.#heartbeat.heard(), true);
    this.#subscriptions = new Subscriptions(
      topics,
      {
        subscribe: (come) => this.#subscriber.subscribe(this.#channels(come), this.#onMessage, true),
        unsubscribe: (gone) => this.#subscriber.unsubscribe(this.#channels(gone), this.#onMessage, true),
      },
      { late: this.#events.late, failed: this.#events.ended },
    );
    await this.#subscriptions.settled();
    this.#beat();
    await this.#heartbeat.first;
  }

  /** No room’s name begins with this sign. */
  get #ownChannel(): string {
    return `${this.#prefix}@${this.#tag}`;
  }

  #channels(topics: readonly string[]): string[] {
    return topics.map((topic) => `${this.#prefix}${topic}`);
  }

  #beat(): void {
    if (this.isConnected) this.#send(this.#ownChannel, '');
  }

  /** The library gathers what is said in one turn of the loop, and writes it at once. */
  #send(channel: string, message: string): void {
    const signs = message.length + signsOfMessage;
    this.#unanswered += signs;
    this.#publisher.sendCommand(['PUBLISH', channel, message]).then(
      () => {
        this.#unanswered -= signs;
        if (this.#unanswered === 0) this.#onDrained();
      },
      (why: unknown) => this.#events.ended(why),
    );
  }

  readonly #onMessage = (message: Buffer, channel: Buffer): void => {
    // One’s own comes back as well, and half of all that is said may be that.
    if (message.subarray(0, this.#own.length).equals(this.#own)) return;
    const end = message.indexOf(' ');
    if (end >= 0)
      this.#events.heard(channel.toString().slice(this.#prefix.length), message.toString('utf8', end + 1));
  };
}

/** Channels are those of all databases of an engine; two chats that are told apart by it must be so here. */
function channelPrefix(database: number): string {
  return database === 0 ? 'ws-chat:' : `ws-chat@${database}:`;
}
