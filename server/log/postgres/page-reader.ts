// Reads pages out of the log, each by one statement and so as of one moment, and believes nothing that was not
// written so: every entry that must be there is there, and its sum is right.
import type { EntryRecord, LogPage, LogRange } from '../log.ts';
import type { Heads, RoomHead } from '../shared-log.ts';
import { columns, verified, type RowOfRoom } from './entry-table.ts';
import { LogDamaged, unfinished } from './failures.ts';
import type { KnownLog } from './known-log.ts';
import { statement, type Session } from './session.ts';

/** The room as it is, beside each of its entries; without an entry where the page has none. */
interface PageRow extends Omit<RowOfRoom, 'seq'> {
  readonly epoch: string;
  readonly head: number | null;
  readonly expired: number;
  readonly oldest: number | null;
  readonly newest: number | null;
  readonly first: number;
  readonly last: number;
  readonly seq: number | null;
}

export async function readPage(
  session: Session,
  known: KnownLog,
  where: string,
  room: string,
  range: LogRange,
): Promise<LogPage> {
  const look = known.look(room);
  const [rows] = await session.send(
    'before' in range
      ? pageBefore(room, range.before, range.limit)
      : pageAfter(room, range.after, range.limit),
  );
  const top = rows[0];
  if (!top) throw unfinished(where);
  known.see(room, look, top.epoch, top.head ?? 0);
  if (top.head === null) return { head: 0, entries: [], more: false };
  const { head, expired, oldest, newest, first, last } = top;
  if ((oldest ?? head + 1) !== expired + 1 || (newest ?? expired) !== head)
    throw new LogDamaged(where, `room ${room} lacks its first or last entries`);
  const entries = rows.flatMap((row) => entryOf(row, where));
  if (entries.length !== Math.max(0, last - first + 1))
    throw new LogDamaged(where, `room ${room} lacks entries`);
  return { head, entries, more: 'before' in range ? first > expired + 1 : last < head };
}

function entryOf(row: PageRow, where: string): EntryRecord[] {
  const { epoch: _epoch, head: _head, expired: _expired, oldest: _oldest, newest: _newest, ...rest } = row;
  const { first: _first, last: _last, seq, ...entry } = rest;
  return seq === null ? [] : [verified({ ...entry, seq }, where)];
}

export async function readHeads(
  session: Session,
  known: KnownLog,
  where: string,
  names: readonly string[],
): Promise<Heads> {
  const former = known.epoch;
  const [rows] = await session.send(heads(names));
  if (!rows[0]) throw unfinished(where);
  const { epoch, keeping } = rows[0];
  // Whoever asks compares for themselves: they are not called for what they are told here.
  known.adopt(epoch, former);
  const rooms = new Map<string, RoomHead>();
  for (const { name, head, expired, standing } of rows) {
    if (name === null) continue;
    rooms.set(name, { head, expired, standing });
    known.reached(name, head, epoch);
  }
  return { epoch, keeping, rooms };
}

interface HeadRow extends RoomHead {
  readonly epoch: string;
  readonly keeping: number;
  readonly name: string | null;
}

const heads = statement<HeadRow>(
  'heads',
  `SELECT epoch.value AS epoch, keeping.value::bigint AS keeping, name, head, expired, standing
   FROM meta AS epoch
   JOIN meta AS keeping ON keeping.key = 'keeping'
   LEFT JOIN room ON room.name = ANY ($1::text[])
   WHERE epoch.key = 'epoch'`,
);

/** `first` and `last` are the ends of what of the range exists, both included. */
function page(name: string, ends: string) {
  return statement<PageRow>(
    name,
    `SELECT epoch.value AS epoch, page.head, page.expired, page.oldest, page.newest, page.first, page.last, ${columns}
     FROM meta AS epoch
     LEFT JOIN (
       SELECT id, head, expired, ${ends},
         (SELECT min(seq) FROM entry WHERE entry.room = room.id) AS oldest,
         (SELECT max(seq) FROM entry WHERE entry.room = room.id) AS newest
       FROM room WHERE name = $1
     ) AS page ON true
     LEFT JOIN entry ON entry.room = page.id AND entry.seq BETWEEN page.first AND page.last
     WHERE epoch.key = 'epoch'
     ORDER BY entry.seq`,
  );
}

const pageBefore = page(
  'page_before',
  `greatest(expired + 1, least($2::bigint - 1, head) - $3::bigint + 1) AS first, least($2::bigint - 1, head) AS last`,
);

const pageAfter = page(
  'page_after',
  `greatest(expired + 1, $2::bigint + 1) AS first,
   least(greatest(expired + 1, $2::bigint + 1) + $3::bigint - 1, head) AS last`,
);
