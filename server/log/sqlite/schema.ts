// The tables of the SQLite log, versioned by `user_version`.
import type { DatabaseSync } from 'node:sqlite';
import { LogUnavailable } from '../log.ts';
import { addSumFunction, summed } from './entry-row.ts';

/** Each step lifts the schema by one version; a step, once released, is never changed. */
const steps = [
  `CREATE TABLE meta (
     key TEXT PRIMARY KEY,
     value TEXT NOT NULL
   ) WITHOUT ROWID, STRICT;

   CREATE TABLE room (
     id INTEGER PRIMARY KEY,
     name TEXT NOT NULL UNIQUE,
     head INTEGER NOT NULL DEFAULT 0
   ) STRICT;

   CREATE TABLE entry (
     room INTEGER NOT NULL REFERENCES room (id),
     seq INTEGER NOT NULL,
     kind TEXT NOT NULL,
     participant TEXT NOT NULL,
     draft TEXT NOT NULL,
     at INTEGER NOT NULL,
     author TEXT NOT NULL,
     body TEXT NOT NULL,
     PRIMARY KEY (room, seq)
   ) WITHOUT ROWID, STRICT;

   CREATE UNIQUE INDEX entry_draft ON entry (room, participant, draft);`,

  // Of what refers to a message only its edits are ever looked up: a removal empties them.
  `ALTER TABLE entry ADD COLUMN ref INTEGER;

   CREATE INDEX entry_edit ON entry (room, ref) WHERE kind = 'edit';`,

  // How far a room was expired, and a sum over each entry: a hole and a changed byte are then noticed.
  `ALTER TABLE room ADD COLUMN expired INTEGER NOT NULL DEFAULT 0;

   ALTER TABLE entry ADD COLUMN sum INTEGER NOT NULL DEFAULT 0;

   UPDATE entry SET sum = entry_sum(${summed});`,

  // How a room is kept, who is held back in it, what waits there, and who did so. Of the last nothing is
  // ever taken away or changed, but for the ids of those who were erased.
  `ALTER TABLE room ADD COLUMN mode TEXT;

   CREATE TABLE restraint (
     room INTEGER NOT NULL REFERENCES room (id),
     kind TEXT NOT NULL,
     subject TEXT NOT NULL,
     "by" TEXT NOT NULL,
     until INTEGER,
     PRIMARY KEY (room, kind, subject)
   ) WITHOUT ROWID, STRICT;

   CREATE TABLE held (
     id INTEGER PRIMARY KEY,
     room INTEGER NOT NULL REFERENCES room (id),
     participant TEXT NOT NULL,
     draft TEXT NOT NULL,
     record TEXT NOT NULL,
     UNIQUE (room, participant, draft)
   ) STRICT;

   CREATE TABLE audit (
     id INTEGER PRIMARY KEY AUTOINCREMENT,
     room INTEGER NOT NULL REFERENCES room (id),
     at INTEGER NOT NULL,
     "by" TEXT NOT NULL,
     act TEXT NOT NULL,
     whom TEXT,
     why TEXT,
     until INTEGER
   ) STRICT;

   CREATE INDEX audit_room ON audit (room, id);

   CREATE TRIGGER audit_stays BEFORE DELETE ON audit
   BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END;

   CREATE TRIGGER audit_is_true BEFORE UPDATE OF id, room, at, act, why, until ON audit
   BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END;`,

  // What visitors reported. It goes with the message, with whom it is about and with who said it.
  `CREATE TABLE report (
     id INTEGER PRIMARY KEY,
     room INTEGER NOT NULL REFERENCES room (id),
     participant TEXT NOT NULL,
     ref INTEGER NOT NULL,
     whom TEXT NOT NULL,
     record TEXT NOT NULL,
     UNIQUE (room, participant, ref)
   ) STRICT;`,

  // Who keeps the chat, the hashes of what lets them in, and what they set, by room or for all.
  `CREATE TABLE staff (
     id TEXT PRIMARY KEY,
     name TEXT NOT NULL,
     role TEXT NOT NULL,
     rooms TEXT,
     since INTEGER NOT NULL,
     revoked INTEGER,
     seen INTEGER
   ) WITHOUT ROWID, STRICT;

   CREATE TABLE pass (
     hash TEXT PRIMARY KEY,
     kind TEXT NOT NULL,
     staff TEXT,
     until INTEGER NOT NULL
   ) WITHOUT ROWID, STRICT;

   CREATE TABLE setting (
     room TEXT PRIMARY KEY,
     value TEXT NOT NULL
   ) WITHOUT ROWID, STRICT;`,

  // How far each webhook is in each room, and what it did not take.
  `CREATE TABLE webhook (
     name TEXT PRIMARY KEY,
     rooms TEXT NOT NULL,
     state TEXT
   ) WITHOUT ROWID, STRICT;

   CREATE TABLE webhook_place (
     webhook TEXT NOT NULL,
     room INTEGER NOT NULL REFERENCES room (id),
     seq INTEGER NOT NULL,
     attempts INTEGER,
     since INTEGER,
     PRIMARY KEY (webhook, room)
   ) WITHOUT ROWID, STRICT;

   CREATE TABLE dead_letter (
     id INTEGER PRIMARY KEY AUTOINCREMENT,
     webhook TEXT NOT NULL,
     room INTEGER NOT NULL REFERENCES room (id),
     seq INTEGER NOT NULL,
     reason TEXT NOT NULL,
     at INTEGER NOT NULL,
     attempts INTEGER NOT NULL,
     wanted INTEGER NOT NULL DEFAULT 0,
     UNIQUE (webhook, room, seq)
   ) STRICT;`,
];

/** The schema of the file, 0 for one that was never written; throws for one that is newer than this. */
export function versionOf(database: DatabaseSync, path: string): number {
  const { user_version: version } = database.prepare('PRAGMA user_version').get() as {
    user_version: number;
  };
  if (version <= steps.length) return version;
  throw new LogUnavailable(
    `The log ${path} was written by a newer ws-chat (schema ${version}; this one knows ${steps.length}). Install that version again, or name another data folder.`,
  );
}

export function isNewest(version: number): boolean {
  return version === steps.length;
}

/** Brings the file to this version, one transaction a step. */
export function migrate(database: DatabaseSync, version: number): void {
  if (version === steps.length) return;
  addSumFunction(database);
  for (let next = version; next < steps.length; next++)
    database.exec(`BEGIN IMMEDIATE; ${steps[next]} PRAGMA user_version = ${next + 1}; COMMIT;`);
}
