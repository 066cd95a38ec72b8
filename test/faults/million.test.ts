// One room, a million messages, fifty observers: every one of them is shown the same sequence, without a hole.
import { expect, it } from 'vitest';
import { startCrowd } from '../support/crowd-process.ts';
import { endsWithTest } from '../support/ends-with-test.ts';
import { announce, form } from '../support/fault-form.ts';
import { startFaultServer } from '../support/fault-server.ts';
import { wholeLog } from '../support/late-reader.ts';
import { flawless, judge } from '../support/verdict.ts';

const posts = form(5_000, 1_000_000);
const observers = form(10, 50);
const writers = 10;
const processes = form(1, 2);

it('shows one sequence to all', { timeout: form(120_000, 7_200_000) }, async () => {
  const server = endsWithTest(await startFaultServer());
  const { port } = server;
  const crowds = await Promise.all(
    Array.from({ length: processes }, (_, index) =>
      startCrowd({
        port,
        name: `c${index}`,
        followers: observers / processes,
        writers: writers / processes,
        most: posts / writers,
        length: 120,
      }),
    ),
  );
  crowds.forEach(endsWithTest);
  await Promise.all(crowds.map((crowd) => crowd.ask('gather')));
  const since = performance.now();
  const { processor } = server.vitals;
  await Promise.all(crowds.map((crowd) => crowd.ask('write')));
  await Promise.all(crowds.map((crowd) => crowd.ask('written')));
  await Promise.all(crowds.map((crowd) => crowd.ask('caughtUp', posts)));
  const seconds = (performance.now() - since) / 1_000;

  const reports = await Promise.all(crowds.map((crowd) => crowd.ask('report')));
  const figures = await Promise.all(crowds.map((crowd) => crowd.ask('figures')));
  const { vitals } = server;
  const written = reports.flatMap((report) => report.written);
  const shown = reports.flatMap((report) => report.shown);
  const verdict = await judge({ written, shown, log: wholeLog(port) });
  announce('one million', verdict, {
    observers: shown.length,
    'posts/s': posts / seconds,
    'server processor, s': vitals.processor - processor,
    'server memory, MB': vitals.memory,
    returns: figures.reduce((sum, { fortunes }) => sum + fortunes.welcomes, 0) - shown.length,
  });
  expect(verdict).toMatchObject({ ...flawless, acknowledged: posts, entries: posts });
  expect(shown.map(({ runs }) => runs.map(({ first, last }) => [first, last]))).toEqual(
    shown.map(() => [[1, posts]]),
  );
});
