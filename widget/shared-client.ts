// One client for all elements of a page that show the same room: one socket, one outbox, one timeline.
import { RoomClient } from './room-client.ts';
import type { ChatClientOptions } from './room-listener.ts';

export class SharedClient {
  readonly client: RoomClient;
  readonly #users = new Set<object>();

  constructor(client: RoomClient) {
    this.client = client;
  }

  /** Whether somebody else looks at the same timeline. */
  get isShared(): boolean {
    return this.#users.size > 1;
  }

  /** The first user starts it. */
  use(user: object): void {
    if (this.#users.size === 0) this.client.start();
    this.#users.add(user);
  }

  /** The last one ends it; it can be started again. */
  leave(user: object): void {
    if (this.#users.delete(user) && this.#users.size === 0) this.client.close();
  }
}

/** Held by the elements alone: with the last of them a client goes. */
const clients = new Map<string, WeakRef<SharedClient>>();

export function sharedClient(options: ChatClientOptions): SharedClient {
  const key = `${options.server} ${options.room}`;
  const former = clients.get(key)?.deref();
  if (former) return former;
  const shared = new SharedClient(new RoomClient(options));
  clients.set(key, new WeakRef(shared));
  return shared;
}
