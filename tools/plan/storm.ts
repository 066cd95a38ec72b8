// How long it takes until everybody is back after a cut: whatever is slowest of what has to happen.
import type { Figures } from './constants.ts';

export interface Back {
  readonly seconds: number;
  /** What takes so long. */
  readonly by: 'spread' | 'processor' | 'log';
  /** To the fullest process, while they come. */
  readonly connectsPerSecond: number;
}

export interface Storm {
  /** Seconds over which the visitors themselves come. */
  readonly spread: number;
  /** Of the fullest process. */
  readonly connections: number;
  /** Rooms that processes have to read from the log. */
  readonly reads: number;
}

/** Without primaries the log is in the process itself, and what it reads is in the time that was measured. */
export function backOf(storm: Storm, primaries: number | undefined, figures: Figures): Back {
  const ways = [
    ['spread', storm.spread],
    ['processor', storm.connections * figures.returnSeconds],
    ['log', primaries === undefined ? 0 : storm.reads / (primaries * figures.postgresReads)],
  ] as const;
  const [by, seconds] = ways.reduce((one, other) => (other[1] > one[1] ? other : one));
  return { by, seconds, connectsPerSecond: storm.connections / Math.max(seconds, 1) };
}
