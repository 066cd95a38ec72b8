// Which adapter a log has: the only place that names one.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Archive } from './archive.ts';
import type { KeepingStore } from './keeping.ts';
import { LogUnavailable, type Log } from './log.ts';
import { restoreSqliteLog, type Restored } from './sqlite/restore.ts';
import { openPostgresLog } from './postgres/postgres-log.ts';
import type { SharedLog } from './shared-log.ts';
import { openSqliteLog } from './sqlite/sqlite-log.ts';
import type { StandingStore } from './standing.ts';

/** Everything that a server keeps. */
export type KeptLog = Log & StandingStore & KeepingStore & Archive;

/** Where the log is: a file in the data folder, or what the address names. */
export interface LogPlace {
  readonly data: string;
  /** As in `postgres://…`. */
  readonly log?: string | undefined;
}

/** Opens the log; rejects with LogUnavailable where that is no use. */
export function openLog({ data, log }: LogPlace): Promise<KeptLog> {
  return log === undefined ? openSqliteLog(fileIn(data)) : openPostgresLog(log);
}

/** Whether other nodes may write to it as well. */
export function isShared(log: KeptLog): log is KeptLog & SharedLog {
  return 'heads' in log;
}

/** The same for a log that must be there already: a new one would be empty, and its owner looks for another. */
export function openKeptLog(place: LogPlace): Promise<Log> {
  if (place.log !== undefined || existsSync(fileIn(place.data))) return openLog(place);
  return Promise.reject(
    new LogUnavailable(
      `There is no log in the folder ${place.data}. Name the data folder of the server with --data.`,
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
