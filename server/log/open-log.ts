// Which adapter a log has: the only place that names one.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Archive } from './archive.ts';
import type { KeepingStore } from './keeping.ts';
import { LogUnavailable, type Log } from './log.ts';
import { readBackUp, type BackUpReader } from './copy/back-up-reader.ts';
import { backUpPostgres } from './copy/back-up.ts';
import { writeBackUp } from './copy/back-up-writer.ts';
import type { OnProgress } from './copy/copying.ts';
import { migrateToPostgres, type Migrated } from './copy/migration.ts';
import { expectPostgresLog } from './copy/postgres-presence.ts';
import { restorePostgresLog } from './copy/restoration.ts';
import { restoreSqliteLog, type Restored } from './sqlite/restore.ts';
import { openPostgresLog } from './postgres/postgres-log.ts';
import type { SharedLog } from './shared-log.ts';
import { openSqliteLog } from './sqlite/sqlite-log.ts';
import type { StandingStore } from './standing.ts';
import type { WebhookStore } from './webhook-store.ts';

export { readBackUp, writeBackUp, type BackUpReader, type Migrated, type OnProgress };

/** Everything that a server keeps. */
export type KeptLog = Log & StandingStore & KeepingStore & Archive & WebhookStore;

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

/** Erases what a participant wrote from a log that must be there: a new one would be empty, and its owner looks for another. */
export async function eraseFrom(place: LogPlace, participant: string): Promise<number> {
  await expectLog(place);
  const log = await openLog(place);
  try {
    return await log.erase(participant);
  } finally {
    await log.close();
  }
}

/** Writes a copy of a log that must be there, which others may work on where it is in Postgres. */
export async function backUpLog(place: LogPlace, copy: string, onProgress: OnProgress): Promise<void> {
  if (place.log !== undefined) return backUpPostgres(place.log, copy, onProgress);
  await expectLog(place);
  const log = await openLog(place);
  try {
    await log.backUp(copy);
  } finally {
    await log.close();
  }
}

export interface Restoration {
  /** The back-up. */
  readonly copy: string;
  /** Whether a log that is there may go. */
  readonly replace: boolean;
  readonly now: Date;
  readonly onProgress: OnProgress;
}

/** Puts a back-up in the place of the log; rejects with LogUnavailable where that is not to be. */
export async function restoreLog({ data, log }: LogPlace, restoration: Restoration): Promise<Restored> {
  const { copy, replace, now } = restoration;
  if (log === undefined) return restoreSqliteLog(fileIn(data), copy, replace, now);
  return { entries: await restorePostgresLog({ ...restoration, address: log }) };
}

/** Takes the log of a data folder to an address, where it goes on as the same. */
export function migrateLog(
  data: string,
  migration: Omit<Parameters<typeof migrateToPostgres>[0], 'path'>,
): Promise<Migrated> {
  return migrateToPostgres({ ...migration, path: fileIn(data) });
}

async function expectLog({ data, log }: LogPlace): Promise<void> {
  if (log !== undefined) return expectPostgresLog(log);
  if (!existsSync(fileIn(data)))
    throw new LogUnavailable(
      `There is no log in the folder ${data}. Name the data folder of the server with --data.`,
    );
}

function fileIn(data: string): string {
  return join(data, 'log.sqlite');
}
