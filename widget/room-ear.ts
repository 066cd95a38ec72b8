// What hangs on a client and comes later than it: it hears what the server says, and may say something itself.
import type { ClientMessage } from '../protocol/client-messages.ts';
import type { ServerMessage } from '../protocol/server-messages.ts';
import type { ChatState } from './chat-state.ts';
import type { LinkState } from './connection/link.ts';
import type { Surroundings } from './connection/surroundings.ts';

/** What such a part does by its client. */
export interface Voice extends Pick<Surroundings, 'after' | 'now' | 'uniqueId'> {
  /** Returns false, and sends nothing, while the room is not entered. */
  readonly send: (message: ClientMessage) => boolean;
  readonly state: () => ChatState;
  readonly set: (change: Partial<ChatState>) => void;
}

export interface Ear {
  /** Hears it before the client does; returns whether it was meant for this part alone. */
  hear(message: ServerMessage): boolean;
  linkChanged(link: LinkState): void;
}

/** What a client is to them. */
export interface Attachable {
  attach(make: (voice: Voice) => Ear): void;
}

/** One of a kind for each client, made when it is first asked for. */
export function partOf<Part extends Ear>(Kind: new (voice: Voice) => Part): (client: Attachable) => Part {
  const all = new WeakMap<Attachable, Part>();
  return (client) => {
    const former = all.get(client);
    if (former) return former;
    client.attach((voice) => {
      const part = new Kind(voice);
      all.set(client, part);
      return part;
    });
    return all.get(client)!;
  };
}
