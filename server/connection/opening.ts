// Where a newcomer starts in a room: at its last seq if nothing in between is missing, else at the last page.
import type { Hello } from '../../protocol/client-messages.ts';
import { resumeEntries, welcomeEntries } from '../../protocol/limits.ts';
import type { ResetReason } from '../../protocol/server-messages.ts';
import type { EntryRecord } from '../log/log.ts';
import { entryText } from '../room/entry-text.ts';
import type { Room } from '../room/room.ts';

interface Start {
  /** The entries that go into `welcome`, as JSON. */
  readonly entries: readonly string[];
  /** The seq they end at: the ring has everything after it. */
  readonly cursor: number;
}

export type Opening =
  | (Start & { readonly resumed: true })
  | (Start & { readonly resumed: false; readonly why: ResetReason; readonly more: boolean });

/** A resume is whole or it is none: never a part of what was missed. */
export async function opening(room: Room, epoch: string, hello: Hello): Promise<Opening> {
  const { since, history = welcomeEntries } = hello;
  if (!since) return lastPage(room, 'fresh', history);
  if (since.epoch !== epoch) return lastPage(room, 'epoch', history);
  if (since.seq > room.ring.head) return lastPage(room, 'ahead', history);
  if (room.ring.covers(since.seq)) return { resumed: true, entries: [], cursor: since.seq };
  if (room.ring.head - since.seq > resumeEntries) return lastPage(room, 'too-far', history);
  const page = await room.read({ after: since.seq, limit: resumeEntries });
  // What the log has and the ring has not yet comes as a frame.
  const entries = page.entries.filter(({ seq }) => seq <= room.ring.head);
  const cursor = entries.at(-1)?.seq ?? since.seq;
  // More was written while we read than the ring holds: start again from what there is.
  if (!room.ring.covers(cursor)) return lastPage(room, 'too-far', history);
  return { resumed: true, entries: entries.map(entryText), cursor };
}

/** The ring holds more entries than a page, so the newest are always at hand. */
function lastPage(room: Room, why: ResetReason, limit: number): Opening {
  const { head, tail } = room.ring;
  const ready = room.ring.since(Math.max(tail, head - limit));
  const first: EntryRecord | undefined = ready[0]?.record;
  return {
    resumed: false,
    why,
    entries: ready.map(({ text }) => text),
    more: (first?.seq ?? head + 1) > 1,
    cursor: head,
  };
}
