// The contracts of the log, on a real Postgres.
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { openPostgresLog } from '../../../../server/log/postgres/postgres-log.ts';
import { openSqliteLog } from '../../../../server/log/sqlite/sqlite-log.ts';
import { postgresIsHere, startPostgres, type Postgres } from '../../../support/postgres.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { describeBackUp } from '../back-up-contract.ts';
import { describeKeptLog } from '../kept-log-contract.ts';
import { describeLog } from '../log-contract.ts';
import { describeStanding } from '../standing-contract.ts';

describe.skipIf(!postgresIsHere)('on Postgres', () => {
  let postgres: Postgres;

  beforeAll(async () => {
    postgres = await startPostgres();
  }, 60_000);

  afterAll(() => postgres[Symbol.asyncDispose]());

  /** The same new schema each time it is opened. */
  const createLog = () => {
    let address: Promise<string> | undefined;
    return {
      open: async () => openPostgresLog(await (address ??= postgres.createSchema())),
      dispose: () => {},
    };
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
});
