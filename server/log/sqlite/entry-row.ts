// An entry as a row, and the sum by which a row that the disk changed is known.
import { crc32 } from 'node:zlib';
import type { DatabaseSync } from 'node:sqlite';
import type { EntryRecord } from '../log.ts';

export interface EntryRow extends Omit<EntryRecord, 'ref'> {
  readonly ref: number | null;
  readonly sum: number;
}

export const columns = 'seq, kind, participant, draft AS draftId, at, author, body, ref, sum';

/** The names of `sumOf`’s arguments in the table, in order. */
export const summed = 'room, seq, kind, participant, draft, at, author, body, ref';

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

/** Makes the sum known to SQL, as `entry_sum`. */
export function addSumFunction(database: DatabaseSync): void {
  database.function('entry_sum', { deterministic: true, varargs: true }, (...parts) =>
    sumOf(...(parts as Parameters<typeof sumOf>)),
  );
}

/** The record, or nothing when the row is not what was written. */
export function readRow(room: number, row: EntryRow): EntryRecord | undefined {
  const { ref, sum, ...record } = row;
  const { seq, kind, participant, draftId, at, author, body } = record;
  if (sumOf(room, seq, kind, participant, draftId, at, author, body, ref) !== sum) return undefined;
  return ref === null ? record : { ...record, ref };
}
