// The SQLite log itself, synchronous: it runs in the writer thread, which owns the file alone.
import { randomUUID } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import {
  emptied,
  isTwin,
  unfitReference,
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

interface EntryRow extends Omit<EntryRecord, 'ref'> {
  readonly ref: number | null;
}

/** Most rooms whose heads are kept in memory. */
const knownRooms = 10_000;

const columns = 'seq, kind, participant, draft AS draftId, at, author, body, ref';

export class SqliteStore {
  readonly epoch: string;
  readonly #database: DatabaseSync;
  readonly #statements: ReturnType<typeof prepare>;
  /** As they are on disk, but for a batch under way: its rooms are `#advanced`. */
  readonly #rooms = new Map<string, RoomRow>();
  readonly #advanced = new Set<RoomRow>();

  constructor(path: string) {
    this.#database = open(path);
    this.#statements = prepare(this.#database);
    this.epoch = this.#epoch();
  }

  append(drafts: readonly DraftRecord[]): AppendOutcome[] {
    if (this.#rooms.size >= knownRooms) this.#rooms.clear();
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      const outcomes = drafts.map((draft) => this.#appendOne(draft));
      for (const room of this.#advanced) this.#statements.advance.run(room.head, room.id);
      this.#database.exec('COMMIT');
      return outcomes;
    } catch (error) {
      this.#rooms.clear();
      // A full disk ends the transaction by itself; then there is nothing to roll back.
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw error;
    } finally {
      this.#advanced.clear();
    }
  }

  read(roomName: string, range: LogRange): LogPage {
    const room = this.#statements.room.get(roomName) as RoomRow | undefined;
    if (!room) return { head: 0, entries: [], more: false };
    // One row more than asked tells whether there are more.
    const rows = ('before' in range
      ? this.#statements.before.all(room.id, range.before, range.limit + 1)
      : this.#statements.after.all(room.id, range.after, range.limit + 1)) as unknown as EntryRow[];
    const entries = rows.slice(0, range.limit).map(record);
    if ('before' in range) entries.reverse();
    return { head: room.head, entries, more: rows.length > range.limit };
  }

  close(): void {
    this.#database.close();
  }

  #appendOne(draft: DraftRecord): AppendOutcome {
    const room = this.#room(draft.room);
    const { kind, participant, draftId, at, author, body, ref } = draft;
    if (ref !== undefined) {
      const refused = this.#refused(room, draft, ref);
      if (refused) return refused;
    }
    const seq = room.head + 1;
    const about = ref ?? null;
    const { insert } = this.#statements;
    const { changes } = insert.run(room.id, seq, kind, participant, draftId, at, author, body, about);
    if (changes === 0) return this.#known(room, draft)!;
    room.head = seq;
    this.#advanced.add(room);
    if (kind === 'removal' && ref !== undefined) this.#empty(room, ref);
    return { outcome: 'committed', seq };
  }

  #known(room: RoomRow, draft: DraftRecord): AppendOutcome | undefined {
    const { draftId, participant } = draft;
    const row = this.#statements.byDraft.get(room.id, participant, draftId) as unknown as
      EntryRow | undefined;
    if (!row) return undefined;
    return { outcome: isTwin(record(row), draft) ? 'twin' : 'conflict', seq: row.seq };
  }

  /** A twin first: what it refers to may be gone by now, by the twin itself. */
  #refused(room: RoomRow, draft: DraftRecord, ref: number): AppendOutcome | undefined {
    const known = this.#known(room, draft);
    if (known) return known;
    const row = this.#statements.message.get(room.id, ref) as unknown as EntryRow | undefined;
    const outcome = unfitReference(draft, room.head, row && record(row));
    return outcome && { outcome, seq: 0 };
  }

  #empty(room: RoomRow, ref: number): void {
    const { message, edits, rewrite } = this.#statements;
    const rows = [...message.all(room.id, ref), ...edits.all(room.id, ref)] as unknown as EntryRow[];
    for (const row of rows) rewrite.run(emptied(record(row)).body, room.id, row.seq);
  }

  #room(name: string): RoomRow {
    let room = this.#rooms.get(name);
    if (!room) {
      room = (this.#statements.room.get(name) ?? this.#statements.createRoom.get(name)) as unknown as RoomRow;
      this.#rooms.set(name, room);
    }
    return room;
  }

  #epoch(): string {
    this.#statements.createEpoch.run(randomUUID());
    return (this.#statements.epoch.get() as { value: string }).value;
  }
}

function record({ ref, ...row }: EntryRow): EntryRecord {
  return ref === null ? row : { ...row, ref };
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
    insert: database.prepare(
      `INSERT INTO entry (room, seq, kind, participant, draft, at, author, body, ref)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (room, participant, draft) DO NOTHING`,
    ),
    byDraft: database.prepare(
      `SELECT ${columns} FROM entry WHERE room = ? AND participant = ? AND draft = ?`,
    ),
    message: database.prepare(`SELECT ${columns} FROM entry WHERE room = ? AND seq = ? AND kind = 'message'`),
    edits: database.prepare(`SELECT ${columns} FROM entry WHERE room = ? AND ref = ? AND kind = 'edit'`),
    rewrite: database.prepare('UPDATE entry SET body = ? WHERE room = ? AND seq = ?'),
    before: database.prepare(
      `SELECT ${columns} FROM entry WHERE room = ? AND seq < ? ORDER BY seq DESC LIMIT ?`,
    ),
    after: database.prepare(`SELECT ${columns} FROM entry WHERE room = ? AND seq > ? ORDER BY seq LIMIT ?`),
    createEpoch: database.prepare("INSERT OR IGNORE INTO meta (key, value) VALUES ('epoch', ?)"),
    epoch: database.prepare("SELECT value FROM meta WHERE key = 'epoch'"),
  };
}
