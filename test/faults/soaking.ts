// T18. An hour of ordinary life at half load: people come and go, one in a hundred each second, and nothing
// grows. A sample every ten seconds shows how it goes; the verdict comes at the end.
import { appendFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { startCrowd, type CrowdProcess } from '../support/crowd-process.ts';
import type { FaultServer } from '../support/fault-server.ts';
import { wholeLog } from '../support/late-reader.ts';
import { until } from '../support/until.ts';
import { judge, type Verdict } from '../support/verdict.ts';
import { slope } from '../support/vitals.ts';

export interface SoakOptions {
  /** Started with `telling-timers`. */
  readonly server: FaultServer;
  readonly seconds: number;
  readonly followers: number;
  readonly writers: number;
  readonly pauseMs: number;
  readonly sampleEveryMs: number;
  /** Where the samples go, one JSON line each. */
  readonly samples: string;
  /** Owns the crowd. */
  readonly own: (crowd: CrowdProcess) => CrowdProcess;
}

export interface Change {
  readonly before: number;
  readonly after: number;
}

export interface Soaked {
  readonly verdict: Verdict;
  /** Growth of the server’s memory in ten minutes, in percent of what it was in the middle. */
  readonly growth: number;
  readonly descriptors: Change;
  /** Waits until the room was let go too, which takes half a minute after the last has left. */
  readonly timers: () => Promise<Change>;
  readonly figures: Readonly<Record<string, number>>;
}

/** Share of the crowd that leaves and comes back each second. */
const churn = 0.01;

/** The first part warms the process up: caches and heap take their size. */
const warmUpShare = 0.25;

export async function soak(options: SoakOptions): Promise<Soaked> {
  const { server, seconds, followers, writers, pauseMs, own } = options;
  const { port } = server;
  const before = await held(server);
  const crowd = own(await startCrowd({ port, name: 'c', followers, writers, pauseMs, length: 120 }));
  await crowd.ask('gather');
  await crowd.ask('write');
  const { memory, processor } = await live(crowd, options);
  await crowd.ask('rest');
  await crowd.ask('present');
  await crowd.ask('caughtUp', await crowd.ask('newest'));

  const { fortunes } = await crowd.ask('figures');
  const report = await crowd.ask('report');
  await crowd.ask('end');
  const after = await givenBack(server, before, 'descriptors');
  const verdict = await judge({ ...report, log: wholeLog(port) });
  const steady = memory.slice(Math.floor(memory.length * warmUpShare));
  const middle = steady[Math.floor(steady.length / 2)]![1];
  return {
    verdict,
    growth: (100 * slope(steady) * 10) / middle,
    descriptors: { before: before.descriptors, after: after.descriptors },
    timers: async () => {
      const { timers } = await givenBack(server, before, 'timers');
      return { before: before.timers, after: timers };
    },
    figures: {
      minutes: seconds / 60,
      clients: followers + writers,
      returns: fortunes.welcomes - followers - writers,
      'memory, MB': middle,
      'server processor, %': (100 * processor) / seconds,
    },
  };
}

interface Held {
  readonly descriptors: number;
  readonly timers: number;
}

/** What is held once it is as little as `before`, or after a while. */
function givenBack(server: FaultServer, before: Held, what: keyof Held): Promise<Held> {
  return until(
    'everything to be given back',
    async () => {
      const now = await held(server);
      return now[what] <= before[what] && now;
    },
    60_000,
  ).catch(() => held(server));
}

/** What the server holds that it has to give back. */
async function held(server: FaultServer): Promise<Held> {
  const { lines } = server.process;
  const told = lines.length;
  server.process.signal('SIGUSR2');
  const line = await until('the number of timers', () =>
    lines.slice(told).find((one) => one.startsWith('{"timers"')),
  );
  return { descriptors: server.vitals.descriptors, timers: (JSON.parse(line) as { timers: number }).timers };
}

/** Minutes and megabytes, sample by sample. */
async function live(crowd: CrowdProcess, { server, seconds, sampleEveryMs, samples }: SoakOptions) {
  const memory: [minutes: number, megabytes: number][] = [];
  const since = performance.now();
  const { processor } = server.vitals;
  let sampledAt = since;
  while (performance.now() - since < seconds * 1_000) {
    await pause(1_000);
    await crowd.ask('churn', churn);
    if (performance.now() - sampledAt < sampleEveryMs) continue;
    sampledAt = performance.now();
    const minutes = (sampledAt - since) / 60_000;
    const vitals = server.vitals;
    const { deliveries, answers, following } = await crowd.ask('figures');
    memory.push([minutes, vitals.memory]);
    const posts = await crowd.ask('acknowledged');
    appendFileSync(
      samples,
      `${JSON.stringify({ minutes, ...vitals, following, posts, deliveries, answers })}\n`,
    );
  }
  return { memory, processor: server.vitals.processor - processor };
}
