// Puts what was measured where people read it: numbers as JSON, pictures as SVG, and the tables of
// docs/bench.md between their marks.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scenarios, type SuiteName } from '../scenarios.ts';
import type { Report } from './runs.ts';
import { chartsOf } from './charts.ts';
import { figuresOf } from './figures.ts';
import { fillMarks, pretty } from './marks.ts';
import type { Summary } from './summary.ts';
import { markdownTable } from './table.ts';

const documents = join(import.meta.dirname, '../../../docs');
const folder = join(documents, 'bench');
const numbersOf = (suite: SuiteName) => join(folder, `${suite}.json`);

/** What was measured last. */
export function keptReport(suite: SuiteName): Report {
  return JSON.parse(readFileSync(numbersOf(suite), 'utf8')) as Report;
}

/** Writes everything; returns the files. */
export async function writeDocuments(summary: Summary): Promise<readonly string[]> {
  mkdirSync(folder, { recursive: true });
  const { suite } = summary.report;
  const numbers = numbersOf(suite);
  writeFileSync(numbers, await pretty(JSON.stringify(summary.report), numbers));
  const charts = chartsOf(summary).map(({ file, svg }) => {
    writeFileSync(join(folder, file), svg);
    return join(folder, file);
  });
  const text = join(documents, 'bench.md');
  await fillMarks(text, blocks(summary));
  return [numbers, ...charts, text];
}

function blocks(summary: Summary): [string, string][] {
  const { suite, date, machine, versions, runs } = summary.report;
  const rounds = Math.max(...runs.map(({ round }) => round));
  const what = Object.entries(versions).map(([name, value]) => `${name} ${value}`);
  return [
    [
      `${suite} facts`,
      `Measured on ${date.slice(0, 10)} in ${rounds} ${rounds === 1 ? 'round' : 'rounds'} with ${what.join(', ')}; ${Object.values(machine).join(', ')}. ${countedIn(summary)}`,
    ],
    [
      `${suite} figures`,
      markdownTable([
        ['figure', 'wanted', 'measured', ''],
        ...figuresOf(summary).map(({ what, wanted, measured, isMet }) => [
          what,
          wanted,
          measured,
          isMet ? 'met' : '**missed**',
        ]),
      ]),
    ],
    ...scenarios
      .filter((scenario) => scenario.suite === suite)
      .map((scenario): [string, string] => [scenario.name, markdownTable(summary.table(scenario))]),
  ];
}

function countedIn({ counted, faults }: Summary): string {
  if (faults.length > 0) return `Faults: ${faults.join(' ')}`;
  if (counted === 0) return 'Nobody missed anything.';
  return `${counted.toLocaleString('en')} deliveries were counted one by one: none missed, none twice, none out of order.`;
}
