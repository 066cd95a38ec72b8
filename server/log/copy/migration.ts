// Takes the log of a data folder into Postgres, as it is: epoch, seqs and draft ids stay, so that clients go on
// where they were. It may be broken off at any point and run again, and at last both sides are held against each
// other; until then the log in Postgres has no epoch, and nobody serves it.
import { existsSync } from 'node:fs';
import { LogUnavailable } from '../log.ts';
import { readAddress } from '../postgres/address.ts';
import { onErrand } from '../postgres/errand.ts';
import { migrate } from '../postgres/schema.ts';
import type { Session } from '../postgres/session.ts';
import { statement } from '../postgres/session.ts';
import { openForWriting } from '../sqlite/open-database.ts';
import { claim } from '../sqlite/sqlite-log.ts';
import { copyLog, type LogSource, type OnProgress } from './copying.ts';
import { difference, digestOf } from './digest.ts';
import { count, PostgresSource } from './postgres-source.ts';
import {
  bumpKeeping,
  clear,
  find,
  lockOut,
  mark,
  numberOn,
  onlyOne,
  PostgresTarget,
  setEpoch,
  takeEpoch,
  unmark,
} from './postgres-target.ts';
import { SqliteSource } from './sqlite-source.ts';

export interface Migration {
  /** The log's file. */
  readonly path: string;
  readonly address: string;
  /** What the server signs by, by name. */
  readonly secrets: ReadonlyMap<string, string>;
  readonly onCopied: OnProgress;
  readonly onCompared: OnProgress;
}

export interface Migrated {
  readonly entries: number;
  /** Where the log is now. */
  readonly where: string;
  /** Whether it was there before: then nothing was done. */
  readonly before: boolean;
}

/** What a copy begins with. */
type Beginning = 'new' | 'resumed' | 'done';

export async function migrateToPostgres(migration: Migration): Promise<Migrated> {
  const { path, address } = migration;
  const to = readAddress(address);
  // Looked for first: to claim it makes the folder.
  if (!existsSync(path))
    throw new LogUnavailable(
      `There is no log ${path} to migrate. Name the data folder of the server with --data.`,
    );
  const unlock = claim(path);
  try {
    // Brings it to this version, and gives back what a killed server left in the write-ahead log.
    openForWriting(path).close();
    using source = new SqliteSource(path);
    const { entries } = source;
    return await onErrand(to, async (session) => {
      await session.send(onlyOne);
      await migrate(session, to.where);
      const beginning = await begin(session, to.where, source);
      if (beginning !== 'done') await fill(session, to.where, source, beginning, migration);
      return { entries, where: to.where, before: beginning === 'done' };
    });
  } finally {
    unlock();
  }
}

async function begin(session: Session, where: string, { epoch }: LogSource): Promise<Beginning> {
  return session.transact([lockOut, find] as const, async ([, [found]], finish) => {
    const { epoch: there, copyOf, used } = found!;
    if (copyOf === epoch || there === epoch) {
      await finish();
      return copyOf === epoch ? 'resumed' : 'done';
    }
    if (copyOf !== null || used) throw another(where);
    // Who only tried it left passes and a secret that nobody ever used.
    await finish(...clear, forgetSecrets, takeEpoch, mark(epoch));
    return 'new';
  });
}

async function fill(
  session: Session,
  where: string,
  source: LogSource,
  beginning: Beginning,
  { secrets, onCopied, onCompared }: Migration,
): Promise<void> {
  const target = new PostgresTarget(session, (question) => session.write(question));
  await copyLog(source, target, onCopied);
  let differs = await compare(session, where, source, onCompared);
  if (differs !== undefined && beginning === 'resumed') {
    // The server ran again in between: what was copied before is old.
    await session.write(lockOut, ...clear);
    await copyLog(source, target, onCopied);
    differs = await compare(session, where, source, onCompared);
  }
  if (differs !== undefined) throw changed(where, differs);
  const kept = [...secrets].map(([name, value]) => setSecret(name, value));
  await session.write(lockOut, ...numberOn, ...kept, bumpKeeping, unmark, setEpoch(source.epoch));
}

/** Resolves with the first of which the two hold something else. */
async function compare(
  session: Session,
  where: string,
  source: LogSource,
  onCompared: OnProgress,
): Promise<string | undefined> {
  const copied = await session.view(async () => {
    const [[entries]] = await session.send(count);
    return digestOf(new PostgresSource(session, where, source.epoch, entries!.count), () => {});
  });
  return difference(await digestOf(source, onCompared), copied);
}

function another(where: string): LogUnavailable {
  return new LogUnavailable(
    `The database ${where} holds another log, or the beginning of one. Name an empty database, or a schema of its own by ?options=-csearch_path%3Dname.`,
  );
}

function changed(where: string, what: string): LogUnavailable {
  return new LogUnavailable(
    `The copy in ${where} does not hold what the log does (${what}). Stop every server that is set to use it, and run the same command again.`,
  );
}

const forgetSecrets = { text: 'DELETE FROM secret' };
const setSecret = statement(
  'copy_secret',
  `INSERT INTO secret (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
);
