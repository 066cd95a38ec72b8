// What the log is held to, in the form of the other figures.
import type { Rows } from './table.ts';

export interface LogMeasured {
  readonly acknowledgedPerSecond: number;
  readonly p50Ms: number;
  readonly loopDelayP99Ms: number;
  readonly loopDelayMaxMs: number;
}

const wantedPerSecond = 20_000;

/** Of the load under which most was acknowledged. A loop that waited for the disk would wait for whole commits. */
export function logFigures(results: readonly LogMeasured[]): Rows {
  const best = results.toSorted(
    (left, right) => right.acknowledgedPerSecond - left.acknowledgedPerSecond,
  )[0]!;
  const { acknowledgedPerSecond, p50Ms, loopDelayP99Ms, loopDelayMaxMs } = best;
  const told = (isMet: boolean) => (isMet ? 'met' : '**missed**');
  return [
    ['figure', 'wanted', 'measured', ''],
    [
      'log: synced posts a second into one room',
      `at least ${wantedPerSecond.toLocaleString('en')}`,
      acknowledgedPerSecond.toLocaleString('en'),
      told(acknowledgedPerSecond >= wantedPerSecond),
    ],
    [
      'log: longest delay of the loop meanwhile',
      `less than a post’s wait for its sync, ${p50Ms.toFixed(1)} ms`,
      `${loopDelayMaxMs.toFixed(1)} ms, p99 ${loopDelayP99Ms.toFixed(1)} ms`,
      told(loopDelayMaxMs < p50Ms),
    ],
  ];
}
