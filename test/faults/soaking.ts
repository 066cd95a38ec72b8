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
  /** Started with `telling-what-is-held`. */
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

export interface Growth {
  readonly held: number;
  readonly resident: number;
}

export interface Change {
  readonly before: number;
  readonly after: number;
}

export interface Soaked {
  readonly verdict: Verdict;
  /**
   * Growth in ten minutes of what the server holds once all is collected that can be, and of its resident
   * memory, which the allocator keeps; in percent of what they were in the middle.
   */
  readonly growth: Growth;
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
  const { memory, bytes, processor } = await live(crowd, options);
  await crowd.ask('rest');
  await crowd.ask('present');
  await crowd.ask('caughtUp', await crowd.ask('newest'));

  const { fortunes } = await crowd.ask('figures');
  const report = await crowd.ask('report');
  await crowd.ask('end');
  const after = await givenBack(server, before, 'descriptors');
  const verdict = await judge({ ...report, log: wholeLog(port) });
  return {
    verdict,
    growth: { held: growthOf(bytes), resident: growthOf(memory) },
    descriptors: { before: before.descriptors, after: after.descriptors },
    timers: async () => {
      const { timers } = await givenBack(server, before, 'timers');
      return { before: before.timers, after: timers };
    },
    figures: {
      minutes: seconds / 60,
      clients: followers + writers,
      returns: fortunes.welcomes - followers - writers,
      'memory, MB': memory.at(-1)![1],
      'held of it, MB': bytes.at(-1)![1],
      'server processor, %': (100 * processor) / seconds,
    },
  };
}

/** Minutes and megabytes, sample by sample. */
type Samples = readonly (readonly [minutes: number, megabytes: number])[];

/** In ten minutes, in percent. */
function growthOf(samples: Samples): number {
  const steady = samples.slice(Math.floor(samples.length * warmUpShare));
  return (100 * slope(steady) * 10) / steady[Math.floor(steady.length / 2)]![1];
}

interface Held {
  readonly megabytes: number;
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
  const line = await until('what the server holds', () =>
    lines.slice(told).find((one) => one.startsWith('{"timers"')),
  );
  const { timers, bytes } = JSON.parse(line) as { readonly timers: number; readonly bytes: number };
  return { descriptors: server.vitals.descriptors, timers, megabytes: bytes / 1_048_576 };
}

async function live(crowd: CrowdProcess, { server, seconds, sampleEveryMs, samples }: SoakOptions) {
  const memory: [minutes: number, megabytes: number][] = [];
  const bytes: [minutes: number, megabytes: number][] = [];
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
    const { megabytes } = await held(server);
    bytes.push([minutes, megabytes]);
    const posts = await crowd.ask('acknowledged');
    appendFileSync(
      samples,
      `${JSON.stringify({ minutes, ...vitals, held: megabytes, following, posts, deliveries, answers })}\n`,
    );
  }
  return { memory, bytes, processor: server.vitals.processor - processor };
}
