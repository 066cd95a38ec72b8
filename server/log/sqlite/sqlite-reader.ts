// Reads pages out of the SQLite log, and believes nothing that was not written so: every entry that must
// be there is there, and its sum is right.
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { readRow, type EntryRow } from '../entry-row.ts';
import type { EntryRecord, LogPage, LogRange } from '../log.ts';
import { columns } from './entry-row.ts';
import { LogDamaged } from './failures.ts';

interface RoomRow {
  readonly id: number;
  readonly head: number;
  /** Entries up to this seq were deleted by their age. */
  readonly expired: number;
  readonly oldest: number | null;
  readonly newest: number | null;
}

export class SqliteReader {
  readonly #database: DatabaseSync;
  readonly #path: string;
  readonly #room: StatementSync;
  readonly #range: StatementSync;

  constructor(database: DatabaseSync, path: string) {
    this.#database = database;
    this.#path = path;
    this.#room = database.prepare(
      `SELECT id, head, expired,
         (SELECT min(seq) FROM entry WHERE room = room.id) AS oldest,
         (SELECT max(seq) FROM entry WHERE room = room.id) AS newest
       FROM room WHERE name = ?`,
    );
    this.#range = database.prepare(
      `SELECT ${columns} FROM entry WHERE room = ? AND seq BETWEEN ? AND ? ORDER BY seq`,
    );
  }

  read(name: string, range: LogRange): LogPage {
    // One view of the file for both questions.
    this.#database.exec('BEGIN');
    try {
      return this.#read(name, range);
    } finally {
      this.#database.exec('COMMIT');
    }
  }

  close(): void {
    this.#database.close();
  }

  #read(name: string, range: LogRange): LogPage {
    const room = this.#room.get(name) as RoomRow | undefined;
    if (!room) return { head: 0, entries: [], more: false };
    const { id, head, expired } = room;
    if ((room.oldest ?? head + 1) !== expired + 1 || (room.newest ?? expired) !== head)
      throw this.#damaged(`room ${name} lacks its first or last entries`);
    const { first, last } = within(range, expired + 1, head);
    const rows = this.#range.all(id, first, last) as unknown as EntryRow[];
    const entries = rows.map((row) => this.#verified(id, row));
    if (entries.length !== Math.max(0, last - first + 1)) throw this.#damaged(`room ${name} lacks entries`);
    return { head, entries, more: 'before' in range ? first > expired + 1 : last < head };
  }

  #verified(room: number, row: EntryRow): EntryRecord {
    const record = readRow(room, row);
    if (!record) throw this.#damaged(`entry ${row.seq} is not as it was written`);
    return record;
  }

  #damaged(detail: string): LogDamaged {
    return new LogDamaged(this.#path, detail);
  }
}

/** What of a range exists, both ends included. */
function within(range: LogRange, oldest: number, head: number): { first: number; last: number } {
  if ('before' in range) {
    const last = Math.min(range.before - 1, head);
    return { first: Math.max(oldest, last - range.limit + 1), last };
  }
  const first = Math.max(oldest, range.after + 1);
  return { first, last: Math.min(first + range.limit - 1, head) };
}
