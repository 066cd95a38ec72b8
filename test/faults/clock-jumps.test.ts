// T12. The wall clock jumps by hours and days while people write: seqs, twins and timers do not care.
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { Entry } from '../../protocol/server-messages.ts';
import { startCrowd } from '../support/crowd-process.ts';
import { unmeantCloses } from '../support/crowd.ts';
import { endsWithTest } from '../support/ends-with-test.ts';
import { announce, form } from '../support/fault-form.ts';
import { startFaultServer, wideLimits } from '../support/fault-server.ts';
import { wholeLog } from '../support/late-reader.ts';
import { flawless, judge } from '../support/verdict.ts';

const lastsMs = form(4_000, 120_000);

it('keeps the order through jumps of the clock', { timeout: lastsMs * 2 + 120_000 }, async () => {
  const server = endsWithTest(await startFaultServer(wideLimits, 'jumping-date'));
  const { port } = server;
  const crowd = endsWithTest(
    await startCrowd({ port, name: 'c', followers: 10, writers: 5, pauseMs: 5, longestWaitMs: 50 }),
  );
  await crowd.ask('gather');
  await crowd.ask('write');
  await pause(lastsMs);
  // With drafts under way, so that some of them are sent again across a jump.
  await crowd.ask('cut', 100);
  await crowd.ask('present');
  await pause(lastsMs / 4);
  await crowd.ask('rest');
  await crowd.ask('caughtUp', await crowd.ask('newest'));

  const { fortunes } = await crowd.ask('figures');
  const times: number[] = [];
  const log = async function* (): AsyncGenerator<Entry> {
    for await (const entry of wholeLog(port)) {
      times.push(entry.at);
      yield entry;
    }
  };
  const verdict = await judge({ ...(await crowd.ask('report')), log: log() });
  const backwards = times.filter((at, index) => at < (times[index - 1] ?? 0)).length;
  announce('T12 clock jumps', verdict, { 'entries dated before the one before': backwards });
  expect(verdict).toMatchObject(flawless);
  expect(backwards).toBeGreaterThan(0);
  // Nobody was taken for dead, or for too fast.
  expect(unmeantCloses(fortunes)).toEqual({});
  expect(fortunes.refusals).toEqual({});
});
