// T7. Some readers stop to read and some read one kilobyte a second: the server's memory does not grow with
// what they miss, the others are served as before, and the laggards recover in full.
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { closeCodes } from '../../protocol/close-codes.ts';
import { startCrowd } from '../support/crowd-process.ts';
import { endsWithTest } from '../support/ends-with-test.ts';
import { announce, form } from '../support/fault-form.ts';
import { createFaultProxy } from '../support/fault-proxy.ts';
import { startFaultServer, wideLimits } from '../support/fault-server.ts';
import { wholeLog } from '../support/late-reader.ts';
import { until } from '../support/until.ts';
import { flawless, judge } from '../support/verdict.ts';
import { slope } from '../support/vitals.ts';

const readers = form(20, 100);
const stopped = readers * 0.2;
const slow = readers * 0.1;
const lastsMs = form(5_000, 300_000);
const mostGrowth = 60; // megabytes: what the allocator may take

it('keeps nothing for readers that do not read', { timeout: lastsMs * 3 + 120_000 }, async () => {
  // A young heap takes as much as this by itself, and the faster the machine the more: it is kept small, so that what
  // grows is what is kept.
  const settings = { NODE_OPTIONS: '--max-semi-space-size=1' };
  const server = endsWithTest(
    await startFaultServer([...wideLimits, '--log-level=debug'], undefined, { settings }),
  );
  const { port } = server;
  const proxy = endsWithTest(await createFaultProxy(port));
  // 200 posts a second of four kilobytes in the long form; as many as go in the short one.
  const writing = { writers: form(6, 20), pauseMs: form(0, 100), length: form(1_900, 1_400) };
  const crowds = await Promise.all([
    startCrowd({ port, name: 'healthy', followers: readers - stopped - slow, ...writing }),
    startCrowd({ port, name: 'stopped', followers: stopped }),
    startCrowd({ port: proxy.port, name: 'slow', followers: slow }),
  ]);
  crowds.forEach(endsWithTest);
  const [healthy, lazy] = crowds;
  await Promise.all(crowds.map((crowd) => crowd.ask('gather')));
  await healthy.ask('write');
  await pause(lastsMs / 4);
  const before = (await healthy.ask('figures')).deliveries;

  await lazy.ask('stopReading');
  proxy.become({ kind: 'throttled', bytesPerSecond: 1_024 });
  const since = performance.now();
  const memory: [minutes: number, megabytes: number][] = [];
  const sample = () => memory.push([(performance.now() - since) / 60_000, server.vitals.memory]);
  const sentOff = () =>
    server.process.lines.filter((line) => line.includes(`"code":${closeCodes.slowReader}`));
  await until(
    'an end for all who do not read',
    () => {
      sample();
      return performance.now() - since > lastsMs && sentOff().length >= stopped;
    },
    lastsMs + 90_000,
  );
  const during = (await healthy.ask('figures')).deliveries;
  const missed = (await healthy.ask('newest')) - (await lazy.ask('newest'));

  await lazy.ask('readOn');
  proxy.become({ kind: 'clear' });
  await healthy.ask('rest');
  const head = await healthy.ask('newest');
  await Promise.all(crowds.map((crowd) => crowd.ask('caughtUp', head)));

  const reports = await Promise.all(crowds.map((crowd) => crowd.ask('report')));
  const written = reports.flatMap((report) => report.written);
  const shown = reports.flatMap((report) => report.shown);
  const verdict = await judge({ written, shown, log: wholeLog(port) });
  const megabytes = memory.map(([, size]) => size);
  const growth = Math.max(...megabytes) - megabytes[0]!;
  announce('T7 slow readers', verdict, {
    readers,
    'entries missed': missed,
    'server memory, MB': megabytes[0]!,
    'growth, MB': growth,
    'slope, MB/min': slope(memory),
    'healthy p99 before, ms': before.p99,
    'healthy p99 during, ms': during.p99,
    'sent off': sentOff().length,
  });
  expect(verdict).toMatchObject(flawless);
  expect(growth).toBeLessThan(mostGrowth);
});
