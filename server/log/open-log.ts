// Which adapter a log has: the only place that names one.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Archive } from './archive.ts';
import type { KeepingStore } from './keeping.ts';
import { LogUnavailable, type Log } from './log.ts';
import { restoreSqliteLog, type Restored } from './sqlite/restore.ts';
import { openSqliteLog } from './sqlite/sqlite-log.ts';
import type { StandingStore } from './standing.ts';

/** Everything that a server keeps. */
export type KeptLog = Log & StandingStore & KeepingStore & Archive;

/** Opens the log in a data folder; rejects with LogUnavailable where that is no use. */
export function openLog(data: string): Promise<KeptLog> {
  return openSqliteLog(fileIn(data));
}

/** The same for a log that must be there already: a new one would be empty, and its owner looks for another. */
export function openKeptLog(data: string): Promise<Log> {
  if (existsSync(fileIn(data))) return openLog(data);
  return Promise.reject(
    new LogUnavailable(
      `There is no log in the folder ${data}. Name the data folder of the server with --data.`,
    ),
  );
}

/** Puts a back-up in the place of the log that nobody works on; throws LogUnavailable where that is not to be. */
export function restoreLog(data: string, copy: string, replace: boolean, now: Date): Restored {
  return restoreSqliteLog(fileIn(data), copy, replace, now);
}

function fileIn(data: string): string {
  return join(data, 'log.sqlite');
}
