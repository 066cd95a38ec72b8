// The SQLite log itself, synchronous: it runs in the writer thread, which owns the file alone.
import { randomUUID } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import {
  LogUnavailable,
  type AppendOutcome,
  type DraftRecord,
  type EntryRecord,
  type LogPage,
  type LogRange,
} from '../log.ts';
import { migrate } from './schema.ts';

interface RoomRow {
  readonly id: number;
  head: number;
}

const columns = 'seq, kind, participant, draft AS draftId, at, author, body';

export class SqliteStore {
  readonly epoch: string;
  readonly #database: DatabaseSync;
  readonly #statements: ReturnType<typeof prepare>;

  constructor(path: string) {
    this.#database = open(path);
    this.#statements = prepare(this.#database);
    this.epoch = this.#epoch();
  }

  append(drafts: readonly DraftRecord[]): AppendOutcome[] {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      const outcomes = drafts.map((draft) => this.#appendOne(draft));
      this.#database.exec('COMMIT');
      return outcomes;
    } catch (error) {
      // A full disk ends the transaction by itself; then there is nothing to roll back.
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  read(roomName: string, range: LogRange): LogPage {
    const room = this.#statements.room.get(roomName) as RoomRow | undefined;
    if (!room) return { head: 0, entries: [], more: false };
    // One row more than asked tells whether there are more.
    const rows = ('before' in range
      ? this.#statements.before.all(room.id, range.before, range.limit + 1)
      : this.#statements.after.all(room.id, range.after, range.limit + 1)) as unknown as EntryRecord[];
    const entries = rows.slice(0, range.limit);
    if ('before' in range) entries.reverse();
    return { head: room.head, entries, more: rows.length > range.limit };
  }

  close(): void {
    this.#database.close();
  }

  #appendOne(draft: DraftRecord): AppendOutcome {
    const room = this.#room(draft.room);
    const twin = this.#statements.twin.get(room.id, draft.participant, draft.draftId) as
      { seq: number; body: string } | undefined;
    if (twin) return { outcome: twin.body === draft.body ? 'twin' : 'conflict', seq: twin.seq };
    const seq = room.head + 1;
    const { kind, participant, draftId, at, author, body } = draft;
    this.#statements.insert.run(room.id, seq, kind, participant, draftId, at, author, body);
    this.#statements.advance.run(seq, room.id);
    return { outcome: 'committed', seq };
  }

  #room(name: string): RoomRow {
    const known = this.#statements.room.get(name) as RoomRow | undefined;
    return known ?? (this.#statements.createRoom.get(name) as unknown as RoomRow);
  }

  #epoch(): string {
    this.#statements.createEpoch.run(randomUUID());
    return (this.#statements.epoch.get() as { value: string }).value;
  }
}

/** Opens the file for this process alone: a second writer could only do harm. */
function open(path: string): DatabaseSync {
  const database = new DatabaseSync(path);
  try {
    database.exec(`
      PRAGMA locking_mode = EXCLUSIVE;
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      PRAGMA foreign_keys = ON;
    `);
    migrate(database, path);
    // Takes the lock now rather than at the first message.
    database.exec('BEGIN IMMEDIATE; COMMIT;');
    return database;
  } catch (error) {
    database.close();
    if (isBusy(error))
      throw new LogUnavailable(
        `Another process is using the log ${path}. Stop it first, or name another folder with --data.`,
      );
    throw error;
  }
}

/** SQLite's code 5: somebody else holds the lock. */
function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === 5;
}

function prepare(database: DatabaseSync) {
  return {
    room: database.prepare('SELECT id, head FROM room WHERE name = ?'),
    createRoom: database.prepare('INSERT INTO room (name) VALUES (?) RETURNING id, head'),
    advance: database.prepare('UPDATE room SET head = ? WHERE id = ?'),
    twin: database.prepare('SELECT seq, body FROM entry WHERE room = ? AND participant = ? AND draft = ?'),
    insert: database.prepare(
      `INSERT INTO entry (room, seq, kind, participant, draft, at, author, body)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    before: database.prepare(
      `SELECT ${columns} FROM entry WHERE room = ? AND seq < ? ORDER BY seq DESC LIMIT ?`,
    ),
    after: database.prepare(`SELECT ${columns} FROM entry WHERE room = ? AND seq > ? ORDER BY seq LIMIT ?`),
    createEpoch: database.prepare("INSERT OR IGNORE INTO meta (key, value) VALUES ('epoch', ?)"),
    epoch: database.prepare("SELECT value FROM meta WHERE key = 'epoch'"),
  };
}
