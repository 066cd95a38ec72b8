// Looks up over rooms, on a connection of its own. Every text of a person’s is a value, never a part of the SQL.
import type { AuditQuery, KnownRoom, RoomQuery, TheirPlace } from '../archive.ts';
import { readAuditRow, type AuditRow } from '../audit-row.ts';
import { everyRoom } from '../keeping.ts';
import type { EntryRecord } from '../log.ts';
import type { AuditLine } from '../standing.ts';
import { columns, verified, type RowOfRoom } from './entry-table.ts';
import { statement, type Session } from './session.ts';
import { auditColumns } from './standing-table.ts';

interface TheirRow extends RowOfRoom {
  readonly name: string;
}

export async function findRooms(
  session: Session,
  { named, patterns, after, limit }: RoomQuery,
): Promise<readonly KnownRoom[]> {
  const [rows] = await session.send(roomsNamed(after, named, patterns ?? null, limit));
  return rows;
}

export async function readTheirs(
  session: Session,
  where: string,
  participant: string,
  { room = '', seq = 0 }: Partial<TheirPlace>,
  limit: number,
): Promise<readonly (EntryRecord & { readonly room: string })[]> {
  const [rows] = await session.send(theirs(participant, room, seq, limit));
  return rows.map(({ name, ...row }) => ({ ...verified(row, where), room: name }));
}

export async function findAudit(session: Session, query: AuditQuery): Promise<readonly AuditLine[]> {
  const { room, before, by = null, whom = null, act = null, since = null, until = null, limit } = query;
  const [rows] = await session.send(auditLines(room, before, by, whom, act, since, until, limit));
  return rows.map(readAuditRow);
}

const roomsNamed = statement<KnownRoom>(
  'rooms_named',
  `SELECT name, head FROM room
   WHERE name > $1 AND name <> '${everyRoom}' AND strpos(name, $2) > 0 AND (
     $3::text[] IS NULL OR EXISTS (
       SELECT FROM unnest($3::text[]) AS kept (pattern)
       WHERE CASE WHEN pattern LIKE '%*' THEN starts_with(name, rtrim(pattern, '*')) ELSE name = pattern END
     )
   )
   ORDER BY name LIMIT $4`,
);

const theirs = statement<TheirRow>(
  'theirs',
  `SELECT room.name, ${columns} FROM entry JOIN room ON room.id = entry.room
   WHERE entry.participant = $1 AND (room.name, entry.seq) > ($2, $3)
   ORDER BY room.name, entry.seq LIMIT $4`,
);

const auditLines = statement<AuditRow>(
  'audit_lines',
  `SELECT ${auditColumns} FROM audit
   WHERE room = (SELECT id FROM room WHERE name = $1) AND id < $2
     AND ($3::text IS NULL OR "by" = $3) AND ($4::text IS NULL OR whom = $4 OR strpos(whom, ' ' || $4 || ' ') > 0)
     AND ($5::text IS NULL OR act = $5)
     AND ($6::bigint IS NULL OR at >= $6) AND ($7::bigint IS NULL OR at < $7)
   ORDER BY id DESC LIMIT $8`,
);
