// What was measured: every run as it was, and on which machine. The numbers of all reports come from here.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { canPin } from '../cores.ts';
import type { LoadResult } from '../load/job.ts';
import type { ScenarioName, SuiteName } from '../scenarios.ts';
import { peersFolder, type TargetName } from '../targets.ts';

export interface Run {
  readonly round: number;
  readonly scenario: ScenarioName;
  readonly target: TargetName;
  readonly result: LoadResult;
}

/** When and where it was measured, and what. */
export interface Conditions {
  readonly date: string;
  readonly machine: Readonly<Record<string, string>>;
  readonly versions: Readonly<Record<string, string>>;
}

export interface Report extends Conditions {
  readonly suite: SuiteName;
  readonly runs: readonly Run[];
}

/** To be asked before the first run: sources may change meanwhile. */
export function conditions(): Conditions {
  return { date: new Date().toISOString(), machine: machine(), versions: versions() };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

function machine() {
  return {
    ...thisMachine(),
    placement: canPin ? 'server and load on a core each' : 'server and load where the system put them',
  };
}

export function thisMachine() {
  return {
    processor: `${availableParallelism()} cores of ${cpus()[0]?.model ?? 'an unknown kind'}`,
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    system: `Linux ${release()}`,
  };
}

/** What the sources were, to be told beside what they do. */
export function commit(): string {
  const args = ['rev-parse', '--short', 'HEAD'];
  return execFileSync('git', args, { cwd: import.meta.dirname, encoding: 'utf8' }).trim();
}

function versions() {
  const read = (path: string) =>
    JSON.parse(readFileSync(path, 'utf8')) as { dependencies: Record<string, string> };
  const { bun, ws, 'socket.io': socketIo } = read(join(peersFolder, 'package.json')).dependencies;
  return { node: process.versions.node, ws: ws!, 'socket.io': socketIo!, bun: bun!, commit: commit() };
}
