// Deletes what is too old, in small transactions: commits of this node come between them, and other nodes wait
// for no more than one.
import { lockRooms } from './rooms.ts';
import { statement, type Session } from './session.ts';

/** What one step of an expiry came to. */
export interface Expiry {
  /** The last room that is done: the next step begins after it. */
  readonly done: string;
  readonly isMore: boolean;
  readonly deleted: boolean;
  /** How far the rooms that were looked at are expired. */
  readonly expired: readonly { readonly room: string; readonly seq: number }[];
}

interface DueRoom {
  readonly epoch: string;
  readonly id: number;
  readonly name: string;
  readonly expired: number;
  /** How far it may be expired now: what is old stays so, and needs no lock to be seen. */
  readonly due: number;
}

/** Entries that one transaction expires. */
const expiredAtOnce = 500;

/** Rooms that one step looks at for what is to be expired. */
const roomsAtOnce = 200;

/** Deletes some of what is from before a time, another one in some rooms, in the rooms after this one. */
export async function expireSome(
  session: Session,
  before: number,
  after: string,
  except: ReadonlyMap<string, number>,
): Promise<Expiry> {
  const [rooms] = await session.send(dueRooms(after, before, [...except.keys()], [...except.values()]));
  const looked: DueRoom[] = [];
  let count = 0;
  for (const room of rooms) {
    looked.push(room);
    count += room.due - room.expired;
    if (count >= expiredAtOnce) break;
  }
  const due = looked.filter(({ due, expired }) => due > expired);
  const isSameLog = due.length === 0 || (await deleteDue(session, due));
  // As much of the last room as goes at once: there may be more.
  const last = looked.at(-1);
  const isSplit = last !== undefined && last.due - last.expired === expiredAtOnce;
  return {
    done: (isSplit ? looked.at(-2) : last)?.name ?? after,
    isMore: isSplit || looked.length < rooms.length || rooms.length === roomsAtOnce,
    deleted: due.length > 0,
    expired: isSameLog
      ? looked.filter(({ due }) => due > 0).map(({ name, due }) => ({ room: name, seq: due }))
      : [],
  };
}

/** Resolves with whether it did so: where another log was put here since it was looked, those are others. */
async function deleteDue(session: Session, rooms: readonly DueRoom[]): Promise<boolean> {
  const names = rooms.map(({ name }) => name);
  const of = [rooms.map(({ id }) => id), rooms.map(({ due }) => due), rooms[0]!.epoch];
  const [, , expired] = await session.write(lockRooms(names), deleteEntries(...of), expireTo(...of));
  return expired.length > 0;
}

const dueRooms = statement<DueRoom>(
  'due_rooms',
  `SELECT (SELECT value FROM meta WHERE key = 'epoch') AS epoch,
     id, name, expired, least(head, expired + ${expiredAtOnce}, young - 1) AS due
   FROM (
     SELECT room.id, room.name, head, expired, (
       SELECT seq FROM entry
       WHERE room = room.id AND seq <= expired + ${expiredAtOnce} AND at >= coalesce(other.before, $2::bigint)
       ORDER BY seq LIMIT 1
     ) AS young
     FROM room LEFT JOIN unnest($3::text[], $4::bigint[]) AS other (name, before) ON other.name = room.name
     WHERE room.name > $1
     ORDER BY room.name LIMIT ${roomsAtOnce}
   ) AS looked
   ORDER BY name`,
);

const due = `unnest($1::bigint[], $2::bigint[]) AS due (room, seq)
  JOIN meta ON meta.key = 'epoch' AND meta.value = $3`;

const deleteEntries = statement(
  'delete_entries',
  `DELETE FROM entry USING ${due}
   WHERE entry.room = due.room AND entry.seq <= due.seq`,
);

/** What was reported of them goes too, and what webhooks did not take. */
const expireTo = statement(
  'expire_to',
  `WITH gone AS (
     DELETE FROM report USING ${due}
     WHERE report.room = due.room AND report.ref <= due.seq RETURNING report.room
   ), undelivered AS (
     DELETE FROM dead_letter USING ${due}
     WHERE dead_letter.room = due.room AND dead_letter.seq <= due.seq
   )
   UPDATE room SET expired = greatest(expired, due.seq),
     standing = standing + (EXISTS (SELECT FROM gone WHERE gone.room = room.id))::int
   FROM ${due} WHERE room.id = due.room
   RETURNING room.id`,
);
