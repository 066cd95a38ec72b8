// Puts a back-up in a log's place, under a new epoch: whoever holds entries of the former log starts anew.
import { randomUUID } from 'node:crypto';
import { constants, copyFileSync, existsSync, linkSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { LogUnavailable } from '../log.ts';
import { publish } from './durable-file.ts';
import { LogDamaged } from './failures.ts';
import { openForWriting } from './open-database.ts';
import { claim } from './sqlite-log.ts';
import { versionOf } from './schema.ts';
import { verify } from './verify.ts';

export interface Restored {
  readonly entries: number;
  /** Where the former log lies now. */
  readonly aside?: string;
}

/** What SQLite keeps beside the file; from another log they would destroy this one. */
const companions = ['-wal', '-shm', '-journal'];

export function restoreSqliteLog(path: string, copy: string, replace: boolean, now: Date): Restored {
  const unlock = claim(path);
  try {
    const exists = existsSync(path);
    if (exists && !replace)
      throw new LogUnavailable(
        `There is a log ${path} already. Add --replace to put it aside and take the back-up in its place.`,
      );
    const draft = `${path}.unfinished`;
    const entries = prepare(copy, draft);
    const aside = exists ? putAside(path, now) : undefined;
    for (const companion of companions) rmSync(path + companion, { force: true });
    publish(draft, path);
    return { entries, ...(aside !== undefined && { aside }) };
  } finally {
    unlock();
  }
}

/** A copy of the back-up that is ready to take the log's place; returns the number of its entries. */
function prepare(copy: string, draft: string): number {
  for (const file of ['', ...companions]) rmSync(draft + file, { force: true });
  try {
    checkOrigin(copy);
    copyFileSync(copy, draft, constants.COPYFILE_FICLONE);
    const database = openForWriting(draft);
    try {
      verify(database, copy);
      database.prepare("UPDATE meta SET value = ? WHERE key = 'epoch'").run(randomUUID());
      return (database.prepare('SELECT count(*) AS count FROM entry').get() as { count: number }).count;
    } finally {
      database.close();
    }
  } catch (error) {
    for (const file of ['', ...companions]) rmSync(draft + file, { force: true });
    throw unusable(copy, error);
  }
}

/** Anything else that is an SQLite file must not become an empty log. */
export function checkOrigin(copy: string): void {
  const database = new DatabaseSync(copy, { readOnly: true });
  try {
    const isLog =
      versionOf(database, copy) > 0 &&
      database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'entry'").get();
    if (!isLog)
      throw new LogUnavailable(
        `${copy} is no back-up of a ws-chat log. Name a file that ws-chat backup wrote.`,
      );
  } finally {
    database.close();
  }
}

export function unusable(copy: string, error: unknown): LogUnavailable {
  if (error instanceof LogUnavailable && !(error instanceof LogDamaged)) return error;
  const detail = error instanceof LogDamaged ? error.detail : (error as Error).message;
  return new LogUnavailable(`The back-up ${copy} cannot be used (${detail}). Name another one.`);
}

/** Gives the former log a second name, with what it has not written back yet; its own name stays for the next. */
function putAside(path: string, now: Date): string {
  const aside = `${path}.${now.toISOString().replaceAll(':', '-')}`;
  for (const file of ['', '-wal']) if (existsSync(path + file)) linkSync(path + file, aside + file);
  return aside;
}
