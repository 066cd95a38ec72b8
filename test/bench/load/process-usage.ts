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
  const [user, system] = ticks(pid);
  return { user: user / ticksPerSecond, system: system / ticksPerSecond };
}

/** The same in one number, with that of its children, also of those that ended: an engine is a family of processes. */
export function familySeconds(pid: number): number {
  const own = ticks(pid).reduce((sum, value) => sum + value, 0);
  return own / ticksPerSecond + childrenOf(pid).reduce((sum, child) => sum + livingSeconds(child), 0);
}

function childrenOf(pid: number): readonly number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
}

/** Of a child that may end in this moment: its parent has its time then. */
function livingSeconds(pid: number): number {
  try {
    return familySeconds(pid);
  } catch {
    return 0;
  }
}

/** User and system time, its own and that of the children it has seen end. */
function ticks(pid: number): readonly [user: number, system: number, ofUser: number, ofSystem: number] {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The second field is a name in brackets, which may hold anything.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return [Number(fields[11]), Number(fields[12]), Number(fields[13]), Number(fields[14])];
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
