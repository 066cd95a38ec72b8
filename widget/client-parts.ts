// The parts of a client, wired together: visitor, connection, outbox, pages and timeline.
import type { ClientMessage, Hello } from '../protocol/client-messages.ts';
import { initialState } from './chat-state.ts';
import { Connection } from './connection/connection.ts';
import { browser, type Surroundings } from './connection/surroundings.ts';
import { createHearing, type Hearing } from './hearing.ts';
import { browserDraftKeep, type DraftKeep } from './outbox/draft-keep.ts';
import { Sender } from './outbox/sender.ts';
import { Pages } from './pages.ts';
import type { Parts } from './parts.ts';
import { Typing } from './presence/typing.ts';
import { roomAddress } from './room-address.ts';
import { StateHolder } from './state-holder.ts';
import { browserKeep, type Keep } from './storage.ts';
import { tailOf } from './timeline/timeline.ts';
import { Visitor } from './visitor.ts';

export interface ChatClientOptions {
  /** The server's address, as `https://chat.example.com/`. */
  readonly server: string;
  readonly room: string;
  /** A name that the host page chose; otherwise the one the visitor chose earlier. */
  readonly name?: string | undefined;
  /** How many of the newest entries to begin with. */
  readonly history?: number | undefined;
  readonly surroundings?: Surroundings;
  readonly keep?: Keep;
  readonly draftKeep?: DraftKeep;
  /** What hears the server in the usual one's place. */
  readonly hearing?: (usual: Hearing, parts: Parts) => Hearing;
}

export function createParts(options: ChatClientOptions): Parts {
  const { server, room, history, surroundings = browser, keep = browserKeep(server) } = options;
  const { after, now, time, uniqueId } = surroundings;
  const visitor = new Visitor(keep, options.name, (name) => {
    holder.set({ named: true });
    connection.send({ type: 'rename', name });
  });
  const holder = new StateHolder(initialState({ kind: 'idle' }, visitor.isNamed));

  function hello(): Hello {
    const { timeline } = holder.state;
    const { epoch, last } = timeline;
    const tail = tailOf(timeline);
    return {
      type: 'hello',
      ...visitor.hello(),
      ...(history !== undefined && { history }),
      ...(epoch !== undefined && {
        since: { epoch, seq: last, ...(tail.length > 0 && { tail: [...tail] }) },
      }),
    };
  }

  const connection = new Connection({
    ...roomAddress(server, room),
    hello,
    onMessage: (message) => hearing.hear(message),
    onState: (link) => hearing.linkChanged(link),
    surroundings,
  });
  const send = (message: ClientMessage) => connection.send(message);
  const sender = new Sender({
    send,
    after,
    time,
    uniqueId,
    present: () => ({ me: holder.state.you?.id, last: holder.state.timeline.last }),
    onChange: ({ drafts }) => holder.set({ drafts }),
    keep: options.draftKeep ?? browserDraftKeep(server, room),
  });
  const pages = new Pages({
    send,
    after,
    last: () => holder.state.timeline.last,
    apply: (entries) => hearing.enter(entries),
    rejoin: () => connection.rejoin(),
  });
  const typing = new Typing({ send, after, now, onChange: (writers) => holder.set({ writers }) });
  const parts = { keep, holder, visitor, connection, sender, pages, typing, now, introduced: () => {} };
  const usual = createHearing(parts);
  const hearing = options.hearing?.(usual, parts) ?? usual;
  return parts;
}
