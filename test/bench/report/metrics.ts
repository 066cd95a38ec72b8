// Which numbers of a result are told, under which name, and in which unit.
import type { CrowdResult, FanOutResult, LoadResult, StormResult } from '../load/job.ts';
import type { ScenarioName } from '../scenarios.ts';

export interface Metric {
  readonly label: string;
  readonly decimals: number;
  of(result: LoadResult): number | undefined;
}

const fanOut = (
  label: string,
  decimals: number,
  of: (result: FanOutResult) => number | undefined,
): Metric => ({
  label,
  decimals,
  of: (result) => (result.kind === 'fan-out' ? of(result) : undefined),
});

const crowd = (label: string, decimals: number, of: (result: CrowdResult) => number): Metric => ({
  label,
  decimals,
  of: (result) => (result.kind === 'crowd' ? of(result) : undefined),
});

const storm = (label: string, decimals: number, of: (result: StormResult) => number | undefined): Metric => ({
  label,
  decimals,
  of: (result) => (result.kind === 'storm' ? of(result) : undefined),
});

export const cost = fanOut('CPU s per million', 2, (result) => result.secondsPerMillion);
export const p50 = fanOut('p50 ms', 1, (result) => result.latency?.p50);
export const p99 = fanOut('p99 ms', 1, (result) => result.latency?.p99);
export const growth = fanOut('memory grew by MB', 0, (result) => result.grownBytes / 1_000_000);
export const weight = crowd('KiB a connection', 1, (result) => result.bytesPerConnection / 1_024);
export const connectRate = crowd('connects/s', 0, (result) => result.connectsPerSecond);
export const connectCost = crowd('CPU µs a connect', 0, (result) => result.microsecondsPerConnect);
export const stormCost = storm('server CPU s', 1, (result) => result.serverSeconds);
export const stormStall = storm('loop p99 ms', 0, (result) => result.loop.p99);
export const stormReads = storm('log reads', 0, (result) => result.loop.logReads);

const busy = [
  { of: (result: LoadResult) => result.busy.server * 100, label: 'server busy %', decimals: 0 },
  { of: (result: LoadResult) => result.busy.generator * 100, label: 'load busy %', decimals: 0 },
];

const confirmed = [
  fanOut('to ack p50 ms', 1, (result) => result.confirmed?.p50),
  fanOut('to ack p99 ms', 1, (result) => result.confirmed?.p99),
];

const delivery = [
  cost,
  fanOut('deliveries/s', 0, (result) => result.deliveriesPerSecond),
  p50,
  p99,
  ...confirmed,
  ...busy,
];

export const metrics: Readonly<Record<ScenarioName, readonly Metric[]>> = {
  saturation: delivery,
  steady: delivery,
  rooms: delivery,
  calm: delivery,
  idle: [
    weight,
    connectRate,
    connectCost,
    crowd('idle CPU %', 1, (result) => result.idleShare * 100),
    ...busy,
  ],
  healthy: [growth, p50, p99, cost, ...busy],
  stalled: [growth, p50, p99, cost, ...busy],
  storm: [
    stormCost,
    storm('seconds', 1, (result) => result.seconds),
    storm('back p50 ms', 0, (result) => result.backAfter?.p50),
    storm('back p99 ms', 0, (result) => result.backAfter?.p99),
    stormStall,
    storm('longest stall ms', 0, (result) => result.loop.max),
    stormReads,
    storm('turned away', 0, ({ turnedAway }) =>
      Object.values(turnedAway).reduce((sum, count) => sum + count, 0),
    ),
    ...busy,
  ],
};
