// Looks up over rooms, in the reader thread. Every text of a person’s is a parameter, never a part of the SQL.
import type { DatabaseSync } from 'node:sqlite';
import type { AuditQuery, KnownRoom, RoomQuery, TheirPlace } from '../archive.ts';
import { readAuditRow, type AuditRow } from '../audit-row.ts';
import { readRow, type EntryRow } from '../entry-row.ts';
import { everyRoom } from '../keeping.ts';
import type { EntryRecord } from '../log.ts';
import type { AuditLine } from '../standing.ts';
import { columns } from './entry-row.ts';
import { LogDamaged } from './failures.ts';

interface TheirRow extends EntryRow {
  readonly room: number;
  readonly name: string;
}

export class SqliteArchive {
  readonly #path: string;
  readonly #statements: ReturnType<typeof prepare>;

  constructor(database: DatabaseSync, path: string) {
    this.#path = path;
    this.#statements = prepare(database);
  }

  rooms({ named, patterns, after, limit }: RoomQuery): KnownRoom[] {
    const kept = patterns === undefined ? null : JSON.stringify(patterns);
    const rows = this.#statements.rooms.all({ $after: after, $named: named, $kept: kept, $limit: limit });
    return (rows as unknown as KnownRoom[]).map((row) => ({ ...row }));
  }

  theirs(
    participant: string,
    after: TheirPlace | undefined,
    limit: number,
  ): (EntryRecord & { readonly room: string })[] {
    const { room = '', seq = 0 } = after ?? {};
    const rows = this.#statements.theirs.all({
      $participant: participant,
      $room: room,
      $seq: seq,
      $limit: limit,
    }) as unknown as TheirRow[];
    return rows.map(({ room: id, name, ...row }) => {
      const record = readRow(id, row);
      if (!record) throw new LogDamaged(this.#path, `entry ${row.seq} is not as it was written`);
      return { ...record, room: name };
    });
  }

  audit({ room, before, by, whom, act, since, until, limit }: AuditQuery): AuditLine[] {
    const rows = this.#statements.audit.all({
      $room: room,
      $before: before,
      $by: by ?? null,
      $whom: whom ?? null,
      $act: act ?? null,
      $since: since ?? null,
      $until: until ?? null,
      $limit: limit,
    }) as unknown as AuditRow[];
    return rows.map(readAuditRow);
  }
}

function prepare(database: DatabaseSync) {
  return {
    rooms: database.prepare(
      `SELECT name, head FROM room
       WHERE name > $after AND name <> '${everyRoom}' AND instr(name, $named) > 0 AND (
         $kept IS NULL OR EXISTS (
           SELECT 1 FROM json_each($kept)
           WHERE CASE WHEN value LIKE '%*' THEN instr(name, rtrim(value, '*')) = 1 ELSE name = value END
         )
       )
       ORDER BY name LIMIT $limit`,
    ),
    theirs: database.prepare(
      `SELECT entry.room, name, ${columns} FROM entry JOIN room ON room.id = entry.room
       WHERE participant = $participant AND entry.room IN (SELECT id FROM room WHERE name >= $room)
         AND (name, seq) > ($room, $seq)
       ORDER BY name, seq LIMIT $limit`,
    ),
    audit: database.prepare(
      `SELECT id, at, "by", act, whom, why, until FROM audit
       WHERE room = (SELECT id FROM room WHERE name = $room) AND id < $before
         AND ($by IS NULL OR "by" = $by) AND ($whom IS NULL OR whom = $whom OR instr(whom, ' ' || $whom || ' ') > 0)
         AND ($act IS NULL OR act = $act)
         AND ($since IS NULL OR at >= $since) AND ($until IS NULL OR at < $until)
       ORDER BY id DESC LIMIT $limit`,
    ),
  };
}
