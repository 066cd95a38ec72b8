// What is the Valkey bus’s own: several primaries, few commands, and what stands between a node and its engine.
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { createClient } from '@redis/client';
import { afterEach, expect, it } from 'vitest';
import { readValkeyAddresses } from '../../../../server/bus/valkey/addresses.ts';
import { ValkeyBus } from '../../../../server/bus/valkey/valkey-bus.ts';
import { Ear } from '../../../support/ear.ts';
import { endsWithTest } from '../../../support/ends-with-test.ts';
import { until } from '../../../support/until.ts';
import { startValkey, type Valkey } from '../../../support/valkey.ts';

let ears: Ear<ValkeyBus>[] = [];

afterEach(async () => {
  await Promise.all(ears.map(({ bus }) => bus.close()));
  ears = [];
});

function begin(node: string, ...urls: readonly string[]): Ear<ValkeyBus> {
  const ear = new Ear(new ValkeyBus(readValkeyAddresses(urls.join()), node));
  ears.push(ear);
  return ear;
}

async function join(node: string, ...urls: readonly string[]): Promise<Ear<ValkeyBus>> {
  const ear = begin(node, ...urls);
  await until('a healthy bus', () => ear.bus.healthy);
  return ear;
}

/** What the owner of an engine says to it. */
async function ask(engine: Valkey, ...command: readonly string[]): Promise<unknown> {
  const client = createClient({ url: `redis://127.0.0.1:${engine.port}` });
  await client.connect();
  const answer = await client.sendCommand(command);
  client.destroy();
  return answer;
}

const url = ({ port }: { readonly port: number }) => `redis://127.0.0.1:${port}`;
const rooms = Array.from({ length: 200 }, (_, index) => `room-${index}`);

it('spreads the topics over its primaries, and goes on with the others when one dies', async () => {
  const [first, second] = [endsWithTest(await startValkey()), endsWithTest(await startValkey())];
  // In another order on another node.
  const a = await join('a', url(first), url(second));
  const b = await join('b', url(second), url(first));
  await b.follow(...rooms);
  const channels = async (engine: Valkey) =>
    (await ask(engine, 'PUBSUB', 'CHANNELS', 'ws-chat:room*')) as string[];
  const [onFirst, onSecond] = [await channels(first), await channels(second)];
  expect(onFirst.length + onSecond.length).toBe(rooms.length);
  expect(Math.min(onFirst.length, onSecond.length)).toBeGreaterThan(50);
  for (const room of rooms) a.bus.publish(room, 'to all');
  await b.hears(rooms.length);

  await second.kill();
  await until('a bus that is known to be away', () => !a.bus.healthy && !b.bus.healthy);
  for (const room of rooms) a.bus.publish(room, 'to some');
  await b.hears(rooms.length + onFirst.length);
  expect(
    b.messages
      .slice(rooms.length)
      .map((message) => `ws-chat:${message.split(' ')[0]}`)
      .toSorted(),
  ).toEqual(onFirst.toSorted());
  expect(a.bus.dropped).toBe(onSecond.length);
  expect(b.failures.map(String)).toEqual([expect.stringContaining(url(second))]);

  await second.start();
  await until('a healthy bus', () => a.bus.healthy && b.bus.healthy);
  expect(b.timesMissed).toBe(1);
  for (const room of rooms) a.bus.publish(room, 'to all again');
  await b.hears(2 * rooms.length + onFirst.length);
}, 30_000);

it('subscribes to many rooms by few commands, also after an outage', async () => {
  const engine = endsWithTest(await startValkey());
  const subscribed = async () =>
    Number(
      /cmdstat_subscribe:calls=(\d+)/.exec((await ask(engine, 'INFO', 'commandstats')) as string)?.[1] ?? 0,
    );
  const a = await join('a', url(engine));
  const before = await subscribed();
  await a.follow(...rooms);
  expect((await subscribed()) - before).toBeLessThanOrEqual(2);
  await engine.kill();
  await engine.start();
  await until('a bus that came back', () => a.timesMissed > 0);
  expect(await subscribed()).toBe(2);
});

it('has missed something where it could not be told in time that it follows', async () => {
  const engine = endsWithTest(await startValkey());
  const a = await join('a', url(engine));
  engine.pause();
  await a.follow('lobby');
  expect(a.timesMissed).toBe(0);
  engine.resume();
  await until('a bus that missed something', () => a.timesMissed === 1);
  expect(a.failures).toEqual([]);
});

it('keeps the databases of an engine apart', async () => {
  const engine = endsWithTest(await startValkey());
  const [a, b, c] = [
    await join('a', `${url(engine)}/3`),
    await join('b', `${url(engine)}/3`),
    await join('c', url(engine)),
  ];
  await Promise.all([b.follow('lobby'), c.follow('lobby')]);
  a.bus.publish('lobby', 'in three');
  await b.hears(1);
  await begin('d', url(engine)).bus.close();
  a.bus.publish('lobby', 'again');
  await b.hears(2);
  expect(c.messages).toEqual([]);
});

it.each([['normal'], ['pubsub']])('comes back when its connection of the kind %s is lost', async (kind) => {
  const engine = endsWithTest(await startValkey());
  const [a, b] = [await join('a', url(engine)), await join('b', url(engine))];
  await b.follow('lobby');
  await ask(engine, 'CLIENT', 'KILL', 'TYPE', kind, 'SKIPME', 'yes');
  await until('a bus that missed something', () => b.timesMissed > 0 && a.timesMissed > 0);
  await until('a healthy bus', () => a.bus.healthy && b.bus.healthy);
  a.bus.publish('lobby', 'hello');
  expect(await b.hears(1)).toEqual(['lobby hello']);
});

it('does not take what others say on its channels for a message, nor its own for another’s', async () => {
  const engine = endsWithTest(await startValkey());
  const [a, b] = [await join('a', url(engine)), await join('b', url(engine))];
  await b.follow('lobby');
  await ask(engine, 'PUBLISH', 'ws-chat:lobby', 'nospace');
  await ask(engine, 'PUBLISH', 'ws-chat:lobby', '');
  b.bus.publish('lobby', 'own');
  a.bus.publish('lobby', 'hello');
  expect(await b.hears(1)).toEqual(['lobby hello']);
});

it('is not healthy where the way to the engine and the way back end at two different ones', async () => {
  const [first, second] = [endsWithTest(await startValkey()), endsWithTest(await startValkey())];
  const balancer = endsWithTest(await createBalancer([first.port, second.port]));
  const a = begin('a', url(balancer));
  await until('a failure that is told', () => {
    expect(a.bus.healthy).toBe(false);
    return a.failures.length > 0;
  });
  expect(String(a.failures[0])).toMatch(/takes what is said and passes nothing on.*no proxy that spreads/);
}, 30_000);

/** Gives each connection to the next one. */
async function createBalancer(
  ports: readonly number[],
): Promise<AsyncDisposable & { readonly port: number }> {
  const sockets = new Set<Socket>();
  let count = 0;
  const server = createServer((socket) => {
    const engine = connect(ports[count++ % ports.length]!, '127.0.0.1');
    for (const end of [socket, engine]) sockets.add(end.on('error', () => {}));
    socket.pipe(engine).pipe(socket);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };
}
