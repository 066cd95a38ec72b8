// The standing of people and rooms in the log's file: what the writer thread changes, inside of its own
// transactions, and what the reader thread looks up.
import type { DatabaseSync } from 'node:sqlite';
import { listed, readAuditRow, whomOf, type AuditRow } from '../audit-row.ts';
import type {
  AuditLine,
  HeldRecord,
  ReportRecord,
  Restraint,
  RestraintKind,
  StandingChange,
  StandingRecord,
} from '../standing.ts';

interface RestraintRow extends Omit<Restraint, 'until'> {
  readonly until: number | null;
}

export class StandingWriter {
  readonly #statements: ReturnType<typeof prepareWrites>;

  constructor(database: DatabaseSync) {
    this.#statements = prepareWrites(database);
  }

  /** Within a transaction of the caller's. */
  change(change: StandingChange): void {
    const { room: name, mode, impose = [], lift = [], hold, release, report, settle, audit } = change;
    const { createRoom, room, setMode, restrain, free, keep, letGo, accuse, close, note } = this.#statements;
    createRoom.run(name);
    const { id } = room.get(name) as { id: number };
    if (mode !== undefined) setMode.run(mode, id);
    for (const { kind, subject } of lift) free.run(id, kind, subject);
    for (const { kind, subject, by, until } of impose) restrain.run(id, kind, subject, by, until ?? null);
    if (hold) keep.run(id, hold.participant, hold.draftId, hold.record);
    if (release) letGo.run(id, release.participant, release.draftId);
    if (report) accuse.run(id, report.participant, report.ref, report.whom, report.record);
    if (settle) close.run(id, settle.participant, settle.ref);
    if (!audit) return;
    const { at, by, act, why, until } = audit;
    note.run(id, at, by, act, whomOf(audit), why ?? null, until ?? null);
  }

  /** Lets go what was reported of entries up to `seq`, which are kept no longer. */
  expire(room: number, seq: number): void {
    this.#statements.expireReports.run(room, seq);
  }

  /** Takes what is kept of a participant; their acts stay, under another id. */
  erase(participant: string, id: string): void {
    const { eraseRestraints, eraseHeld, eraseReports, renameActor, renameSubject, renameListed } =
      this.#statements;
    eraseRestraints.run(participant);
    eraseHeld.run(participant);
    eraseReports.run(participant, participant);
    renameActor.run(id, participant);
    renameSubject.run(id, participant);
    renameListed.run(listed([participant]), listed([id]));
  }
}

function prepareWrites(database: DatabaseSync) {
  const statement = (sql: string) => database.prepare(sql);
  return {
    createRoom: statement('INSERT INTO room (name) VALUES (?) ON CONFLICT DO NOTHING'),
    room: statement('SELECT id FROM room WHERE name = ?'),
    setMode: statement('UPDATE room SET mode = ? WHERE id = ?'),
    restrain: statement(
      'INSERT OR REPLACE INTO restraint (room, kind, subject, "by", until) VALUES (?, ?, ?, ?, ?)',
    ),
    free: statement('DELETE FROM restraint WHERE room = ? AND kind = ? AND subject = ?'),
    keep: statement(
      'INSERT INTO held (room, participant, draft, record) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
    ),
    letGo: statement('DELETE FROM held WHERE room = ? AND participant = ? AND draft = ?'),
    accuse: statement(
      'INSERT INTO report (room, participant, ref, whom, record) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    ),
    close: statement('DELETE FROM report WHERE room = ? AND participant = ? AND ref = ?'),
    expireReports: statement('DELETE FROM report WHERE room = ? AND ref <= ?'),
    note: statement('INSERT INTO audit (room, at, "by", act, whom, why, until) VALUES (?, ?, ?, ?, ?, ?, ?)'),
    eraseRestraints: statement('DELETE FROM restraint WHERE subject = ?'),
    eraseHeld: statement('DELETE FROM held WHERE participant = ?'),
    eraseReports: statement('DELETE FROM report WHERE participant = ? OR whom = ?'),
    renameActor: statement('UPDATE audit SET "by" = ? WHERE "by" = ?'),
    renameSubject: statement('UPDATE audit SET whom = ? WHERE whom = ?'),
    renameListed: statement(
      `UPDATE audit SET whom = replace(whom, ?1, ?2) WHERE whom LIKE ' %' AND instr(whom, ?1) > 0`,
    ),
  };
}

export class StandingReader {
  readonly #database: DatabaseSync;
  readonly #statements: ReturnType<typeof prepareReads>;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#statements = prepareReads(database);
  }

  read(room: string, now: number): StandingRecord {
    const { mode, restraints, held, reports } = this.#statements;
    // One view of the file for all of these questions.
    this.#database.exec('BEGIN');
    try {
      const kept = mode.get(room) as { mode: string | null } | undefined;
      const rows = restraints.all(room, now) as unknown as RestraintRow[];
      return {
        mode: kept?.mode ?? undefined,
        restraints: rows.map(({ kind, subject, by, until }) => ({
          kind: kind satisfies RestraintKind,
          subject,
          by,
          ...(until !== null && { until }),
        })),
        held: (held.all(room) as unknown as HeldRecord[]).map((row) => ({ ...row })),
        reports: (reports.all(room) as unknown as ReportRecord[]).map((row) => ({ ...row })),
      };
    } finally {
      this.#database.exec('COMMIT');
    }
  }

  audit(room: string, before: number, limit: number): AuditLine[] {
    const rows = this.#statements.audit.all(room, before, limit) as unknown as AuditRow[];
    return rows.map(readAuditRow);
  }
}

function prepareReads(database: DatabaseSync) {
  const ofRoom = 'room = (SELECT id FROM room WHERE name = ?)';
  return {
    mode: database.prepare('SELECT mode FROM room WHERE name = ?'),
    restraints: database.prepare(
      `SELECT kind, subject, "by", until FROM restraint WHERE ${ofRoom} AND (until IS NULL OR until > ?)`,
    ),
    held: database.prepare(
      `SELECT participant, draft AS draftId, record FROM held WHERE ${ofRoom} ORDER BY id`,
    ),
    reports: database.prepare(
      `SELECT participant, ref, whom, record FROM report WHERE ${ofRoom} ORDER BY id`,
    ),
    audit: database.prepare(
      `SELECT id, at, "by", act, whom, why, until FROM audit
       WHERE ${ofRoom} AND id < ? ORDER BY id DESC LIMIT ?`,
    ),
  };
}
