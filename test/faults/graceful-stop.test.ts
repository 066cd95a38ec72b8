// T10. A stop that is asked for: not ready at once, what is under way is committed and acknowledged, everyone
// is sent off with a spread, and the process ends in time. A second signal does not wait.
import { get } from 'node:http';
import { expect, it } from 'vitest';
import { closeCodes } from '../../protocol/close-codes.ts';
import { startCrowd } from '../support/crowd-process.ts';
import { unmeantCloses } from '../support/crowd.ts';
import { endsWithTest } from '../support/ends-with-test.ts';
import { announce, form } from '../support/fault-form.ts';
import { startFaultServer } from '../support/fault-server.ts';
import { wholeLog } from '../support/late-reader.ts';
import { rawSocket, upgradeRequest, maskedFrame } from '../support/raw-socket.ts';
import { until } from '../support/until.ts';
import { flawless, judge } from '../support/verdict.ts';

const followers = form(200, 10_000);
const stops = form(2, 5);
const stopMs = 10_000;

it('loses nothing over a stop and a start', { timeout: form(120_000, 1_200_000) }, async () => {
  const server = endsWithTest(await startFaultServer());
  const crowd = endsWithTest(
    await startCrowd({
      port: server.port,
      name: 'c',
      followers,
      writers: 20,
      pauseMs: form(0, 3_000),
      longestWaitMs: 2_500,
    }),
  );
  await crowd.ask('gather');
  await crowd.ask('write');

  const readiness: number[] = [];
  const ends: number[] = [];
  for (let stop = 1; stop <= stops; stop++) {
    const before = await crowd.ask('acknowledged');
    await until('messages after a start', async () => (await crowd.ask('acknowledged')) > before + 20);
    expect(await readyStatus(server.port)).toBe(200);
    const since = performance.now();
    server.process.signal('SIGTERM');
    readiness.push(await statusAfterStop(server.port));
    expect(await server.process.exited).toBe(0);
    ends.push(performance.now() - since);
    await server.start();
    await crowd.ask('present');
  }
  await crowd.ask('rest');
  await crowd.ask('caughtUp', await crowd.ask('newest'));

  const { fortunes } = await crowd.ask('figures');
  const verdict = await judge({ ...(await crowd.ask('report')), log: wholeLog(server.port) });
  const longest = Math.max(...ends);
  const { [closeCodes.drain]: sentOff = 0, ...otherCloses } = unmeantCloses(fortunes);
  announce('T10 stop', verdict, {
    stops,
    clients: followers + 20,
    'longest stop, ms': longest,
    'sent off by 4200': sentOff,
    resets: fortunes.resets,
  });
  expect(verdict).toMatchObject(flawless);
  expect(readiness).toEqual(Array.from({ length: stops }, () => 503));
  expect(sentOff).toBeGreaterThan(stops * followers * 0.9);
  expect(otherCloses).toEqual({});
  expect(longest).toBeLessThan(stopMs);
});

it(
  'says 503 until everybody has gone, and ends at once when it is told a second time',
  { timeout: 60_000 },
  async () => {
    const server = endsWithTest(await startFaultServer());
    // Somebody who never answers a close: the stop would wait for it.
    const silent = endsWithTest(await rawSocket(server.port));
    silent.socket.write(upgradeRequest());
    await silent.until(/101 Switching/);
    silent.socket.write(maskedFrame('{"type":"hello"}'));
    await silent.until(/welcome/);

    server.process.signal('SIGTERM');
    await silent.until(/goodbye/);
    expect(await readyStatus(server.port)).toBe(503);
    server.process.signal('SIGTERM');
    // Killed, by its own hand.
    expect(await server.process.exited).toBeNull();
  },
);

/** By a connection of its own, as a balancer asks; 0 where nobody listens. */
function readyStatus(port: number): Promise<number> {
  return new Promise((resolve) => {
    get({ port, host: '127.0.0.1', path: '/health/ready', agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    }).on('error', () => resolve(0));
  });
}

/** What a balancer hears first that is not yes. */
async function statusAfterStop(port: number): Promise<number> {
  for (;;) {
    const status = await readyStatus(port);
    if (status !== 200) return status;
  }
}
