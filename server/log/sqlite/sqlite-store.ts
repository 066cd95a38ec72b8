// What writes the SQLite log, synchronous: it runs in the writer thread, the only one that changes the file.
import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import {
  emptied,
  ended,
  erased,
  erasedPrefix,
  isRestoral,
  isTwin,
  restored,
  takenFrom,
  unfitReference,
  LogUnavailable,
  type AppendOutcome,
  type DraftRecord,
  type EntryRecord,
  type Taken,
} from '../log.ts';
import { readRow, sumOf, type EntryRow } from '../entry-row.ts';
import type { KeepingChange } from '../keeping.ts';
import type { StandingChange } from '../standing.ts';
import type { WebhookChange } from '../webhook-store.ts';
import { columns } from './entry-row.ts';
import { isDamage, LogDamaged } from './failures.ts';
import { openForWriting } from './open-database.ts';
import { KeepingWriter } from './sqlite-keeping.ts';
import { StandingWriter } from './sqlite-standing.ts';
import { WebhookWriter } from './sqlite-webhooks.ts';

interface RoomRow {
  readonly id: number;
  head: number;
}

interface ExpiringRoom {
  readonly id: number;
  readonly name: string;
  readonly expired: number;
}

interface RowOfRoom extends EntryRow {
  readonly room: number;
}

/** What one step of an expiry came to. */
export interface Expiry {
  /** The number of the room to go on with, so that commits can come between. */
  readonly next: number | undefined;
  /** How far the rooms that were looked at are expired. */
  readonly expired: readonly { readonly room: string; readonly seq: number }[];
}

/** Most rooms whose heads are kept in memory. */
const knownRooms = 10_000;

/** Entries that one transaction expires, so that commits need not wait long. */
const expiredAtOnce = 500;

/** Rooms that one transaction looks at for what is to be expired. */
const roomsAtOnce = 200;

export class SqliteStore {
  readonly #path: string;
  readonly #database: DatabaseSync;
  readonly #statements: ReturnType<typeof prepare>;
  readonly #standing: StandingWriter;
  readonly #keeping: KeepingWriter;
  readonly #webhooks: WebhookWriter;
  #epoch: string;
  /** As they are on disk, but for a batch under way: its rooms are `#advanced`. */
  readonly #rooms = new Map<string, RoomRow>();
  readonly #advanced = new Set<RoomRow>();
  /** Once the file was found damaged, nothing is written to it any more. */
  #damage: unknown;

  constructor(path: string) {
    this.#path = path;
    this.#database = openForWriting(path);
    this.#statements = prepare(this.#database);
    this.#standing = new StandingWriter(this.#database);
    this.#keeping = new KeepingWriter(this.#database);
    this.#webhooks = new WebhookWriter(this.#database);
    this.#statements.createEpoch.run(randomUUID());
    this.#epoch = (this.#statements.epoch.get() as { value: string }).value;
  }

  get epoch(): string {
    return this.#epoch;
  }

  append(drafts: readonly DraftRecord[]): AppendOutcome[] {
    if (this.#rooms.size >= knownRooms) this.#rooms.clear();
    try {
      return this.#transact(() => {
        const outcomes = drafts.map((draft) => this.#appendOne(draft));
        for (const room of this.#advanced) this.#statements.advance.run(room.head, room.id);
        return outcomes;
      });
    } catch (error) {
      this.#rooms.clear();
      throw error;
    } finally {
      this.#advanced.clear();
    }
  }

  /** Writes for real: nothing else tells whether the disk takes anything. */
  probe(): void {
    this.#transact(() => this.#statements.probe.run(randomUUID()));
  }

  /** Deletes some of what is from before a time, another one in some rooms, from the room with this number on. */
  expire(before: number, from: number, except: ReadonlyMap<string, number> = new Map()): Expiry {
    const { roomsFrom, young, expire, expireTo } = this.#statements;
    return this.#transact(() => {
      const expired: { room: string; seq: number }[] = [];
      let deleted = 0;
      let next: number | undefined;
      for (const room of roomsFrom.all(from, roomsAtOnce) as unknown as ExpiringRoom[]) {
        const end = room.expired + expiredAtOnce;
        const kept = young.get(room.id, end, except.get(room.name) ?? before) as { seq: number } | undefined;
        const { changes } = expire.run(room.id, kept ? kept.seq - 1 : end);
        const now = changes > 0 ? (expireTo.get(room.id) as Pick<ExpiringRoom, 'expired'>) : room;
        if (now.expired > 0) expired.push({ room: room.name, seq: now.expired });
        if (changes > 0) this.#standing.expire(room.id, now.expired);
        if (changes > 0) this.#webhooks.expire(room.id, now.expired);
        if (changes === expiredAtOnce) return { next: room.id, expired };
        next = room.id + 1;
        deleted += Number(changes);
        if (deleted >= expiredAtOnce) break;
      }
      return { next, expired };
    });
  }

  changeStanding(change: StandingChange): void {
    this.#transact(() => this.#standing.change(change));
  }

  changeKeeping({ audit, ...change }: KeepingChange): void {
    this.#transact(() => {
      this.#keeping.change(change);
      if (audit) {
        const { room, ...line } = audit;
        this.#standing.change({ room, audit: line });
      }
    });
  }

  beginWebhook(webhook: string, patterns: readonly string[]): void {
    this.#transact(() => this.#webhooks.begin(webhook, patterns));
  }

  changeWebhook(change: WebhookChange): void {
    this.#transact(() => this.#webhooks.change(change));
  }

  wantDeadLetter(id: number): boolean {
    return this.#transact(() => this.#webhooks.want(id));
  }

  /** What was overwritten may still be read from the file’s free space until `forget`. */
  erase(participant: string): number {
    const { theirs, restorals, renewEpoch } = this.#statements;
    const epoch = randomUUID();
    const id = `${erasedPrefix}${randomUUID()}`;
    const count = this.#transact(() => {
      // What others restored of theirs is theirs too: looked for while their messages bear their id.
      for (const { room, ...row } of restorals.all(participant) as unknown as RowOfRoom[])
        this.#overwrite(room, emptied(this.#verified(room, row)));
      const rows = theirs.all(participant) as unknown as RowOfRoom[];
      for (const { room, ...row } of rows) this.#overwrite(room, erased(this.#verified(room, row), id));
      this.#standing.erase(participant, id);
      this.#keeping.erase(participant);
      if (rows.length > 0) renewEpoch.run(epoch);
      return rows.length;
    });
    if (count > 0) this.#epoch = epoch;
    return count;
  }

  /** Leaves no byte of what was overwritten: neither between the rows nor in the write-ahead log. */
  forget(): void {
    // Overwriting clears the old bytes of a row, but splitting pages leaves copies of rows behind.
    this.#database.exec('VACUUM');
    if (!this.emptyWal())
      throw new LogUnavailable(
        'It was erased from the log, but a copy is still in use by a reader. Run the same command again in a minute.',
      );
  }

  /** The write-ahead log holds pages as they were before. Returns whether no reader was in the way. */
  emptyWal(): boolean {
    const { busy } = this.#database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get() as { busy: number };
    return busy === 0;
  }

  close(): void {
    this.#database.close();
  }

  #transact<Result>(act: () => Result): Result {
    if (this.#damage) throw this.#damage as Error;
    try {
      this.#database.exec('BEGIN IMMEDIATE');
      const result = act();
      this.#database.exec('COMMIT');
      return result;
    } catch (error) {
      if (isDamage(error)) this.#damage = error;
      // A full disk ends the transaction by itself; then there is nothing to roll back.
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  #appendOne(draft: DraftRecord): AppendOutcome {
    const room = this.#room(draft.room);
    const { kind, participant, draftId, at, author, body, ref } = draft;
    if (ref !== undefined) {
      // A twin first: what it refers to may be gone by now, by the twin itself.
      const outcome = this.#known(room, draft) ?? this.#unfit(room, ref, draft);
      if (outcome) return outcome;
    }
    const seq = room.head + 1;
    const about = ref ?? null;
    const sum = sumOf(room.id, seq, kind, participant, draftId, at, author, body, about);
    const { insert } = this.#statements;
    const { changes } = insert.run(room.id, seq, kind, participant, draftId, at, author, body, about, sum);
    if (changes === 0) return this.#known(room, draft)!;
    room.head = seq;
    this.#advanced.add(room);
    if (draft.noted !== undefined) this.#note(draft.noted, room, draft);
    if (isRestoral(draft)) this.#rewrite(room, ref!, (message) => restored(message, body));
    if (kind === 'poll-end') this.#rewrite(room, ref!, ended);
    if (kind !== 'removal') return { outcome: 'committed', seq };
    const taken = this.#empty(room, ref!, draft);
    return { outcome: 'committed', seq, ...(taken && { taken }) };
  }

  #known(room: RoomRow, draft: DraftRecord): AppendOutcome | undefined {
    const { participant, draftId } = draft;
    const row = this.#statements.byDraft.get(room.id, participant, draftId) as EntryRow | undefined;
    if (!row) return undefined;
    return { outcome: isTwin(this.#verified(room.id, row), draft) ? 'twin' : 'conflict', seq: row.seq };
  }

  #unfit(room: RoomRow, ref: number, draft: DraftRecord): AppendOutcome | undefined {
    const row = this.#statements.message.get(room.id, ref) as EntryRow | undefined;
    const outcome = unfitReference(draft, room.head, row && this.#verified(room.id, row));
    return outcome && { outcome, seq: 0 };
  }

  /** Returns what was there, if it is to be told. */
  #empty(room: RoomRow, ref: number, { participant, keeps }: DraftRecord): Taken | undefined {
    const { message, edits } = this.#statements;
    const records = ([...message.all(room.id, ref), ...edits.all(room.id, ref)] as unknown as EntryRow[]).map(
      (row) => this.#verified(room.id, row),
    );
    for (const record of records) this.#overwrite(room.id, emptied(record));
    const [said, ...changes] = records;
    if (!keeps || !said || said.participant === participant) return undefined;
    return takenFrom(said.body, changes.flatMap(whole));
  }

  /** Who did it, and whose message it is about. */
  #note(act: string, room: RoomRow, { kind, room: name, participant: by, at, ref }: DraftRecord): void {
    const message = this.#statements.message.get(room.id, ref ?? 0) as EntryRow | undefined;
    const whom = message?.participant;
    if (kind === 'removal' && whom === by) return;
    this.#standing.change({ room: name, audit: { at, by, act, ...(whom !== undefined && { whom }) } });
  }

  #rewrite(room: RoomRow, ref: number, rewrite: (message: EntryRecord) => EntryRecord): void {
    const row = this.#statements.message.get(room.id, ref) as unknown as EntryRow;
    this.#overwrite(room.id, rewrite(this.#verified(room.id, row)));
  }

  #overwrite(room: number, { seq, kind, participant, draftId, at, author, body, ref }: EntryRecord): void {
    const sum = sumOf(room, seq, kind, participant, draftId, at, author, body, ref ?? null);
    this.#statements.overwrite.run(participant, author, body, sum, room, seq);
  }

  #verified(room: number, row: EntryRow): EntryRecord {
    const record = readRow(room, row);
    if (!record) throw new LogDamaged(this.#path, `entry ${row.seq} is not as it was written`);
    return record;
  }

  #room(name: string): RoomRow {
    let room = this.#rooms.get(name);
    if (!room) {
      room = (this.#statements.room.get(name) ?? this.#statements.createRoom.get(name)) as unknown as RoomRow;
      this.#rooms.set(name, room);
    }
    return room;
  }
}

/** The body of an edit that still says something. */
function whole(edit: EntryRecord): string[] {
  return edit.body === emptied(edit).body ? [] : [edit.body];
}

function prepare(database: DatabaseSync) {
  const statement = (sql: string) => database.prepare(sql);
  return {
    room: statement('SELECT id, head FROM room WHERE name = ?'),
    createRoom: statement('INSERT INTO room (name) VALUES (?) RETURNING id, head'),
    advance: statement('UPDATE room SET head = ? WHERE id = ?'),
    insert: statement(
      `INSERT INTO entry (room, seq, kind, participant, draft, at, author, body, ref, sum)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (room, participant, draft) DO NOTHING`,
    ),
    byDraft: statement(`SELECT ${columns} FROM entry WHERE room = ? AND participant = ? AND draft = ?`),
    message: statement(`SELECT ${columns} FROM entry WHERE room = ? AND seq = ? AND kind = 'message'`),
    edits: statement(
      `SELECT ${columns} FROM entry WHERE room = ? AND ref = ? AND kind = 'edit' ORDER BY seq`,
    ),
    overwrite: statement(
      'UPDATE entry SET participant = ?, author = ?, body = ?, sum = ? WHERE room = ? AND seq = ?',
    ),
    theirs: statement(
      `SELECT room, ${columns} FROM entry WHERE room IN (SELECT id FROM room) AND participant = ?`,
    ),
    restorals: statement(
      `SELECT room, ${columns} FROM entry
       WHERE kind = 'edit' AND (room, ref) IN (
         SELECT room, seq FROM entry WHERE room IN (SELECT id FROM room) AND participant = ? AND kind = 'message'
       )`,
    ),
    roomsFrom: statement('SELECT id, name, expired FROM room WHERE id >= ? ORDER BY id LIMIT ?'),
    young: statement('SELECT seq FROM entry WHERE room = ? AND seq <= ? AND at >= ? ORDER BY seq LIMIT 1'),
    expire: statement('DELETE FROM entry WHERE room = ? AND seq <= ?'),
    expireTo: statement(
      `UPDATE room SET expired = coalesce((SELECT min(seq) - 1 FROM entry WHERE room = room.id), head)
       WHERE id = ? RETURNING expired`,
    ),
    createEpoch: statement("INSERT OR IGNORE INTO meta (key, value) VALUES ('epoch', ?)"),
    renewEpoch: statement("UPDATE meta SET value = ? WHERE key = 'epoch'"),
    epoch: statement("SELECT value FROM meta WHERE key = 'epoch'"),
    probe: statement("INSERT OR REPLACE INTO meta (key, value) VALUES ('probe', ?)"),
  };
}
