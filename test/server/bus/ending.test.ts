// A bus that is closed keeps no process alive, whatever its engine does.
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { startPostgres } from '../../support/postgres.ts';
import { endsWithTest } from '../../support/ends-with-test.ts';
import { freePort } from '../../support/free-port.ts';
import { run } from '../../support/processes.ts';
import { startValkey } from '../../support/valkey.ts';

/** A time limit of a connection that is left open would keep it for longer. */
const patienceMs = 2_000;

async function end(bus: string, state: 'at once' | 'settled'): Promise<number | null> {
  const node = await run('test/server/bus/brief-node.ts', [bus, state], {}, (line) => line === 'closed');
  const closedAt = performance.now();
  const code = await endsWithTest(node).exited;
  expect(performance.now() - closedAt).toBeLessThan(patienceMs);
  return code;
}

const addresses = (port: number) => [
  `redis://127.0.0.1:${port}`,
  `rediss://127.0.0.1:${port}`,
  `postgres://127.0.0.1:${port}/chat`,
];

it('ends by itself beside a Valkey', async () => {
  const { port } = endsWithTest(await startValkey());
  expect(await end(`redis://127.0.0.1:${port}`, 'settled')).toBe(0);
  expect(await end(`redis://127.0.0.1:${port}`, 'at once')).toBe(0);
});

it('ends by itself beside a Postgres', async () => {
  const address = endsWithTest(await startPostgres()).address();
  expect(await end(address, 'settled')).toBe(0);
  expect(await end(address, 'at once')).toBe(0);
}, 60_000);

it('ends by itself where nobody answers', async () => {
  for (const address of addresses(await freePort())) {
    expect(await end(address, 'settled')).toBe(0);
    expect(await end(address, 'at once')).toBe(0);
  }
}, 30_000);

it('ends by itself where somebody takes the connection and says nothing', async () => {
  const server = createServer(() => {}).listen(0, '127.0.0.1');
  endsWithTest({ [Symbol.dispose]: () => server.close() });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  for (const address of addresses(port)) {
    expect(await end(address, 'at once')).toBe(0);
  }
}, 30_000);
