// T4. Everybody loses the link every few seconds while others write: all are shown the whole log, in order, once.
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { startCrowd } from '../support/crowd-process.ts';
import { unmeantCloses } from '../support/crowd.ts';
import { endsWithTest } from '../support/ends-with-test.ts';
import { announce, form } from '../support/fault-form.ts';
import { startFaultServer } from '../support/fault-server.ts';
import { wholeLog } from '../support/late-reader.ts';
import { flawless, judge } from '../support/verdict.ts';

const followers = form(40, 500);
const writers = form(6, 20);
const pauseMs = form(20, 100);
const lastsMs = form(8_000, 600_000);
const leastMs = form(300, 1_000);
const mostMs = form(1_500, 5_000);
const awayMs = form(500, 1_500);

it('shows the whole log to readers whose links never last', { timeout: lastsMs * 2 + 120_000 }, async () => {
  const server = endsWithTest(await startFaultServer());
  const { port } = server;
  const crowd = endsWithTest(await startCrowd({ port, name: 'c', followers, writers, pauseMs }));
  // Away for so long that only history has what they missed.
  const sleepers = endsWithTest(await startCrowd({ port, name: 's', followers: 3 }));
  await Promise.all([crowd.ask('gather'), sleepers.ask('gather')]);
  await sleepers.ask('cut', lastsMs * 2);
  await crowd.ask('write');
  await crowd.ask('flap', leastMs, mostMs, awayMs);
  await pause(lastsMs);
  await crowd.ask('settle');
  await crowd.ask('rest');
  const head = await crowd.ask('newest');
  await Promise.all([crowd.ask('caughtUp', head), sleepers.ask('caughtUp', head)]);

  const { fortunes } = await crowd.ask('figures');
  const { written, shown } = await crowd.ask('report');
  const slept = await sleepers.ask('report');
  const verdict = await judge({ written, shown: [...shown, ...slept.shown], log: wholeLog(port) });
  const returns = fortunes.welcomes - followers - writers;
  announce('T4 flap', verdict, {
    readers: followers + writers,
    returns,
    'from the ring, %': (100 * fortunes.fromRing) / returns,
    'from the log': fortunes.fromLog,
    resets: fortunes.resets,
    'resets of sleepers': (await sleepers.ask('figures')).fortunes.resets,
  });
  expect(verdict).toMatchObject(flawless);
  expect(verdict.acknowledged).toBeGreaterThan(writers);
  expect(returns).toBeGreaterThan(followers);
  expect(unmeantCloses(fortunes)).toEqual({});
});
