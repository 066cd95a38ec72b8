// One client for all elements of a page that show the same room: one socket, one outbox, one timeline.
import type { Challenge } from '../protocol/server-messages.ts';
import type { Credentials } from './credentials.ts';
import { RoomClient } from './room-client.ts';
import type { ChatClientOptions } from './room-listener.ts';

/** What a user needs of the timeline. */
export interface Need {
  /** So many of the newest entries. */
  readonly keep: number;
  /** Told before older ones are let go; what it returns is told after. */
  readonly onTrim: () => () => void;
}

const everything: Need = { keep: Infinity, onTrim: () => () => {} };

/** So many more may gather first. */
const slack = 100;

export class SharedClient {
  readonly client: RoomClient;
  readonly #users = new Map<object, Need>();
  /** What the users bring, the latest last. */
  readonly #credentials = new Map<object, Credentials>();

  constructor(client: RoomClient) {
    this.client = client;
  }

  /** The first user starts it. Whoever brings a token brings it for all of them, and the latest one counts. */
  use(user: object, { token, tokenProvider }: Credentials = {}): void {
    const former = this.#credentials.get(user);
    if (token !== former?.token || tokenProvider !== former?.tokenProvider) this.#credentials.delete(user);
    if (token || tokenProvider) this.#credentials.set(user, { token, tokenProvider });
    this.#signIn();
    if (this.#users.size === 0) this.client.start();
    if (!this.#users.has(user)) this.#users.set(user, everything);
  }

  /** Lets go what none of the users needs. */
  trim(user: object, need: Need): void {
    if (!this.#users.has(user)) return;
    this.#users.set(user, need);
    const needs = [...this.#users.values()];
    const keep = Math.max(...needs.map((one) => one.keep));
    if (this.client.state.timeline.entries.length <= keep + slack) return;
    const done = needs.map(({ onTrim }) => onTrim());
    this.client.trim(keep);
    for (const tell of done) tell();
  }

  /** The last one ends it; it can be started again. */
  leave(user: object): void {
    if (!this.#users.delete(user)) return;
    this.#credentials.delete(user);
    if (this.#users.size === 0) this.client.close();
    else this.#signIn();
  }

  #signIn(): void {
    this.client.signIn([...this.#credentials.values()].at(-1) ?? {});
  }
}

/** Held by the elements alone: with the last of them a client goes. */
const clients = new Map<string, WeakRef<SharedClient>>();

/** What it takes is fetched when a server asks for it, which hardly any ever does. */
async function work(challenge: Challenge): Promise<number | undefined> {
  return (await import('./later/proof.ts')).work(challenge);
}

export function sharedClient(options: ChatClientOptions): SharedClient {
  const key = `${options.server} ${options.room}`;
  const former = clients.get(key)?.deref();
  if (former) return former;
  const shared = new SharedClient(new RoomClient({ work, ...options }));
  clients.set(key, new WeakRef(shared));
  return shared;
}
