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

export interface Report {
  readonly suite: SuiteName;
  readonly date: string;
  readonly machine: Readonly<Record<string, string | number | boolean>>;
  readonly versions: Readonly<Record<string, string>>;
  readonly runs: readonly Run[];
}

export function reportOf(suite: SuiteName, runs: readonly Run[]): Report {
  return { suite, date: new Date().toISOString(), machine: machine(), versions: versions(), runs };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

function machine() {
  return {
    processor: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    kernel: release(),
    serverAndLoadOnCoresOfTheirOwn: canPin,
  };
}

function versions() {
  const read = (path: string) =>
    JSON.parse(readFileSync(path, 'utf8')) as { dependencies: Record<string, string> };
  const { bun, ws, 'socket.io': socketIo } = read(join(peersFolder, 'package.json')).dependencies;
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
    cwd: import.meta.dirname,
    encoding: 'utf8',
  });
  return { node: process.versions.node, ws: ws!, 'socket.io': socketIo!, bun: bun!, commit: commit.trim() };
}
