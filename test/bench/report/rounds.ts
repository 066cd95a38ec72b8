// Runs of several rounds as one number: the median, and ratios that are taken within a round, so that both sides
// had the same weather.
import { median } from './runs.ts';

export interface OfRound<Result> {
  readonly round: number;
  readonly result: Result;
}

type Value<Result> = (result: Result) => number | undefined;

export function medianOf<Result>(runs: readonly OfRound<Result>[], of: Value<Result>): number | undefined {
  const known = runs.map(({ result }) => of(result)).filter((value) => value !== undefined);
  return known.length === 0 ? undefined : median(known);
}

export function ratioOf<Result>(
  runs: readonly OfRound<Result>[],
  others: readonly OfRound<Result>[],
  of: Value<Result>,
): number | undefined {
  const ratios = runs.flatMap(({ round, result }) => {
    const other = others.find((run) => run.round === round);
    const [own, its] = [of(result), other && of(other.result)];
    return own === undefined || its === undefined ? [] : [own / its];
  });
  return ratios.length === 0 ? undefined : median(ratios);
}
