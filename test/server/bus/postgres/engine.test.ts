// What is the Postgres bus’s own: its one channel, its limits, and what a server may be set to.
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { PostgresBus } from '../../../../server/bus/postgres/postgres-bus.ts';
import { Ear } from '../../../support/ear.ts';
import { startPostgres, type Postgres } from '../../../support/postgres.ts';
import { until } from '../../../support/until.ts';

let engine: Postgres;
let ears: Ear<PostgresBus>[] = [];

beforeAll(async () => {
  engine = await startPostgres(['idle_session_timeout=1s']);
}, 60_000);

afterAll(() => engine[Symbol.asyncDispose]());

afterEach(async () => {
  await Promise.all(ears.map(({ bus }) => bus.close()));
  ears = [];
});

function begin(node: string, address = engine.address()): Ear<PostgresBus> {
  const ear = new Ear(new PostgresBus(address, node));
  ears.push(ear);
  return ear;
}

async function join(node: string): Promise<Ear<PostgresBus>> {
  const ear = begin(node);
  await until('a healthy bus', () => ear.bus.healthy);
  return ear.follow('lobby');
}

async function ask(...statements: readonly string[]): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: engine.address() });
  await client.connect();
  const rows: unknown[] = [];
  for (const statement of statements) rows.push(...(await client.query<object>(statement)).rows);
  await client.end();
  return rows;
}

async function failure(address: string): Promise<string> {
  const ear = begin('a', address);
  await until('a failure that is told', () => ear.failures.length > 0);
  expect(ear.bus.healthy).toBe(false);
  const { message } = ear.failures[0] as Error;
  expect(message).not.toMatch(/secret|horse/);
  return message;
}

it('stays connected where idle connections are ended', async () => {
  const [a, b] = [await join('a'), await join('b')];
  const left = () => ask(`SELECT pid FROM pg_stat_activity WHERE application_name = 'ws-chat bus'`);
  const before = await left();
  // That nothing happens can only be seen when the server’s own time for it is over.
  await ask('SELECT pg_sleep(2.5)');
  expect(await left()).toEqual(before);
  a.bus.publish('lobby', 'hello');
  expect(await b.hears(1)).toEqual(['lobby hello']);
  expect(b.failures).toEqual([]);
});

it('drops a message that is larger than a batch, counts it, and goes on', async () => {
  const [a, b] = [await join('a'), await join('b')];
  a.bus.publish('lobby', 'x'.repeat(495 * 1_024));
  expect(a.bus.dropped).toBe(1);
  a.bus.publish('lobby', 'y'.repeat(485 * 1_024));
  a.bus.publish('lobby', 'after');
  const heard = await b.hears(2);
  expect(heard.map((message) => message.length)).toEqual([485 * 1_024 + 6, 11]);
  expect([a.bus.dropped, a.bus.healthy, a.failures.length]).toEqual([1, true, 0]);
});

it('sends what gathered in few transactions', async () => {
  const [a, b] = [await join('a'), await join('b')];
  const transactions = async () =>
    (await ask(
      'SELECT pg_stat_force_next_flush()',
      `SELECT xact_commit::int AS count FROM pg_stat_database WHERE datname = 'postgres'`,
    )) as { count: number }[];
  const before = (await transactions()).at(-1)!.count;
  for (let index = 0; index < 5_000; index++) a.bus.publish('lobby', `${index}`);
  await b.hears(5_000);
  // Those of this test are among them, and beats.
  expect((await transactions()).at(-1)!.count - before).toBeLessThan(60);
});

it('does not take what others say on its channel for a message', async () => {
  const [a, b] = [await join('a'), await join('b')];
  await ask(`NOTIFY ws_chat`, `NOTIFY ws_chat, 'hello'`, `NOTIFY other, 'hello'`);
  a.bus.publish('lobby', 'hello');
  expect(await b.hears(1)).toEqual(['lobby hello']);
});

it('comes back when one of its connections is ended', async () => {
  const [a, b] = [await join('a'), await join('b')];
  await ask(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'ws-chat bus' AND query LIKE 'LISTEN%'`,
  );
  await until('a bus that missed something', () => a.timesMissed > 0 && b.timesMissed > 0);
  a.bus.publish('lobby', 'hello');
  expect(await b.hears(1)).toEqual(['lobby hello']);
  expect(String(b.failures[0])).toMatch(/broke \(terminating connection/);
});

it('tells in a sentence why it is not let in', async () => {
  const nowhere = new URL(engine.address());
  nowhere.pathname = '/nowhere';
  expect(await failure(nowhere.href)).toMatch(
    /^There is no such database as postgres:\/\/127\.0\.0\.1:\d+\/nowhere\. Create it/,
  );
  expect(await failure(`postgres://nobody@127.0.0.1:${engine.port}/postgres?password=secret`)).toMatch(
    /does not let this user in \(password authentication failed for user "nobody"\)\. Correct user and password/,
  );
  expect(await failure(`postgres://chat:secret@no-such-host.invalid/postgres`)).toMatch(
    /^The host of postgres:\/\/no-such-host\.invalid\/postgres is not known here/,
  );
});
