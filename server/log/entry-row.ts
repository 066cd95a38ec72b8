// An entry as a row of any database, and the sum by which a row that a disk changed is known.
import { crc32 } from 'node:zlib';
import type { EntryRecord } from './log.ts';

export interface EntryRow extends Omit<EntryRecord, 'ref'> {
  readonly ref: number | null;
  readonly sum: number;
}

export function sumOf(
  ...parts: [
    room: number,
    seq: number,
    kind: string,
    participant: string,
    draftId: string,
    at: number,
    author: string,
    body: string,
    ref: number | null,
  ]
): number {
  // None of the parts but the last texts may hold a line break: they are JSON, or checked by the wire.
  return crc32(parts.join('\n'));
}

/** The record, or nothing when the row is not what was written. */
export function readRow(room: number, row: EntryRow): EntryRecord | undefined {
  const { ref, sum, ...record } = row;
  const { seq, kind, participant, draftId, at, author, body } = record;
  if (sumOf(room, seq, kind, participant, draftId, at, author, body, ref) !== sum) return undefined;
  return ref === null ? record : { ...record, ref };
}
