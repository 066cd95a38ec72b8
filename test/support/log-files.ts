// Files of the SQLite log, as a test needs them: of an older version, or changed behind the log's back.
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openForWriting } from '../../server/log/sqlite/open-database.ts';
import { draft } from './drafts.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** A log as the first version of the schema had it: entries `text 1` and so on in the lobby. */
export function writeFirstVersion(path: string, entries: number): void {
  const database = new DatabaseSync(path);
  database.exec(`
    PRAGMA journal_mode = WAL;
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID, STRICT;
    CREATE TABLE room (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, head INTEGER NOT NULL DEFAULT 0) STRICT;
    CREATE TABLE entry (
      room INTEGER NOT NULL REFERENCES room (id), seq INTEGER NOT NULL, kind TEXT NOT NULL,
      participant TEXT NOT NULL, draft TEXT NOT NULL, at INTEGER NOT NULL, author TEXT NOT NULL,
      body TEXT NOT NULL, PRIMARY KEY (room, seq)
    ) WITHOUT ROWID, STRICT;
    CREATE UNIQUE INDEX entry_draft ON entry (room, participant, draft);
    INSERT INTO room (id, name, head) VALUES (1, 'lobby', ${entries});
    PRAGMA user_version = 1;
    BEGIN;
  `);
  const insert = database.prepare("INSERT INTO entry VALUES (1, ?, 'message', 'ann', ?, 42, ?, ?)");
  for (let seq = 1; seq <= entries; seq++) {
    const { author, body } = draft(`text ${seq}`);
    insert.run(seq, `d${seq}`, author, body);
  }
  database.exec('COMMIT');
  database.close();
}

/** Changes a log as no part of it does. */
export function meddle(path: string, sql: string): void {
  const database = new DatabaseSync(path);
  database.exec(sql);
  database.close();
}

/** The schema that a log made now has. */
export function newestVersion(): number {
  using folder = temporaryFolder();
  using database = openForWriting(join(folder.path, 'log.sqlite'));
  return (database.prepare('PRAGMA user_version').get() as { user_version: number }).user_version;
}
