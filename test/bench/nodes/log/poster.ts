// Whoever takes posts for a log: our committer over its two adapters, and the peer. One port for all of them.
import { join } from 'node:path';
import { systemClock } from '../../../../server/clock.ts';
import type { DraftRecord, Log } from '../../../../server/log/log.ts';
import { openPostgresLog } from '../../../../server/log/postgres/postgres-log.ts';
import { openSqliteLog } from '../../../../server/log/sqlite/sqlite-log.ts';
import { Committer } from '../../../../server/room/committer.ts';
import { draftOf } from '../../load/drafts.ts';
import { TransactionEach } from './transaction-each.ts';

export type LogName = 'sqlite' | 'postgres' | 'transaction-each';

export interface Poster {
  /** Resolves with the seq once it is on disk. */
  post(draft: DraftRecord): Promise<number>;
  /** After everything was answered. */
  close(): Promise<void>;
}

/** Where the log is: a folder, or the address of a schema of its own. */
export async function openPoster(name: LogName, place: string): Promise<Poster> {
  return name === 'transaction-each'
    ? TransactionEach.open(place, draftOf(0).room)
    : committing(await openLog(name, place));
}

/** The same log, to be read: both ways of writing to Postgres leave the same tables. */
export function openLog(name: LogName, place: string): Promise<Log> {
  return name === 'sqlite' ? openSqliteLog(join(place, 'log.sqlite')) : openPostgresLog(place);
}

/** As the server does it: what comes while a commit is under way shares the next one. */
function committing(log: Log): Poster {
  const committer = new Committer(log, systemClock, {
    onEntry: () => {},
    onTwin: () => {},
    onDoubt: () => {},
    onFailure: (error) => {
      throw error;
    },
  });
  return {
    post: (draft) =>
      new Promise((resolve, reject) => {
        const isTaken = committer.submit(draft, (outcome, seq) => {
          if (outcome === 'committed') resolve(seq);
          else reject(new Error(`A post became ${outcome}.`));
        });
        if (!isTaken) reject(new Error('A post was refused as busy.'));
      }),
    async close() {
      await committer.close();
      await log.close();
    },
  };
}
