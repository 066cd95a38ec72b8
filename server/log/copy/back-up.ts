// Writes a log in Postgres into a file of SQLite’s, as of one moment, while nodes go on writing.
import { draftOf, endCopy } from '../sqlite/new-copy.ts';
import { readAddress } from '../postgres/address.ts';
import { onErrand } from '../postgres/errand.ts';
import { copyLog, type OnProgress } from './copying.ts';
import { viewPostgres } from './postgres-source.ts';
import { SqliteTarget } from './sqlite-target.ts';

export async function backUpPostgres(address: string, copy: string, onProgress: OnProgress): Promise<void> {
  const to = readAddress(address);
  const draft = draftOf(copy);
  await endCopy(draft, copy, () =>
    onErrand(to, (session) =>
      viewPostgres(session, to.where, async (source) => {
        using target = new SqliteTarget(draft);
        await copyLog(source, target, onProgress);
        target.finish(source.epoch);
      }),
    ),
  );
}
