// Where a newcomer starts in a room: at its last seq if nothing in between is missing, else at the last page.
import type { Hello } from '../../protocol/client-messages.ts';
import { resumeEntries, welcomeEntries } from '../../protocol/limits.ts';
import type { ResetReason } from '../../protocol/server-messages.ts';
import type { EntryRecord } from '../log/log.ts';
import { entryText } from '../room/entry-text.ts';
import type { Room } from '../room/room.ts';
import type { WelcomeSource } from '../telemetry/telemetry.ts';

interface Start {
  /** The entries that go into `welcome`, as JSON. */
  readonly entries: readonly string[];
  /** The seq they end at: the ring has everything after it. */
  readonly cursor: number;
}

export type Opening =
  | (Start & { readonly resumed: true; readonly from: 'ring' | 'log' })
  | (Start & { readonly resumed: false; readonly why: ResetReason; readonly more: boolean });

/** As telemetry tells it. */
export function sourceOf(opening: Opening): WelcomeSource {
  return opening.resumed ? opening.from : opening.why;
}

/** For who may not read back: what they claim to have seen cannot be proven, so they begin at the head. */
export function blankPage({ ring }: Room): Opening {
  return { resumed: false, why: 'fresh', entries: [], more: false, cursor: ring.head };
}

/** A resume is whole or it is none: never a part of what was missed. */
export async function opening(room: Room, hello: Hello): Promise<Opening> {
  const { since, history = welcomeEntries } = hello;
  const { ring } = room;
  if (!since) return lastPage(room, 'fresh', history);
  if (since.epoch !== room.epoch) return lastPage(room, 'epoch', history);
  const { seq, tail = [] } = since;
  if (seq > ring.head && !(await room.reach(seq))) return lastPage(room, 'ahead', history);
  // The last of the tail is entry `seq` itself, so the ring has to hold that one too.
  if (ring.covers(seq - Math.min(tail.length, 1))) {
    if (!endsWith(tail, seq, (at) => ring.at(at)?.record)) return lastPage(room, 'fork', history);
    return { resumed: true, from: 'ring', entries: [], cursor: seq };
  }
  if (ring.head - seq > resumeEntries) return lastPage(room, 'too-far', history);
  return readOn(room, seq, tail, history);
}

/** The tail and what was missed, out of what is read once for all who come back. */
async function readOn(room: Room, seq: number, tail: readonly string[], history: number): Promise<Opening> {
  const { ring } = room;
  const read = await room.lookBack();
  const first = read[0]?.seq ?? 0;
  if (!endsWith(tail, seq, (at) => read[at - first])) return lastPage(room, 'fork', history);
  // What the log has and the ring has not yet comes as a frame.
  const entries = read.filter((entry) => entry.seq > seq && entry.seq <= ring.head);
  // What was missed may be kept no longer.
  const isWhole = entries.length === 0 || entries[0]!.seq === seq + 1;
  const cursor = entries.at(-1)?.seq ?? seq;
  // Or more was written while we read than the ring holds: start again from what there is.
  if (!isWhole || !ring.covers(cursor)) return lastPage(room, 'too-far', history);
  return { resumed: true, from: 'log', entries: entries.map(entryText), cursor };
}

/**
 * Whether these are the draft ids up to `seq`. A log that was restored from a copy and written over has
 * others, and nothing else would tell. Entries that are not at hand any more prove nothing.
 */
function endsWith(
  tail: readonly string[],
  seq: number,
  at: (seq: number) => Pick<EntryRecord, 'draftId'> | undefined,
): boolean {
  return tail.toReversed().every((draftId, back) => {
    const entry = at(seq - back);
    return entry === undefined || entry.draftId === draftId;
  });
}

/** The ring holds more entries than a page, so the newest are always at hand. */
function lastPage(room: Room, why: ResetReason, limit: number): Opening {
  const { head, tail } = room.ring;
  const ready = room.ring.since(Math.max(tail, head - limit));
  const first = ready[0]?.record;
  return {
    resumed: false,
    why,
    entries: ready.map(({ text }) => text),
    more: room.hasOlder(first?.seq ?? head + 1),
    cursor: head,
  };
}
