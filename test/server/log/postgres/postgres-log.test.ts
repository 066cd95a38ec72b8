// The contracts of the log, on a real Postgres.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe } from 'vitest';
import { openPostgresLog } from '../../../../server/log/postgres/postgres-log.ts';
import { openSqliteLog } from '../../../../server/log/sqlite/sqlite-log.ts';
import { ownPostgres } from '../../../support/own-postgres.ts';
import { postgresIsHere } from '../../../support/postgres.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { describeBackUp } from '../back-up-contract.ts';
import { describeDurableLog } from '../durable-log-contract.ts';
import { describeKeptLog } from '../kept-log-contract.ts';
import { describeLog } from '../log-contract.ts';
import { describeStanding } from '../standing-contract.ts';
import { describeWebhookStore } from '../webhook-store-contract.ts';

const endlessWriter = fileURLToPath(new URL('endless-writer.ts', import.meta.url));

describe.skipIf(!postgresIsHere)('on Postgres', () => {
  const postgres = ownPostgres();

  /** The same new schema each time it is opened. */
  const createLog = () => {
    const address = postgres.engine.createSchema();
    return { address, open: async () => openPostgresLog(await address), dispose: () => {} };
  };

  describeLog('Postgres', createLog);
  describeBackUp('Postgres', () => {
    const folder = temporaryFolder();
    return {
      ...createLog(),
      openCopy: openSqliteLog,
      copyPath: join(folder.path, 'copy.sqlite'),
      dispose: () => folder[Symbol.dispose](),
    };
  });
  describeStanding('Postgres', createLog);
  describeKeptLog('Postgres', createLog);
  describeWebhookStore('Postgres', createLog);
  describeDurableLog('Postgres', () => {
    const { address, ...log } = createLog();
    return { ...log, endlessWriter: address.then((address) => [endlessWriter, address] as const) };
  });
});
