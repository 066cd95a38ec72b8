// What the benches kept in docs/bench/: numbers, on which machine, and the tables of what was wanted.
import { readFileSync } from 'node:fs';

type Samples = Readonly<Record<string, readonly number[]>>;

interface Conditions {
  readonly date: string;
  readonly machine: Readonly<Record<string, string>>;
  readonly versions: Readonly<Record<string, string>>;
}

interface Delivered {
  readonly expected: number;
  readonly missed: number;
  readonly twice: number;
  readonly disordered: number;
}

interface Run {
  readonly round: number;
  readonly scenario: string;
  readonly target: string;
  readonly result: object;
}

interface LogLine {
  readonly inFlight: number;
  readonly acknowledgedPerSecond: number;
}

export interface Wanted {
  readonly what: string;
  readonly wanted: string;
  readonly measured: string;
  readonly isMet: boolean;
}

const kept = (name: string): unknown => JSON.parse(readFileSync(`docs/bench/${name}.json`, 'utf8'));

interface Suite extends Conditions {
  readonly runs: readonly Run[];
}

export const delivery = kept('delivery') as Suite;
export const slow = kept('slow') as Suite;
export const storm = kept('storm') as Suite;
export const widget = kept('widget') as Conditions & { readonly samples: Samples };
export const log = kept('log') as {
  readonly machine: { readonly cores: number; readonly cpu: string; readonly node: string };
  readonly results: readonly LogLine[];
};
export const nodes = kept('nodes') as Conditions & {
  readonly logs: readonly {
    readonly name: string;
    readonly inFlight: number;
    readonly result: { readonly acknowledgedPerSecond: number };
  }[];
};

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** The median over the rounds of one number of a result. */
export function medianOf(
  runs: readonly Run[],
  scenario: string,
  target: string,
  number: string,
): number | undefined {
  const values = runsOf(runs, scenario, target).map(({ result }) => valueAt(result, number));
  return values.length === 0 ? undefined : median(values);
}

/** How many times `target`’s number is `of`’s, taken within each round. */
export function ratioOf(
  runs: readonly Run[],
  scenario: string,
  number: string,
  target: string,
  of: string,
): number {
  const others = runsOf(runs, scenario, of);
  return median(
    runsOf(runs, scenario, target).flatMap(({ round, result }) => {
      const other = others.find((run) => run.round === round);
      return other ? [valueAt(result, number) / valueAt(other.result, number)] : [];
    }),
  );
}

/** All deliveries that were counted one by one. */
export function counted(runs: readonly Run[]): Delivered {
  const sum = { expected: 0, missed: 0, twice: 0, disordered: 0 };
  for (const { result } of runs)
    for (const key of Object.keys(sum) as (keyof Delivered)[])
      sum[key] += key in result ? valueAt(result, key) : 0;
  return sum;
}

/** “Measured on …”, as a sentence. */
export function conditionsOf({ date, machine, versions }: Conditions): string {
  const { commit, ...others } = versions;
  const what = Object.entries(others).map(([name, value]) => `${name} ${value}`);
  return `Measured on ${date.slice(0, 10)} at commit ${commit} with ${what.join(', ')}; ${Object.values(machine).join(', ')}.`;
}

/** The tables of the reports that say what was wanted; they are made of the same numbers. */
export function wantedIn(file: string): readonly Wanted[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const cells = line.split('|').map((cell) => cell.trim());
      const [, what, wanted, measured, verdict] = cells;
      const isMet = verdict === 'met';
      return cells.length === 6 && (isMet || verdict === '**missed**')
        ? [{ what: what!, wanted: wanted!, measured: measured!, isMet }]
        : [];
    });
}

function runsOf(runs: readonly Run[], scenario: string, target: string): readonly Run[] {
  return runs.filter((run) => run.scenario === scenario && run.target === target);
}

/** `number` leads into the result, as `latency.p99`. */
function valueAt(result: object, number: string): number {
  let value: unknown = result;
  for (const key of number.split('.')) value = (value as Readonly<Record<string, unknown>>)[key];
  if (typeof value !== 'number') throw new Error(`A run in docs/bench/ has no number “${number}”.`);
  return value;
}
