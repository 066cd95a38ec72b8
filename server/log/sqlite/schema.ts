// The tables of the SQLite log, versioned by `user_version`.
import type { DatabaseSync } from 'node:sqlite';
import { LogUnavailable } from '../log.ts';

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
];

/** Brings the file to this version, one transaction a step. */
export function migrate(database: DatabaseSync, path: string): void {
  const { user_version: version } = database.prepare('PRAGMA user_version').get() as {
    user_version: number;
  };
  if (version > steps.length)
    throw new LogUnavailable(
      `The log ${path} was written by a newer ws-chat (schema ${version}; this one knows ${steps.length}). Install that version again, or name another data folder.`,
    );
  for (let next = version; next < steps.length; next++)
    database.exec(`BEGIN; ${steps[next]} PRAGMA user_version = ${next + 1}; COMMIT;`);
}
