// Medians over the rounds, ratios within a round, and what went wrong.
import type { Scenario, ScenarioName } from '../scenarios.ts';
import { targets, type TargetName } from '../targets.ts';
import { metrics, type Metric } from './metrics.ts';
import { medianOf, ratioOf } from './rounds.ts';
import type { Report, Run } from './runs.ts';
import { told } from './table.ts';

export class Summary {
  readonly report: Report;

  constructor(report: Report) {
    this.report = report;
  }

  /** The median of all rounds; undefined where it was not measured. */
  value(scenario: ScenarioName, target: TargetName, metric: Metric): number | undefined {
    return medianOf(this.#runs(scenario, target), (result) => metric.of(result));
  }

  /** `a` against `b` round by round, so that both had the same weather. */
  ratio(scenario: ScenarioName, metric: Metric, a: TargetName, b: TargetName): number | undefined {
    return ratioOf(this.#runs(scenario, a), this.#runs(scenario, b), (result) => metric.of(result));
  }

  /** A heading and a row for each target. */
  table({ name }: Scenario): readonly (readonly string[])[] {
    const columns = metrics[name];
    const first = columns[0]!;
    const measured = targets.filter((target) => this.#runs(name, target.name).length > 0);
    const isCompared = measured.length > 1;
    const rows = measured.map((target) => [
      target.label,
      ...columns.map((metric) => told(this.value(name, target.name, metric), metric.decimals)),
      ...(isCompared ? [told(this.ratio(name, first, target.name, 'ws'), 3)] : []),
    ]);
    const compared = isCompared ? [`${first.label}, of the loop’s`] : [];
    return [['', ...columns.map(({ label }) => label), ...compared], ...rows];
  }

  /** Everything that makes the bench fail, as sentences. */
  get faults(): readonly string[] {
    return this.report.runs.flatMap((run) =>
      faultsOf(run).map((fault) => `${run.scenario}, ${run.target}: ${fault}`),
    );
  }

  /** Deliveries that were counted, one by one. */
  get counted(): number {
    return this.report.runs.reduce(
      (sum, { result }) => sum + (result.kind === 'fan-out' ? result.expected : 0),
      0,
    );
  }

  #runs(scenario: ScenarioName, target: TargetName): Run[] {
    return this.report.runs.filter((run) => run.scenario === scenario && run.target === target);
  }
}

function faultsOf({ result }: Run): string[] {
  const faults: string[] = [];
  if (result.kind === 'storm') {
    const { clients, back, whole, resets, holes } = result;
    if (back < clients || whole < clients) faults.push(`${back} of ${clients} came back, ${whole} whole.`);
    if (resets + holes > 0) faults.push(`${resets} had to start anew, ${holes} holes.`);
    for (const why of Object.keys(result.faults)) faults.push(why);
    return faults;
  }
  if (result.kind === 'fan-out') {
    const { expected, missed, twice, disordered } = result;
    if (missed + twice + disordered > 0)
      faults.push(`of ${expected} deliveries ${missed} missed, ${twice} twice, ${disordered} out of order.`);
  }
  for (const why of result.lost) faults.push(`a client was lost: ${why}`);
  return faults;
}
