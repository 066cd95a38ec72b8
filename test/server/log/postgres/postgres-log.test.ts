// The contracts of the log, on a real Postgres.
import { afterAll, beforeAll, describe } from 'vitest';
import { openPostgresLog } from '../../../../server/log/postgres/postgres-log.ts';
import { postgresIsHere, startPostgres, type Postgres } from '../../../support/postgres.ts';
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
  describeStanding('Postgres', createLog);
  describeKeptLog('Postgres', createLog);
});
