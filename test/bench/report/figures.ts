// The figures that this server is held to, and what was measured of each.
import type { ScenarioName } from '../scenarios.ts';
import * as told from './metrics.ts';
import type { Summary } from './summary.ts';

export interface Figure {
  readonly what: string;
  readonly wanted: string;
  readonly measured: string;
  readonly isMet: boolean;
}

interface Bound {
  readonly what: string;
  readonly wanted: string;
  readonly unit: string;
  readonly decimals: number;
  value(summary: Summary): number | undefined;
  isMet(value: number): boolean;
}

const own = 'ws-chat';
const atMost = (most: number) => (value: number) => value <= most;
const atLeast = (least: number) => (value: number) => value >= least;

const bound = (
  what: string,
  wanted: string,
  unit: string,
  decimals: number,
  isMet: (value: number) => boolean,
  value: (summary: Summary) => number | undefined,
): Bound => ({ what, wanted, unit, decimals, isMet, value });

const ofOwn = (scenario: ScenarioName, metric: told.Metric) => (summary: Summary) =>
  summary.value(scenario, own, metric);

const beyondLoop = (summary: Summary) => {
  const [mine, loops] = [summary.value('calm', own, told.p50), summary.value('calm', 'ws', told.p50)];
  return mine === undefined || loops === undefined ? undefined : mine - loops;
};

const ofStalled = (summary: Summary, metric: told.Metric) => {
  const [stalled, healthy] = [summary.value('stalled', own, metric), summary.value('healthy', own, metric)];
  return stalled === undefined || healthy === undefined ? undefined : ([stalled, healthy] as const);
};

const bounds: readonly Bound[] = [
  bound(
    'saturation: CPU seconds per million deliveries',
    'at most 0.10',
    's',
    3,
    atMost(0.1),
    ofOwn('saturation', told.cost),
  ),
  bound('saturation: cheaper than the loop', 'at least 45 times', 'times', 1, atLeast(45), (summary) =>
    summary.ratio('saturation', told.cost, 'ws', own),
  ),
  bound(
    'saturation: CPU against Bun',
    'less than 1',
    'of Bun’s',
    2,
    (value) => value < 1,
    (summary) => summary.ratio('saturation', told.cost, own, 'bun'),
  ),
  bound(
    'steady: CPU seconds per million deliveries',
    'at most 1.3',
    's',
    2,
    atMost(1.3),
    ofOwn('steady', told.cost),
  ),
  bound('steady: p99 to the reader', 'at most 80 ms', 'ms', 1, atMost(80), ofOwn('steady', told.p99)),
  bound('calm: p50 above the loop’s', 'at most 1 ms', 'ms', 2, atMost(1), beyondLoop),
  bound(
    '500 rooms: CPU against the durable loop',
    'at most 0.7',
    'of the loop’s',
    2,
    atMost(0.7),
    (summary) => summary.ratio('rooms', told.cost, own, 'ws-sqlite'),
  ),
  bound('idle: memory a connection', 'at most 7 KiB', 'KiB', 1, atMost(7), ofOwn('idle', told.weight)),
  bound('connects a second against the loop', 'at least 0.8', 'of the loop’s', 2, atLeast(0.8), (summary) =>
    summary.ratio('idle', told.connectRate, own, 'ws'),
  ),
  bound('storm: server CPU', 'at most 15 s', 's', 1, atMost(15), ofOwn('storm', told.stormCost)),
  bound('storm: loop p99', 'under 100 ms', 'ms', 0, (value) => value < 100, ofOwn('storm', told.stormStall)),
  bound(
    'storm: log reads',
    'at most 51, as many as rooms',
    'reads',
    0,
    atMost(51),
    ofOwn('storm', told.stormReads),
  ),
  bound('slow: memory grown', 'at most 20 MB', 'MB', 0, atMost(20), ofOwn('stalled', told.growth)),
  bound('slow: of it, by those who never read', 'at most 20 MB', 'MB', 0, atMost(20), (summary) => {
    const grown = ofStalled(summary, told.growth);
    return grown && grown[0] - grown[1];
  }),
  bound('slow: p99 of the others', 'at most 10 % more', 'of that without them', 2, atMost(1.1), (summary) => {
    const waits = ofStalled(summary, told.p99);
    return waits && waits[0] / waits[1];
  }),
];

/** Those that this report has measured. */
export function figuresOf(summary: Summary): readonly Figure[] {
  return bounds.flatMap(({ what, wanted, unit, decimals, value, isMet }) => {
    const measured = value(summary);
    return measured === undefined
      ? []
      : [{ what, wanted, measured: `${measured.toFixed(decimals)} ${unit}`, isMet: isMet(measured) }];
  });
}
