// Puts a back-up into Postgres, in one transaction and under a new epoch: whoever holds entries of the former log
// starts anew, and a node that runs meanwhile has either all of the one or all of the other.
import { randomUUID } from 'node:crypto';
import { LogUnavailable } from '../log.ts';
import { readAddress } from '../postgres/address.ts';
import { onErrand } from '../postgres/errand.ts';
import { migrate } from '../postgres/schema.ts';
import type { Session } from '../postgres/session.ts';
import { unusable } from '../sqlite/restore.ts';
import { openBackUp } from './back-up-file.ts';
import { copyLog, type LogSource, type OnProgress } from './copying.ts';
import {
  bumpKeeping,
  clear,
  find,
  lockOut,
  numberOn,
  onlyOne,
  PostgresTarget,
  setEpoch,
  sweep,
  unmark,
} from './postgres-target.ts';

export interface Restoration {
  readonly address: string;
  /** The back-up. */
  readonly copy: string;
  /** Whether a log that is there may go. */
  readonly replace: boolean;
  readonly onProgress: OnProgress;
}

/** Resolves with the number of entries. */
export async function restorePostgresLog({
  address,
  copy,
  replace,
  onProgress,
}: Restoration): Promise<number> {
  const to = readAddress(address);
  using backUp = openBackUp(copy);
  const { source } = backUp;
  await onErrand(to, async (session) => {
    await session.send(onlyOne);
    await migrate(session, to.where);
    await session.transact([lockOut, find] as const, async ([, [found]], finish) => {
      if (!replace && (found!.used || found!.epoch === null)) throw inUse(to.where);
      await session.send(...clear);
      await fill(session, source, copy, onProgress);
      await finish(...numberOn, setEpoch(randomUUID()), unmark, bumpKeeping);
    });
    await session.send(sweep);
  });
  return source.entries;
}

async function fill(
  session: Session,
  source: LogSource,
  copy: string,
  onProgress: OnProgress,
): Promise<void> {
  try {
    await copyLog(source, new PostgresTarget(session, (question) => session.send(question)), onProgress);
  } catch (error) {
    throw unusable(copy, error);
  }
}

function inUse(where: string): LogUnavailable {
  return new LogUnavailable(
    `There is a log in ${where} already. Back it up first, then add --replace to take this back-up in its place.`,
  );
}
