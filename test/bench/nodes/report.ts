// What was measured on several nodes, where it is kept, and what of it was wrong.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fillMarks, pretty } from '../report/marks.ts';
import type { Conditions } from '../report/runs.ts';
import { markdownTable } from '../report/table.ts';
import type { LogRun } from './log/measure.ts';
import type { SpreadRun } from './spread/measure.ts';
import { logTable, spreadTable } from './tables.ts';

export interface Report extends Conditions {
  readonly logs: readonly LogRun[];
  readonly spreads: readonly SpreadRun[];
}

const documents = join(import.meta.dirname, '../../../docs');
const numbers = join(documents, 'bench/nodes.json');
const text = join(documents, 'bench.md');

/** What was measured last. */
export function keptReport(): Report {
  return JSON.parse(readFileSync(numbers, 'utf8')) as Report;
}

/** Writes numbers and tables; returns the files. */
export async function writeReport(report: Report): Promise<readonly string[]> {
  mkdirSync(join(numbers, '..'), { recursive: true });
  writeFileSync(numbers, await pretty(JSON.stringify(report), numbers));
  await fillMarks(text, [
    ['nodes facts', factsOf(report)],
    ['nodes log', markdownTable(logTable(report.logs))],
    ['nodes crowd', markdownTable(spreadTable(report.spreads, 'crowd'))],
    ['nodes hop', markdownTable(spreadTable(report.spreads, 'hop'))],
  ]);
  return [numbers, text];
}

/** Everything that makes the bench fail, as sentences. */
export function faultsOf({ logs, spreads }: Pick<Report, 'logs' | 'spreads'>): readonly string[] {
  return [
    ...logs.flatMap(({ name, inFlight, result }) =>
      result.faults.map((fault) => `${name}, ${inFlight} in flight: ${fault}`),
    ),
    ...spreads.flatMap(({ layout, load, result: { expected, missed, twice, disordered, lost } }) => [
      ...(missed + twice + disordered === 0
        ? []
        : [
            `${layout}, ${load}: of ${expected} deliveries ${missed} missed, ${twice} twice, ${disordered} out of order.`,
          ]),
      ...lost.map((why) => `${layout}, ${load}: a client was lost: ${why}`),
    ]),
  ];
}

/** What was looked at one by one, in a sentence. */
export function countedIn(report: Pick<Report, 'logs' | 'spreads'>): string {
  const faults = faultsOf(report);
  if (faults.length > 0) return `Faults: ${faults.join(' ')}`;
  const posts = report.logs.reduce((sum, { result }) => sum + result.counted, 0);
  const deliveries = report.spreads.reduce((sum, { result }) => sum + result.expected, 0);
  return `${posts.toLocaleString('en')} acknowledged posts were looked up in their logs and ${deliveries.toLocaleString('en')} deliveries counted one by one: none missed, none twice, none out of order.`;
}

function factsOf(report: Report): string {
  const { date, machine, versions, spreads } = report;
  const rounds = Math.max(...spreads.map(({ round }) => round));
  const what = Object.entries(versions).map(([name, value]) => `${name} ${value}`);
  return `Measured on ${date.slice(0, 10)} in ${rounds} ${rounds === 1 ? 'round' : 'rounds'} with ${what.join(', ')}; ${Object.values(machine).join(', ')}. ${countedIn(report)}`;
}
