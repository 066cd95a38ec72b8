// Empties everything that a participant wrote, in one transaction.
import { randomUUID } from 'node:crypto';
import { emptied, erased, erasedPrefix } from '../log.ts';
import { columns, overwriteEntries, verified, type RecordOfRoom, type RowOfRoom } from './entry-table.ts';
import { eraseKeeping } from './keeping-table.ts';
import { epochOf, readEpoch, renewEpoch } from './rooms.ts';
import { statement, type Session } from './session.ts';
import { bumpRooms, eraseStanding } from './standing-table.ts';

/** Entries that one statement overwrites. */
const overwrittenAtOnce = 1_000;

export interface Erased {
  readonly count: number;
  /** The epoch that holds then. */
  readonly epoch: string;
  /** False where something was written meanwhile in a room of which nobody had known: it is to be done again. */
  readonly isWhole: boolean;
}

export async function erase(session: Session, where: string, participant: string): Promise<Erased> {
  const id = `${erasedPrefix}${randomUUID()}`;
  const first = [
    lockTheirRooms(participant),
    readEpoch(),
    restorals(participant),
    theirs(participant),
  ] as const;
  return session.transact(first, async ([locked, epochs, allRestored, all], finish) => {
    const epoch = epochOf(epochs, where);
    // What stands in a room that is not locked may be changed by others just now.
    const rooms = new Set(locked.map(({ id: room }) => room));
    const [restored, rows] = [allRestored, all].map((some) => some.filter(({ room }) => rooms.has(room)));
    // What was restored of theirs is theirs too, whoever did so: first, for a restoral keeps its words below.
    const left = new Map<string, RecordOfRoom>();
    for (const row of restored!)
      left.set(keyOf(row), { room: row.room, record: emptied(verified(row, where)) });
    for (const row of rows!) {
      const record = left.get(keyOf(row))?.record ?? verified(row, where);
      left.set(keyOf(row), { room: row.room, record: erased(record, id) });
    }
    const overwritten = [...left.values()];
    for (const some of chunks(overwritten)) await session.send(overwriteEntries(some));
    const standing = await session.send(...eraseStanding(participant, id));
    const changed = standing.flat().map(({ room }) => room);
    const renewal = rows!.length > 0 ? [renewEpoch(randomUUID(), epoch)] : [];
    const answers = await finish(bumpRooms(changed), ...eraseKeeping(participant), ...renewal, readEpoch());
    return {
      count: rows!.length,
      epoch: epochOf(answers.at(-1) as readonly { value: string }[], where),
      isWhole: rows!.length === all.length && restored!.length === allRestored.length,
    };
  });
}

function keyOf({ room, seq }: RowOfRoom): string {
  return `${room} ${seq}`;
}

function* chunks(entries: readonly RecordOfRoom[]): Generator<readonly RecordOfRoom[]> {
  for (let start = 0; start < entries.length; start += overwrittenAtOnce)
    yield entries.slice(start, start + overwrittenAtOnce);
}

const lockTheirRooms = statement<{ readonly id: RowOfRoom['room'] }>(
  'lock_their_rooms',
  `SELECT id FROM room WHERE id IN (
     SELECT room FROM entry WHERE participant = $1
     UNION SELECT room FROM restraint WHERE subject = $1
     UNION SELECT room FROM held WHERE participant = $1
     UNION SELECT room FROM report WHERE participant = $1 OR whom = $1
   )
   ORDER BY name FOR UPDATE`,
);

const theirs = statement<RowOfRoom>('their_entries', `SELECT ${columns} FROM entry WHERE participant = $1`);

const restorals = statement<RowOfRoom>(
  'their_restorals',
  `SELECT ${columns} FROM entry AS message
   JOIN entry ON entry.room = message.room AND entry.ref = message.seq AND entry.kind = 'edit'
   WHERE message.participant = $1 AND message.kind = 'message'`,
);
