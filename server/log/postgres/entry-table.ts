// Entries in their table: how they are looked up, believed, added and overwritten.
import { readRow, sumOf, type EntryRow } from '../entry-row.ts';
import type { EntryRecord } from '../log.ts';
import { LogDamaged } from './failures.ts';
import { statement, type Question } from './session.ts';

export interface RowOfRoom extends EntryRow {
  readonly room: number;
}

export interface RecordOfRoom {
  /** The room’s number. */
  readonly room: number;
  readonly record: EntryRecord;
}

export const columns = `entry.room, entry.seq, entry.kind, entry.participant, entry.draft AS "draftId", entry.at,
  entry.author, entry.body, entry.ref, entry.sum`;

/** Throws LogDamaged where it is not what was written. */
export function verified({ room, ...row }: RowOfRoom, where: string): EntryRecord {
  const record = readRow(room, row);
  if (!record) throw new LogDamaged(where, `entry ${row.seq} is not as it was written`);
  return record;
}

export function insertEntries(entries: readonly RecordOfRoom[]): Question {
  const of = <Value>(value: (record: EntryRecord) => Value) => entries.map(({ record }) => value(record));
  return insert(
    entries.map(({ room }) => room),
    of(({ seq }) => seq),
    of(({ kind }) => kind),
    of(({ participant }) => participant),
    of(({ draftId }) => draftId),
    of(({ at }) => at),
    of(({ author }) => author),
    of(({ body }) => body),
    of(({ ref }) => ref ?? null),
    entries.map(sum),
  );
}

export function overwriteEntries(entries: readonly RecordOfRoom[]): Question {
  const of = <Value>(value: (record: EntryRecord) => Value) => entries.map(({ record }) => value(record));
  return overwrite(
    entries.map(({ room }) => room),
    of(({ seq }) => seq),
    of(({ participant }) => participant),
    of(({ author }) => author),
    of(({ body }) => body),
    entries.map(sum),
  );
}

function sum({ room, record }: RecordOfRoom): number {
  const { seq, kind, participant, draftId, at, author, body, ref } = record;
  return sumOf(room, seq, kind, participant, draftId, at, author, body, ref ?? null);
}

const insert = statement(
  'insert',
  `INSERT INTO entry (room, seq, kind, participant, draft, at, author, body, ref, sum)
   SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::bigint[],
     $7::text[], $8::text[], $9::bigint[], $10::bigint[])`,
);

const overwrite = statement(
  'overwrite',
  `UPDATE entry SET participant = new.participant, author = new.author, body = new.body, sum = new.sum
   FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::bigint[])
     AS new (room, seq, participant, author, body, sum)
   WHERE entry.room = new.room AND entry.seq = new.seq`,
);
