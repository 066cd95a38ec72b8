// Where what was measured of the widget is kept, and where people read it.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fillMarks, pretty } from '../report/marks.ts';
import { median, type Conditions } from '../report/runs.ts';
import { markdownTable } from '../report/table.ts';
import { figuresOf, told } from './figures.ts';
import type { Samples } from './measure.ts';
import { busyTable, peersTable } from './tables.ts';

export interface Report extends Conditions {
  readonly samples: Samples;
}

const documents = join(import.meta.dirname, '../../../docs');
const numbers = join(documents, 'bench/widget.json');
const text = join(documents, 'bench-widget.md');

/** What was measured last. */
export function keptReport(): Report {
  return JSON.parse(readFileSync(numbers, 'utf8')) as Report;
}

/** Writes everything; returns the files. */
export async function writeReport(report: Report): Promise<readonly string[]> {
  writeFileSync(numbers, await pretty(JSON.stringify(report), numbers));
  const { date, machine, versions, samples } = report;
  const what = Object.entries(versions).map(([name, value]) => `${name} ${value}`);
  await fillMarks(text, [
    [
      'facts',
      `Measured on ${date.slice(0, 10)} with ${what.join(', ')}; ${Object.values(machine).join(', ')}.`,
    ],
    [
      'figures',
      markdownTable([
        ['figure', 'wanted', 'measured', ''],
        ...figuresOf(samples).map(({ what, wanted, measured, isMet }) => [
          what,
          wanted,
          measured,
          isMet ? 'met' : '**missed**',
        ]),
      ]),
    ],
    ['peers', markdownTable(peersTable(samples))],
    ['busy', markdownTable(busyTable(samples))],
    ['beside', besides(samples)],
  ]);
  return [numbers, text];
}

function besides(samples: Samples): string {
  const usual = (name: string) => median(samples[name]!);
  return [
    `Without throttling fifty messages are painted ${told(usual('painted unthrottled'), 0)} ms after their data.`,
    `After the hour the page holds ${told(usual('hour held'), 1)} MB, ${told(usual('hour growth'), 1)} MB more than with`,
    `its first fifty messages, and ${told(usual('hour growth once full'), 1)} MB more than when its list was first full.`,
  ].join(' ');
}
