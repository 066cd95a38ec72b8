// What a process costs, as the kernel tells it (Linux).
import { readdirSync, readFileSync } from 'node:fs';

export interface Vitals {
  /** Resident memory, in megabytes. */
  readonly memory: number;
  readonly descriptors: number;
  /** Processor time used so far, in seconds. */
  readonly processor: number;
}

const megabyte = 1_048_576;
const pageBytes = 4_096;
const ticksPerSecond = 100;

export function vitalsOf(pid: number): Vitals {
  const pages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]);
  // The name in brackets may hold spaces; what follows it does not.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  return {
    memory: (pages * pageBytes) / megabyte,
    descriptors: readdirSync(`/proc/${pid}/fd`).length,
    processor: (Number(fields[11]) + Number(fields[12])) / ticksPerSecond,
  };
}

/** The slope of the straight line that fits best (least squares). */
export function slope(points: readonly (readonly [x: number, y: number])[]): number {
  const mean = (of: 0 | 1) => points.reduce((sum, point) => sum + point[of], 0) / points.length;
  const [meanX, meanY] = [mean(0), mean(1)];
  const spread = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  return spread === 0 ? 0 : points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0) / spread;
}
