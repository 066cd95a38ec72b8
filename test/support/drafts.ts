// Drafts for tests of the log and of the room.
import type { DraftRecord, EntryRecord } from '../../server/log/log.ts';
import { messageBody } from '../../server/room/entry-text.ts';

export function draft(text: string, over: Partial<DraftRecord> = {}): DraftRecord {
  return {
    room: 'lobby',
    kind: 'message',
    participant: 'ann',
    draftId: `draft-${text.replace(/\W/g, '-')}`,
    at: 1_790_000_000_000,
    author: '{"id":"ann","name":"Ann","role":"guest"}',
    body: messageBody(text),
    ...over,
  };
}

export function entry(seq: number, over: Partial<EntryRecord> = {}): EntryRecord {
  const { room: _room, ...record } = draft(`message ${seq}`);
  return { ...record, seq, ...over };
}

/** The entries `first` to `last`. */
export function entries(first: number, last: number): EntryRecord[] {
  return Array.from({ length: last - first + 1 }, (_, index) => entry(first + index));
}
