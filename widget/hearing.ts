// What the server says and how the link stands, told to the parts of a client: each hears what is its own.
import type { Entry, ServerMessage, Welcome } from '../protocol/server-messages.ts';
import type { LinkState } from './connection/link.ts';
import type { Parts } from './parts.ts';
import { reduceRoster } from './presence/roster.ts';

export interface Hearing {
  hear(message: ServerMessage): void;
  /** Takes in entries that follow what is held without a hole. */
  enter(entries: readonly Entry[]): void;
  linkChanged(link: LinkState): void;
}

export function createHearing(parts: Parts): Hearing {
  const { holder, visitor, connection, sender, pages, typing, now } = parts;

  function take(message: ServerMessage): void {
    switch (message.type) {
      case 'welcome':
        return welcomed(message);
      case 'page':
        return pages.arrived(message);
      case 'accepted':
        return sender.take(message);
      case 'refused': {
        const { retryAfterMs } = message;
        if (!sender.refused(message) && retryAfterMs) holder.set({ waitUntil: now() + retryAfterMs });
        return;
      }
      case 'presence': {
        const { present, here } = holder.state;
        const roster = reduceRoster({ count: present, here }, message);
        return holder.set({ present: roster.count, here: roster.here });
      }
      case 'typing':
        return typing.heard(message.who.filter(({ id }) => id !== holder.state.you?.id));
      case 'head':
        return pages.head(message.seq);
      case 'renamed':
        return holder.set({ you: message.you });
      default:
        // A newer server may say more; its entries count even where we cannot show them.
        if (isEntry(message)) pages.entered([message]);
    }
  }

  function welcomed(message: Welcome): void {
    const { you, present, here, capabilities, limits, entries } = message;
    const name = visitor.welcomed(message.token);
    parts.introduced();
    holder.set({ you, present, here, capabilities, limits });
    holder.reduce(message);
    // Said before anything is posted under it.
    if (name !== undefined) connection.send({ type: 'rename', name });
    sender.take({ type: 'welcomed', why: message.resumed ? undefined : message.why, entries });
    pages.entered(entries);
  }

  return {
    hear: (message) => holder.whole(() => take(message)),

    enter(entries) {
      holder.reduce({ type: 'entered', entries });
      typing.spoke((id) => entries.some((entry: Partial<Entry>) => entry.from?.id === id));
      sender.take({ type: 'entered', entries });
    },

    linkChanged(link) {
      const live = link.kind === 'live';
      if (!live) {
        pages.unlinked();
        typing.unlinked();
        sender.take({ type: 'unlinked' });
      }
      if (link.kind === 'stopped') parts.introduced();
      const { state } = holder;
      // A page that was put aside has had no trouble meanwhile.
      const since = state.link.kind === 'away' ? undefined : state.troubleSince;
      const troubleSince = live ? undefined : (since ?? now());
      const change = { link, troubleSince, loadingOlder: false };
      // The welcome follows at once, and both are told together.
      if (live) holder.state = { ...state, ...change };
      else holder.set(change);
    },
  };
}

/** Entries of every kind have a seq and a time; nothing else has both. */
function isEntry(message: object): message is Entry {
  return 'seq' in message && 'at' in message;
}
