// T16. Sockets that only take a place: they say nothing, or a header letter by letter, or upgrade and then say
// nothing. All are closed in time, and those who talk meanwhile do not notice.
import type { Socket } from 'node:net';
import { expect, it } from 'vitest';
import { closeCodes } from '../../protocol/close-codes.ts';
import { startCrowd } from '../support/crowd-process.ts';
import { unmeantCloses } from '../support/crowd.ts';
import { endsWithTest } from '../support/ends-with-test.ts';
import { announce, form } from '../support/fault-form.ts';
import { startFaultServer } from '../support/fault-server.ts';
import { wholeLog } from '../support/late-reader.ts';
import { closeCodeIn } from '../support/raw-flood.ts';
import { rawSocket, upgradeRequest, type RawSocket } from '../support/raw-socket.ts';
import { until } from '../support/until.ts';
import { flawless, judge } from '../support/verdict.ts';

const each = form(60, 1_700);
const letterEveryMs = 300;
/** What is promised, and what a busy machine may add. */
const promisedMs = 10_000;
const slackMs = 5_000;

const kinds = {
  'nothing at all': () => () => {},
  'a header, letter by letter': (socket: Socket) => {
    const request = upgradeRequest('/rooms/lobby', { 'X-Padding': 'x'.repeat(4_000) });
    let sent = 0;
    const timer = setInterval(() => socket.write(request[sent++]!), letterEveryMs);
    return () => clearInterval(timer);
  },
  'an upgrade and no hello': (socket: Socket) => {
    socket.write(upgradeRequest());
    return () => {};
  },
} satisfies Record<string, (socket: Socket) => () => void>;

it('closes sockets that only take a place', { timeout: form(120_000, 600_000) }, async () => {
  const server = endsWithTest(await startFaultServer());
  const { port } = server;
  const crowd = endsWithTest(await startCrowd({ port, name: 'c', followers: 20, writers: 4, pauseMs: 20 }));
  await crowd.ask('gather');
  await crowd.ask('write');
  await until('messages', async () => (await crowd.ask('acknowledged')) > 100);
  const { descriptors } = server.vitals;
  const before = (await crowd.ask('figures')).deliveries;
  const closed = await Promise.all(
    Object.entries(kinds).flatMap(([kind, begin]) =>
      Array.from({ length: each }, async () => ({ kind, ...(await closing(port, begin)) })),
    ),
  );
  const { fortunes, deliveries: during } = await crowd.ask('figures');
  const left = server.vitals.descriptors - descriptors;
  await crowd.ask('rest');
  await crowd.ask('caughtUp', await crowd.ask('newest'));

  const verdict = await judge({ ...(await crowd.ask('report')), log: wholeLog(port) });
  const longest = (kind: string) =>
    Math.max(...closed.filter((one) => one.kind === kind).map(({ afterMs }) => afterMs / 1_000));
  announce('T16 silent sockets', verdict, {
    sockets: closed.length,
    'turned away': closed.filter(({ status }) => status === '503').length,
    ...Object.fromEntries(Object.keys(kinds).map((kind) => [`${kind}: closed within, s`, longest(kind)])),
    'p99 before, ms': before.p99,
    'p99 during, ms': during.p99,
  });
  expect(verdict).toMatchObject(flawless);
  expect(unmeantCloses(fortunes)).toEqual({});
  for (const { kind, afterMs } of closed)
    expect([kind, afterMs < promisedMs + slackMs]).toEqual([kind, true]);
  // Some may have been turned away at once.
  const upgraded = closed.filter(
    ({ kind, status }) => kind === 'an upgrade and no hello' && status !== '503',
  );
  const ends = new Set(upgraded.map(({ status, code }) => `${status} ${code}`));
  expect(ends).toEqual(new Set([`101 ${closeCodes.helloTimeout}`]));
  expect(left).toBeLessThan(10);
});

async function closing(port: number, begin: (socket: Socket) => () => void) {
  using raw: RawSocket = await rawSocket(port);
  const since = performance.now();
  const stop = begin(raw.socket);
  const answer = await raw.gone.finally(stop);
  const [, status] = /^HTTP\/1.1 (\d+)/.exec(answer) ?? [];
  return { status, code: closeCodeIn(answer), afterMs: performance.now() - since };
}
