// What the server should be, without anything that makes it fast or safe: an array for each room.
import type { Act } from '../../../protocol/client-messages.ts';
import type { Entry, Participant } from '../../../protocol/server-messages.ts';

interface ModelEntry {
  readonly seq: number;
  readonly draftId: string;
  readonly author: string;
  readonly act: Act;
  removed: boolean;
}

export class Model {
  readonly rooms = new Map<string, ModelEntry[]>();
  /** Whether the log takes entries. */
  isFull = false;
  /** Visitors who are in, with their rooms, and those of them who do not read. */
  readonly inside = new Map<string, string>();
  readonly slow = new Set<string>();
  readonly names = new Map<string, string>();
  /** What each draft has to be answered, in order, by visitor and draft id. */
  readonly expected = new Map<string, string[]>();
  drafts = 0;

  entries(room: string): ModelEntry[] {
    let entries = this.rooms.get(room);
    if (!entries) this.rooms.set(room, (entries = []));
    return entries;
  }

  /** Takes an act; returns the answer that its author has to get. */
  act(room: string, author: string, act: Act): string {
    const answer = this.isFull ? 'refused unavailable' : this.#commit(this.entries(room), author, act);
    const key = `${author} ${act.draftId}`;
    this.expected.set(key, [...(this.expected.get(key) ?? []), answer]);
    return answer;
  }

  #commit(entries: ModelEntry[], author: string, act: Act): string {
    const twin = entries.find((entry) => entry.author === author && entry.draftId === act.draftId);
    if (twin) return isSame(twin, act) ? `accepted ${twin.seq}` : 'refused draft-conflict';
    if ('ref' in act) {
      const target = entries[act.ref - 1];
      if ((target?.act.type !== 'post' && target?.act.type !== 'poll') || target.removed)
        return 'refused not-found';
      if (act.type !== 'react' && act.type !== 'vote' && target.author !== author)
        return 'refused not-allowed';
      const options = target.act.type === 'poll' ? target.act.options : undefined;
      if (act.type === 'edit' && options) return 'refused not-allowed';
      if (act.type === 'vote' || act.type === 'end-poll') {
        if (!options || (act.type === 'vote' && (act.option ?? 0) >= options.length))
          return 'refused not-found';
        if (entries.some((entry) => entry.act.type === 'end-poll' && entry.act.ref === act.ref))
          return 'refused poll-ended';
      }
      if (act.type === 'remove')
        for (const entry of entries)
          if (entry === target || (entry.act.type === 'edit' && entry.act.ref === target.seq))
            entry.removed = true;
    } else if (act.type === 'post' && act.replyTo !== undefined && act.replyTo > entries.length)
      return 'refused not-found';
    const seq = entries.length + 1;
    entries.push({ seq, draftId: act.draftId, author, act, removed: false });
    return `accepted ${seq}`;
  }
}

/** An emptied entry has no text left to differ by. */
function isSame({ act, removed }: ModelEntry, again: Act): boolean {
  if (removed) return act.type === again.type;
  return JSON.stringify(act) === JSON.stringify(again);
}

/** An entry as it stands on the wire now, but for its time. */
export function onWire(
  { seq, draftId, act, removed }: ModelEntry,
  from: Participant,
): Record<string, unknown> {
  const common = { seq, draftId, from: from.id };
  switch (act.type) {
    case 'post': {
      if (removed) return { type: 'message', ...common, text: '', removed: true };
      const replyTo = act.replyTo === undefined ? {} : { replyTo: act.replyTo };
      return { type: 'message', ...common, text: act.text, ...replyTo };
    }
    case 'poll':
      if (removed) return { type: 'message', ...common, text: '', removed: true };
      return { type: 'message', ...common, text: act.text, options: act.options };
    case 'vote':
      return {
        type: 'vote',
        ...common,
        ref: act.ref,
        ...(act.option !== undefined && { option: act.option }),
      };
    case 'end-poll':
      return { type: 'poll-end', ...common, ref: act.ref };
    case 'edit':
      if (removed) return { type: 'edit', ...common, ref: act.ref, text: '', removed: true };
      return { type: 'edit', ...common, ref: act.ref, text: act.text };
    case 'remove':
      return { type: 'removal', ...common, ref: act.ref };
    case 'react':
      return { type: 'reaction', ...common, ref: act.ref, emoji: act.emoji, on: act.on };
    case 'pin':
    case 'notice':
      throw new Error('Guests have no such entries.');
  }
}

/** The same of an entry that came. */
export function withoutTime({ at: _at, from, ...rest }: Entry): Record<string, unknown> {
  return { ...rest, from: from.id };
}
