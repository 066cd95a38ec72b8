// Opens the log's file with what durability needs, after a look whether it can be trusted.
import { statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { LogUnavailable } from '../log.ts';
import { isDamage, LogDamaged } from './failures.ts';
import { migrate, versionOf } from './schema.ts';

/** Older ones may lose commits when a second connection looks on (the WAL-reset bug). */
const oldestSqlite = [3, 51, 3];

/** The whole structure of a file up to this size is checked at the start, in about half a second. */
const checkedBytes = 256 * 1_024 * 1_024;

/** How long a connection waits for another of this process. */
const patienceMs = 5_000;

/** What the write-ahead log may keep of the disk when it is empty. */
const idleWalBytes = 16 * 1_024 * 1_024;

export function openForWriting(path: string): DatabaseSync {
  checkSqlite(process.versions.sqlite ?? '0');
  const database = new DatabaseSync(path, { timeout: patienceMs });
  try {
    // Also the first read: a file that is no database fails here.
    const { journal_mode: mode } = database.prepare('PRAGMA journal_mode = WAL').get() as {
      journal_mode: string;
    };
    if (mode !== 'wal')
      throw new LogUnavailable(
        `The file system of ${path} is no use for the log. Name a folder on a local disk with --data.`,
      );
    database.exec(`
      PRAGMA synchronous = FULL;
      PRAGMA foreign_keys = ON;
      PRAGMA secure_delete = ON;
      PRAGMA journal_size_limit = ${idleWalBytes};
    `);
    const version = versionOf(database, path);
    if (version > 0) check(database, path);
    migrate(database, version);
    // A disk that takes nothing is told now rather than at the first message.
    database.exec('BEGIN IMMEDIATE; COMMIT;');
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

export function openForReading(path: string): DatabaseSync {
  return new DatabaseSync(path, { readOnly: true, timeout: patienceMs });
}

export function checkSqlite(version: string): void {
  const parts = version.split('.').map(Number);
  const differing = oldestSqlite.findIndex((part, index) => part !== parts[index]);
  if (differing < 0 || parts[differing]! > oldestSqlite[differing]!) return;
  throw new LogUnavailable(
    `This Node (${process.version}) brings SQLite ${version}, which can lose messages. Install the newest Node 24, or any that brings SQLite ${oldestSqlite.join('.')} or newer.`,
  );
}

/**
 * The list of rooms is small and decides what belongs to whom: it is checked in full, with its index.
 * The rest is checked for its structure only, if that is quick; entries have sums, looked at as they are read.
 */
function check(database: DatabaseSync, path: string): void {
  ask(database, path, "PRAGMA integrity_check('room')");
  if (statSync(path).size <= checkedBytes) ask(database, path, 'PRAGMA quick_check(1)');
}

/** Throws LogDamaged unless the pragma finds nothing. */
export function ask(database: DatabaseSync, path: string, pragma: string): void {
  let found: string;
  try {
    found = Object.values(database.prepare(pragma).get()!)[0] as string;
  } catch (error) {
    if (isDamage(error)) throw new LogDamaged(path, (error as Error).message);
    throw error;
  }
  if (found !== 'ok') throw new LogDamaged(path, found.replaceAll('\n', ' '));
}
