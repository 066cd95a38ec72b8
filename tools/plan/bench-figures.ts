// What was measured, out of the numbers that the benches keep in docs/bench/: the median over the rounds.
import { readFileSync } from 'node:fs';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

interface Run {
  readonly scenario: string;
  readonly target: string;
  readonly result: Json;
}

/** A line of docs/bench/log.json. */
export interface LogRun {
  readonly acknowledgedPerSecond: number;
  readonly cpuSecondsPerMillion: number;
}

const folder = new URL('../../docs/bench/', import.meta.url);

function read(file: string): unknown {
  return JSON.parse(readFileSync(new URL(`${file}.json`, folder), 'utf8'));
}

/** `path` leads into the result of this server’s runs, as `busy.server`. */
export function measured(file: 'delivery' | 'storm', scenario: string, path: string): number {
  const { runs } = read(file) as { readonly runs: readonly Run[] };
  const values = runs
    .filter((run) => run.scenario === scenario && run.target === 'ws-chat')
    .map(({ result }) => valueAt(result, path))
    .sort((one, other) => one - other);
  if (values.length === 0)
    throw new Error(
      `docs/bench/${file}.json has no run of ${scenario}. Run npm run bench, or bench:${file}.`,
    );
  return values[Math.floor(values.length / 2)]!;
}

export function measuredLog(): readonly LogRun[] {
  return (read('log') as { readonly results: readonly LogRun[] }).results;
}

function valueAt(result: Json, path: string): number {
  let value: Json | undefined = result;
  for (const key of path.split('.')) value = (value as Readonly<Record<string, Json>>)[key];
  if (typeof value !== 'number') throw new Error(`A run in docs/bench/ has no number “${path}”.`);
  return value;
}
