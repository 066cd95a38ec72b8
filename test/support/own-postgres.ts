// A Postgres for one test file, and logs in it that end with the test that opened them.
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { openPostgresLog, type PostgresLog } from '../../server/log/postgres/postgres-log.ts';
import type { FaultProxy } from './fault-proxy.ts';
import { query, startPostgres, type Postgres } from './postgres.ts';

export interface OwnPostgres {
  readonly engine: Postgres;
  open(address: string, patienceMs?: number): Promise<PostgresLog>;
  /** Sets something of the running server, until the end of the test. */
  set(name: string, value: string): Promise<void>;
  reset(name: string): Promise<void>;
}

const startMs = 60_000;

export function ownPostgres(): OwnPostgres {
  let engine: Postgres;
  beforeAll(async () => {
    engine = await startPostgres();
  }, startMs);
  afterAll(() => engine[Symbol.asyncDispose](), startMs);
  const alter = async (change: string) => {
    // Also where the server was told to take no writes.
    const writing = 'SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE';
    await query(engine.address(), writing, `ALTER SYSTEM ${change}`, 'SELECT pg_reload_conf()');
  };
  return {
    get engine() {
      return engine;
    },
    async open(address, patienceMs) {
      const log = await openPostgresLog(address, patienceMs === undefined ? {} : { patienceMs });
      onTestFinished(() => log.close());
      return log;
    },
    async set(name, value) {
      onTestFinished(() => alter(`RESET ${name}`));
      await alter(`SET ${name} = ${value}`);
    },
    reset: (name) => alter(`RESET ${name}`),
  };
}

/** The same address, by way of a network that does what the test says. */
export function through(network: FaultProxy, address: string): string {
  const url = new URL(address);
  url.port = `${network.port}`;
  return url.href;
}
