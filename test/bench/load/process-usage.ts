// What a process has used so far, threads and all, as the kernel tells it.
import { readFileSync } from 'node:fs';

/** Linux counts processor time in hundredths of a second here, whatever its own clock does. */
const ticksPerSecond = 100;

export interface ProcessorTime {
  readonly user: number;
  readonly system: number;
}

/** Seconds of processor time since the process began. */
export function processorTime(pid: number): ProcessorTime {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The second field is a name in brackets, which may hold anything.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { user: Number(fields[11]) / ticksPerSecond, system: Number(fields[12]) / ticksPerSecond };
}

export interface Memory {
  readonly residentBytes: number;
  /** Pages that several processes share count by their share. */
  readonly proportionalBytes: number;
}

export function memory(pid: number): Memory {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  const kibibytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(rollup)![1]);
  return { residentBytes: kibibytes('Rss') * 1_024, proportionalBytes: kibibytes('Pss') * 1_024 };
}

/** Seconds that the process used since `before`. */
export function usedSince(pid: number, before: ProcessorTime): number {
  const { user, system } = processorTime(pid);
  return Math.round((user + system - before.user - before.system) * ticksPerSecond) / ticksPerSecond;
}
