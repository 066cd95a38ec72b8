// Those who keep the chat, in the log’s file: what the writer thread changes, inside of its own transactions,
// and what the reader thread looks up.
import type { DatabaseSync } from 'node:sqlite';
import type { KeepingChange, KeepingRecord, SettingRecord } from '../keeping.ts';
import { readPass, readStaff, staffRow, type PassRow, type StaffRow } from '../keeping-rows.ts';

export class KeepingWriter {
  readonly #statements: ReturnType<typeof prepareWrites>;

  constructor(database: DatabaseSync) {
    this.#statements = prepareWrites(database);
  }

  /** Within a transaction of the caller’s, who notes the audit line. */
  change({ staff, issue, end = [], setting }: Omit<KeepingChange, 'audit'>): void {
    const { keep, issuePass, endPass, set, unset } = this.#statements;
    if (staff) {
      const { id, name, role, rooms, since, revoked, seen } = staffRow(staff);
      keep.run(id, name, role, rooms, since, revoked, seen);
    }
    for (const hash of end) endPass.run(hash);
    if (issue) issuePass.run(issue.hash, issue.kind, issue.staff ?? null, issue.until);
    if (setting?.value !== undefined) set.run(setting.room, setting.value);
    else if (setting) unset.run(setting.room);
  }

  /** Who was erased keeps nothing any more, and has no name. */
  erase(staff: string): void {
    const { unname, endTheirs } = this.#statements;
    unname.run(staff);
    endTheirs.run(staff);
  }
}

function prepareWrites(database: DatabaseSync) {
  const statement = (sql: string) => database.prepare(sql);
  return {
    keep: statement(
      'INSERT OR REPLACE INTO staff (id, name, role, rooms, since, revoked, seen) VALUES (?, ?, ?, ?, ?, ?, ?)',
    ),
    issuePass: statement('INSERT OR REPLACE INTO pass (hash, kind, staff, until) VALUES (?, ?, ?, ?)'),
    endPass: statement('DELETE FROM pass WHERE hash = ?'),
    set: statement('INSERT OR REPLACE INTO setting (room, value) VALUES (?, ?)'),
    unset: statement('DELETE FROM setting WHERE room = ?'),
    unname: statement(
      "UPDATE staff SET name = '', revoked = coalesce(revoked, unixepoch() * 1000) WHERE id = ?",
    ),
    endTheirs: statement('DELETE FROM pass WHERE staff = ?'),
  };
}

export function readKeeping(database: DatabaseSync, now: number): KeepingRecord {
  // One view of the file for all three questions.
  database.exec('BEGIN');
  try {
    const all = (sql: string, ...values: number[]) => database.prepare(sql).all(...values) as unknown[];
    return {
      staff: (all('SELECT * FROM staff ORDER BY since, id') as StaffRow[]).map(readStaff),
      passes: (all('SELECT * FROM pass WHERE until > ?', now) as PassRow[]).map(readPass),
      settings: (all('SELECT room, value FROM setting') as SettingRecord[]).map((row) => ({ ...row })),
    };
  } finally {
    database.exec('COMMIT');
  }
}
