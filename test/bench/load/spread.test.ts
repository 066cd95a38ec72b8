// The measure itself, against two small nodes that do what the test says.
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { WebSocketServer, type RawData } from 'ws';
import { endsWithTest } from '../../support/ends-with-test.ts';
import { spread } from './spread.ts';
import type { SpreadResult } from './job.ts';

interface SmallNode extends AsyncDisposable {
  readonly port: number;
  broadcast(data: RawData): void;
}

async function startNode(onPost: (data: RawData) => void): Promise<SmallNode> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  server.on('connection', (socket) => socket.on('message', onPost));
  return {
    port: (server.address() as AddressInfo).port,
    broadcast(data) {
      for (const client of server.clients) client.send(data, { binary: false });
    },
    async [Symbol.asyncDispose]() {
      for (const client of server.clients) client.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** What is measured where `pass` brings a post to the other node. */
async function measured(pass: (send: () => void, index: number) => void): Promise<SpreadResult> {
  let index = 0;
  const near: SmallNode = endsWithTest(
    await startNode((data) => {
      near.broadcast(data);
      pass(() => far.broadcast(data), index++);
    }),
  );
  const far = endsWithTest(await startNode(() => {}));
  const at = ({ port }: SmallNode) => ({ port, pid: process.pid, readers: 3 });
  return spread({
    kind: 'spread',
    dialect: 'plain',
    nodes: [at(near), at(far)],
    engines: [],
    room: 'room',
    postsPerSecond: 50,
    texts: { bytes: 120, filler: '.' },
    warmUpMs: 200,
    windowMs: 800,
  });
}

const lateMs = 60;

describe('spread', () => {
  it('tells each node’s readers apart', async () => {
    const { seen, missed, twice, disordered, deliveriesPerSecond } = await measured(
      (send) => void setTimeout(send, lateMs),
    );
    const [near, far] = seen;
    expect(near!.sinceConfirmed!.p50).toBeLessThan(lateMs);
    expect(far!.sinceConfirmed!.p50).toBeGreaterThan(lateMs - 5);
    expect(far!.sincePosted!.p50).toBeGreaterThan(lateMs - 5);
    expect([missed, twice, disordered]).toEqual([0, 0, 0]);
    // Three and the publisher here, three there.
    expect(Math.abs(deliveriesPerSecond / 50 - 7)).toBeLessThan(2);
  });

  it('counts what the other node never got', async () => {
    const { missed } = await measured((send, index) => {
      if (index !== 10) send();
    });
    expect(missed).toBe(3);
  });

  it('counts what came there twice', async () => {
    const { twice } = await measured((send, index) => {
      send();
      if (index === 10) send();
    });
    expect(twice).toBe(3);
  });
});
