// The line to a Postgres: one connection to LISTEN, and one to NOTIFY, for what is heard comes between two
// statements only. They live and die together: half a bus is none.
import { Socket } from 'node:net';
import { Client } from 'pg';
import { Heartbeat, Silence } from '../heartbeat.ts';
import type { Line } from '../kept-line.ts';
import { Outbox } from './outbox.ts';
import { BatchReader } from './payloads.ts';

export interface PostgresLineEvents {
  heard(topic: string, text: string): void;
  ended(why: unknown): void;
}

const oneNotification = `SELECT pg_notify('ws_chat', $1)`;
const manyNotifications = `SELECT pg_notify('ws_chat', payload) FROM unnest($1::text[]) AS payload`;
/** A server may be set to end connections that are idle. Before version 14 there is no such setting. */
const stayConnected = `SELECT set_config(name, '0', false) FROM pg_settings WHERE name = 'idle_session_timeout'`;

export class PostgresLine implements Line {
  readonly ready: Promise<void>;
  readonly #tag: string;
  readonly #events: PostgresLineEvents;
  readonly #reader = new BatchReader();
  readonly #sockets: readonly [Socket, Socket] = [new Socket(), new Socket()];
  readonly #heartbeat: Heartbeat;
  #outbox: Outbox | undefined;

  constructor(address: string, tag: string, events: PostgresLineEvents) {
    this.#tag = tag;
    this.#events = events;
    this.#heartbeat = new Heartbeat(
      () => this.#outbox?.beat(),
      () => events.ended(new Silence()),
    );
    this.ready = this.#open(address);
  }

  /** Whether the engine let us in. */
  get isConnected(): boolean {
    return this.#outbox !== undefined;
  }

  get isFull(): boolean {
    return this.#outbox?.isFull ?? true;
  }

  /** False where it is too large to be said at all. */
  publish(topic: string, text: string): boolean {
    return this.#outbox?.add(topic, text) ?? false;
  }

  drained(): Promise<void> {
    return this.#outbox?.drained() ?? Promise.resolve();
  }

  close(): void {
    this.#heartbeat.stop();
    // The client itself would wait for an answer, and a silent engine gives none.
    for (const socket of this.#sockets) socket.destroy();
  }

  async #open(address: string): Promise<void> {
    const [listener, notifier] = await Promise.all(
      this.#sockets.map((socket) => this.#connected(address, socket)),
    );
    listener!.on('notification', ({ payload = '' }) => this.#onNotification(payload));
    await listener!.query('LISTEN ws_chat');
    this.#outbox = new Outbox(
      this.#tag,
      (payloads) =>
        payloads.length === 1
          ? notifier!.query(oneNotification, [...payloads])
          : notifier!.query(manyNotifications, [payloads]),
      this.#events.ended,
    );
    this.#outbox.beat();
    await this.#heartbeat.first;
  }

  async #connected(address: string, socket: Socket): Promise<Client> {
    const client = new Client({
      connectionString: address,
      stream: () => socket,
      application_name: 'ws-chat bus',
    });
    client.on('error', this.#events.ended);
    await client.connect();
    await client.query(stayConnected);
    return client;
  }

  #onNotification(payload: string): void {
    const batch = this.#reader.read(payload);
    if (batch?.tag === this.#tag) this.#heartbeat.heard();
    else for (const { topic, text } of batch?.messages ?? []) this.#events.heard(topic, text);
  }
}
