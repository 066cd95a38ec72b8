// What is measured, in the order in which it is told.
import type { CrowdJob, FanOutJob, LoadJob, StormJob } from './load/job.ts';
import type { TargetName } from './targets.ts';

export type ScenarioName =
  'saturation' | 'steady' | 'rooms' | 'calm' | 'idle' | 'healthy' | 'stalled' | 'storm';

/** What is run together and reported together. */
export type SuiteName = 'delivery' | 'slow' | 'storm';

/** A job that does not know yet whom it is for. */
export type Plan = Free<FanOutJob> | Free<CrowdJob> | Free<StormJob>;

type Free<Asked extends LoadJob> = Omit<Asked, 'port' | 'pid' | 'dialect' | 'loopReport'>;

export type Size = 'whole' | 'quick';

export interface Scenario {
  readonly name: ScenarioName;
  readonly suite: SuiteName;
  readonly title: string;
  readonly targets: readonly TargetName[];
  plan(size: Size): Plan;
}

const everyone: readonly TargetName[] = ['ws-chat', 'ws', 'ws-sqlite', 'socket-io', 'bun'];
const texts = { bytes: 120, filler: 'lorem ipsum dolor ' };

/** Three bytes a character, so that 4 KiB keep within the 2,000 characters of a text. */
const longTexts = { bytes: 4_100, filler: 'ー' };

const fanOut = { kind: 'fan-out', rooms: 1, stalled: 0, texts } as const;

const measured = (size: Size, wholeMs: number) =>
  size === 'whole' ? { warmUpMs: 2_000, windowMs: wholeMs } : { warmUpMs: 1_000, windowMs: 2_000 };

export const scenarios: readonly Scenario[] = [
  {
    name: 'saturation',
    suite: 'delivery',
    title: 'Saturation: 500 readers, 10 publishers with 32 posts in flight each',
    targets: everyone,
    plan: (size) => ({
      ...fanOut,
      readers: 500,
      publishers: 10,
      pace: { kind: 'closed', inFlight: 32 },
      ...measured(size, 5_000),
    }),
  },
  {
    name: 'steady',
    suite: 'delivery',
    title: 'Steady: 1,000 readers, 100 posts a second',
    targets: everyone,
    plan: (size) => ({
      ...fanOut,
      readers: 990,
      publishers: 10,
      pace: { kind: 'open', postsPerSecond: 100 },
      ...measured(size, 8_000),
    }),
  },
  {
    name: 'rooms',
    suite: 'delivery',
    title: '500 rooms of 4, 2 posts a second each',
    targets: everyone,
    plan: (size) => ({
      ...fanOut,
      rooms: 500,
      readers: 0,
      publishers: 4,
      pace: { kind: 'open', postsPerSecond: 1_000 },
      ...measured(size, 10_000),
    }),
  },
  {
    name: 'calm',
    suite: 'delivery',
    title: 'Calm: 50 readers, 5 posts a second',
    targets: everyone,
    plan: (size) => ({
      ...fanOut,
      readers: 46,
      publishers: 4,
      pace: { kind: 'open', postsPerSecond: 5 },
      ...measured(size, 10_000),
    }),
  },
  {
    name: 'idle',
    suite: 'delivery',
    title: 'Idle: 10,000 connections come and stay',
    targets: everyone,
    plan: (size) =>
      size === 'whole'
        ? { kind: 'crowd', connections: 10_000, stillMs: 5_000 }
        : { kind: 'crowd', connections: 2_000, stillMs: 1_000 },
  },
  ...([0, 200] as const).map((stalled): Scenario => ({
    name: stalled === 0 ? 'healthy' : 'stalled',
    suite: 'slow',
    title: `100 readers, 200 posts a second of 4 KiB${stalled === 0 ? '' : `, and ${stalled} more that never read`}`,
    targets: everyone,
    plan: (size) => ({
      ...fanOut,
      texts: longTexts,
      readers: 90,
      publishers: 10,
      stalled,
      pace: { kind: 'open', postsPerSecond: 200 },
      ...measured(size, 15_000),
    }),
  })),
  {
    name: 'storm',
    suite: 'storm',
    title: 'Storm: 10,000 clients are cut at once and come back at once',
    targets: ['ws-chat'],
    plan: (size) => ({
      kind: 'storm',
      clients: size === 'whole' ? 10_000 : 2_000,
      smallRooms: 50,
      postsPerSecond: 50,
    }),
  },
];
