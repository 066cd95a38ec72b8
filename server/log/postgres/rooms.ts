// What every change begins with: its rooms are made and locked in order of their names, so that no two changes
// wait for each other; and the log’s epoch, which is locked after them.
import { unfinished } from './failures.ts';
import { statement } from './session.ts';

export interface LockedRoom {
  readonly id: number;
  readonly name: string;
  readonly head: number;
}

/** Those that are there already are left out before, so that none of their numbers is used up. */
export const makeRooms = statement(
  'make_rooms',
  `INSERT INTO room (name)
   SELECT DISTINCT name COLLATE "C" FROM unnest($1::text[]) AS missing (name)
   WHERE NOT EXISTS (SELECT FROM room WHERE room.name = missing.name)
   ORDER BY 1 ON CONFLICT (name) DO NOTHING`,
);

export const lockRooms = statement<LockedRoom>(
  'lock_rooms',
  'SELECT id, name, head FROM room WHERE name = ANY ($1::text[]) ORDER BY name FOR UPDATE',
);

interface Epoch {
  readonly value: string;
}

export const readEpoch = statement<Epoch>('epoch', `SELECT value FROM meta WHERE key = 'epoch'`);

/** Where the former one still holds. */
export const renewEpoch = statement(
  'renew_epoch',
  `UPDATE meta SET value = $1 WHERE key = 'epoch' AND value = $2`,
);

export function epochOf(rows: readonly Epoch[], where: string): string {
  if (!rows[0]) throw unfinished(where);
  return rows[0].value;
}
