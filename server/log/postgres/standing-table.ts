// The standing of people and rooms in their tables. Every change of a room’s goes under the room’s lock and gives
// it a higher version, by which other nodes notice.
import { listed, readAuditRow, whomOf, type AuditRow } from '../audit-row.ts';
import type {
  AuditLine,
  AuditRecord,
  HeldRecord,
  ReportRecord,
  Restraint,
  StandingChange,
  StandingRecord,
} from '../standing.ts';
import { lockRooms, makeRooms } from './rooms.ts';
import { statement, type Question, type Session } from './session.ts';

interface RestraintRow extends Omit<Restraint, 'until'> {
  readonly until: number | null;
}

/** Of whom one acted on whom, in the room of this number. */
export interface Act {
  readonly room: number;
  readonly record: AuditRecord;
}

export const auditColumns = 'id, at, "by", act, whom, why, until';

/** All that a change comes to, in one transaction of the caller’s. */
export function standingChanges(change: StandingChange): Question[] {
  const { room, mode, impose = [], lift = [], hold, release, report, settle, audit } = change;
  const changes = [
    ...(mode === undefined ? [] : [setMode(room, mode)]),
    ...lift.map(({ kind, subject }) => free(room, kind, subject)),
    ...impose.map(({ kind, subject, by, until }) => restrain(room, kind, subject, by, until ?? null)),
    ...(hold ? [keep(room, hold.participant, hold.draftId, hold.record)] : []),
    ...(release ? [letGo(room, release.participant, release.draftId)] : []),
    ...(report ? [accuse(room, report.participant, report.ref, report.whom, report.record)] : []),
    ...(settle ? [close(room, settle.participant, settle.ref)] : []),
  ];
  return [
    makeRooms([room]),
    lockRooms([room]),
    ...(changes.length > 0 ? [bump(room)] : []),
    ...changes,
    ...(audit ? [noteIn(room, audit)] : []),
  ];
}

/** In a room that is locked, so that the order of lines is the order of commits. */
export function noteIn(room: string, audit: AuditRecord): Question {
  const { at, by, act, why, until } = audit;
  return note(room, at, by, act, whomOf(audit), why ?? null, until ?? null);
}

/** The same for many, in the rooms of a batch. */
export function noteActs(acts: readonly Act[]): Question {
  const of = <Value>(value: (record: AuditRecord) => Value) => acts.map(({ record }) => value(record));
  return noteMany(
    acts.map(({ room }) => room),
    of(({ at }) => at),
    of(({ by }) => by),
    of(({ act }) => act),
    of(whomOf),
  );
}

/** Takes what is kept of a participant; their acts stay, under another id. Tells the numbers of the rooms where that shows. */
export function eraseStanding(
  participant: string,
  id: string,
): readonly Question<{ readonly room: number }>[] {
  return [
    eraseRestraints(participant),
    eraseHeld(participant),
    eraseReports(participant),
    renameActor(id, participant),
    renameSubject(id, participant),
    renameListed(listed([participant]), listed([id])),
  ];
}

export async function readStanding(session: Session, room: string, now: number): Promise<StandingRecord> {
  const [modes, restraints, held, reports] = await session.look(
    modeOf(room),
    restraintsOf(room, now),
    heldOf(room),
    reportsOf(room),
  );
  return {
    mode: modes[0]?.mode ?? undefined,
    restraints: restraints.map(({ until, ...one }) => ({ ...one, ...(until !== null && { until }) })),
    held,
    reports,
  };
}

export async function readAudit(
  session: Session,
  room: string,
  before: number,
  limit: number,
): Promise<readonly AuditLine[]> {
  const [rows] = await session.send(auditOf(room, before, limit));
  return rows.map(readAuditRow);
}

const number = '(SELECT id FROM room WHERE name = $1)';

const bump = statement('standing_bump', 'UPDATE room SET standing = standing + 1 WHERE name = $1');
export const bumpRooms = statement(
  'standing_bump_rooms',
  'UPDATE room SET standing = standing + 1 WHERE id = ANY ($1::bigint[])',
);
const setMode = statement('set_mode', 'UPDATE room SET mode = $2 WHERE name = $1');
const restrain = statement(
  'restrain',
  `INSERT INTO restraint (room, kind, subject, "by", until) VALUES (${number}, $2, $3, $4, $5)
   ON CONFLICT (room, kind, subject) DO UPDATE SET "by" = excluded."by", until = excluded.until`,
);
const free = statement('free', `DELETE FROM restraint WHERE room = ${number} AND kind = $2 AND subject = $3`);
const keep = statement(
  'keep_held',
  `INSERT INTO held (room, participant, draft, record) VALUES (${number}, $2, $3, $4) ON CONFLICT DO NOTHING`,
);
const letGo = statement(
  'let_go',
  `DELETE FROM held WHERE room = ${number} AND participant = $2 AND draft = $3`,
);
const accuse = statement(
  'accuse',
  `INSERT INTO report (room, participant, ref, whom, record) VALUES (${number}, $2, $3, $4, $5)
   ON CONFLICT DO NOTHING`,
);
const close = statement(
  'close_report',
  `DELETE FROM report WHERE room = ${number} AND participant = $2 AND ref = $3`,
);
const note = statement(
  'note',
  `INSERT INTO audit (room, at, "by", act, whom, why, until) VALUES (${number}, $2, $3, $4, $5, $6, $7)`,
);
const noteMany = statement(
  'note_many',
  `INSERT INTO audit (room, at, "by", act, whom)
   SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[], $5::text[])`,
);

const eraseRestraints = statement<{ room: number }>(
  'erase_restraints',
  'DELETE FROM restraint WHERE subject = $1 RETURNING room',
);
const eraseHeld = statement<{ room: number }>(
  'erase_held',
  'DELETE FROM held WHERE participant = $1 RETURNING room',
);
const eraseReports = statement<{ room: number }>(
  'erase_reports',
  'DELETE FROM report WHERE participant = $1 OR whom = $1 RETURNING room',
);
const renameActor = statement<never>('rename_actor', 'UPDATE audit SET "by" = $1 WHERE "by" = $2');
const renameSubject = statement<never>('rename_subject', 'UPDATE audit SET whom = $1 WHERE whom = $2');
const renameListed = statement<never>(
  'rename_listed',
  `UPDATE audit SET whom = replace(whom, $1, $2) WHERE starts_with(whom, ' ') AND strpos(whom, $1) > 0`,
);

const modeOf = statement<{ mode: string | null }>('mode', 'SELECT mode FROM room WHERE name = $1');
const restraintsOf = statement<RestraintRow>(
  'restraints',
  `SELECT kind, subject, "by", until FROM restraint WHERE room = ${number} AND (until IS NULL OR until > $2)`,
);
const heldOf = statement<HeldRecord>(
  'held_of_room',
  `SELECT participant, draft AS "draftId", record FROM held WHERE room = ${number} ORDER BY id`,
);
const reportsOf = statement<ReportRecord>(
  'reports',
  `SELECT participant, ref, whom, record FROM report WHERE room = ${number} ORDER BY id`,
);
const auditOf = statement<AuditRow>(
  'audit',
  `SELECT ${auditColumns} FROM audit WHERE room = ${number} AND id < $2 ORDER BY id DESC LIMIT $3`,
);
