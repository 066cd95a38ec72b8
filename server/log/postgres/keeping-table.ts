// Those who keep the chat, in their tables. Every change of theirs gives the whole a higher version, by which
// other nodes notice.
import type { KeepingChange, KeepingRecord, SettingRecord } from '../keeping.ts';
import { readPass, readStaff, staffRow, type PassRow, type StaffRow } from '../keeping-rows.ts';
import type { StaffRecord } from '../keeping.ts';
import { lockRooms, makeRooms } from './rooms.ts';
import { statement, type Question, type Session } from './session.ts';
import { noteIn } from './standing-table.ts';

/** All that a change comes to, in one transaction of the caller’s. */
export function keepingChanges({ staff, issue, end = [], setting, audit }: KeepingChange): Question[] {
  const changes = [
    ...(staff ? [keepStaff(staff)] : []),
    ...(end.length > 0 ? [endPasses(end)] : []),
    ...(issue ? [issuePass(issue.hash, issue.kind, issue.staff ?? null, issue.until)] : []),
    ...(setting
      ? [setting.value === undefined ? unset(setting.room) : set(setting.room, setting.value)]
      : []),
  ];
  // Rooms are locked before what is of all rooms: so every change does.
  return [
    ...(audit ? [makeRooms([audit.room]), lockRooms([audit.room]), noteIn(audit.room, audit)] : []),
    ...(changes.length > 0 ? [bump()] : []),
    ...changes,
  ];
}

/** Who was erased keeps nothing any more, and has no name. */
export function eraseKeeping(staff: string): readonly Question[] {
  return [bumpFor(staff), unname(staff), endTheirs(staff)];
}

export async function readKeeping(session: Session, now: number): Promise<KeepingRecord> {
  const [staff, passes, settings] = await session.look(allStaff(), passesAt(now), allSettings());
  return { staff: staff.map(readStaff), passes: passes.map(readPass), settings };
}

function keepStaff(record: StaffRecord): Question {
  const { id, name, role, rooms, since, revoked, seen } = staffRow(record);
  return keep(id, name, role, rooms, since, revoked, seen);
}

const higher = `UPDATE meta SET value = (value::bigint + 1)::text WHERE key = 'keeping'`;
const bump = statement('keeping_bump', higher);
const bumpFor = statement(
  'keeping_bump_for',
  `${higher} AND (EXISTS (SELECT FROM staff WHERE id = $1) OR EXISTS (SELECT FROM pass WHERE staff = $1))`,
);
const keep = statement(
  'keep_staff',
  `INSERT INTO staff (id, name, role, rooms, since, revoked, seen) VALUES ($1, $2, $3, $4, $5, $6, $7)
   ON CONFLICT (id) DO UPDATE SET name = excluded.name, role = excluded.role, rooms = excluded.rooms,
     since = excluded.since, revoked = excluded.revoked, seen = excluded.seen`,
);
const issuePass = statement(
  'issue_pass',
  `INSERT INTO pass (hash, kind, staff, until) VALUES ($1, $2, $3, $4)
   ON CONFLICT (hash) DO UPDATE SET kind = excluded.kind, staff = excluded.staff, until = excluded.until`,
);
const endPasses = statement('end_passes', 'DELETE FROM pass WHERE hash = ANY ($1::text[])');
const set = statement(
  'set_setting',
  `INSERT INTO setting (room, value) VALUES ($1, $2) ON CONFLICT (room) DO UPDATE SET value = excluded.value`,
);
const unset = statement('unset_setting', 'DELETE FROM setting WHERE room = $1');
const unname = statement(
  'unname',
  `UPDATE staff SET name = '',
     revoked = coalesce(revoked, (extract(epoch FROM clock_timestamp()) * 1000)::bigint)
   WHERE id = $1`,
);
const endTheirs = statement('end_theirs', 'DELETE FROM pass WHERE staff = $1');

const allStaff = statement<StaffRow>(
  'staff',
  'SELECT id, name, role, rooms, since, revoked, seen FROM staff ORDER BY since, id',
);
const passesAt = statement<PassRow>('passes', 'SELECT hash, kind, staff, until FROM pass WHERE until > $1');
const allSettings = statement<SettingRecord>('settings', 'SELECT room, value FROM setting ORDER BY room');
