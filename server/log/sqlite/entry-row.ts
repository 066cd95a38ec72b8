// The columns of an entry in the SQLite log, and its sum made known to SQL.
import type { DatabaseSync } from 'node:sqlite';
import { sumOf } from '../entry-row.ts';

export const columns = 'seq, kind, participant, draft AS draftId, at, author, body, ref, sum';

/** The names of `sumOf`’s arguments in the table, in order. */
export const summed = 'room, seq, kind, participant, draft, at, author, body, ref';

/** Makes the sum known to SQL, as `entry_sum`. */
export function addSumFunction(database: DatabaseSync): void {
  database.function('entry_sum', { deterministic: true, varargs: true }, (...parts) =>
    sumOf(...(parts as Parameters<typeof sumOf>)),
  );
}
