// T11. All links end in the same moment and all come back at once: everybody is back and whole, and whoever
// was turned away was told to come later.
import { expect, it } from 'vitest';
import { startCrowd } from '../support/crowd-process.ts';
import { unmeantCloses } from '../support/crowd.ts';
import { endsWithTest } from '../support/ends-with-test.ts';
import { announce, form } from '../support/fault-form.ts';
import { startFaultServer } from '../support/fault-server.ts';
import { wholeLog } from '../support/late-reader.ts';
import { until } from '../support/until.ts';
import { flawless, judge } from '../support/verdict.ts';

const followers = form(500, 10_000);
const storms = form(2, 3);

it('takes back everybody who was cut off at once', { timeout: form(120_000, 1_200_000) }, async () => {
  const server = endsWithTest(await startFaultServer());
  const { port } = server;
  // Those who write are cut off with the others.
  const writing = { writers: 5, pauseMs: form(200, 2_000) };
  const crowd = endsWithTest(await startCrowd({ port, name: 'c', followers, ...writing }));
  await crowd.ask('gather');
  await crowd.ask('write');
  const returns: number[] = [];
  const processor: number[] = [];
  for (let storm = 1; storm <= storms; storm++) {
    const before = await crowd.ask('acknowledged');
    await until('messages before the storm', async () => (await crowd.ask('acknowledged')) > before + 5);
    const since = performance.now();
    const { processor: used } = server.vitals;
    await crowd.ask('cut', 0);
    await crowd.ask('present');
    returns.push(performance.now() - since);
    processor.push(server.vitals.processor - used);
  }
  await crowd.ask('rest');
  await crowd.ask('caughtUp', await crowd.ask('newest'));

  const { fortunes } = await crowd.ask('figures');
  const verdict = await judge({ ...(await crowd.ask('report')), log: wholeLog(port) });
  const { 503: toldLater = 0, ...refusals } = fortunes.refusals;
  const { 4100: overloaded = 0, ...closes } = unmeantCloses(fortunes);
  announce('T11 storm', verdict, {
    clients: followers + 5,
    storms,
    'longest until all were back, ms': Math.max(...returns),
    'server processor, s': Math.max(...processor),
    'told 503': toldLater,
    'closed by 4100': overloaded,
    'from the ring': fortunes.fromRing,
    'from the log': fortunes.fromLog,
    resets: fortunes.resets,
  });
  expect(verdict).toMatchObject(flawless);
  expect({ refusals, closes }).toEqual({ refusals: {}, closes: {} });
});
