// Every fault test has two forms: a short one for each run, and a long one with the figures that are promised.
import { writeSync } from 'node:fs';
import { verdictLine, type Verdict } from './verdict.ts';

export function isLong(): boolean {
  return process.env.FAULTS === 'long';
}

export function form<Value>(short: Value, long: Value): Value {
  return isLong() ? long : short;
}

/** The verdict, and under it the test’s own figures. */
export function announce(
  name: string,
  verdict: Verdict,
  figures: Readonly<Record<string, number | string>>,
): void {
  const told = Object.entries(figures).map(([what, figure]) => `${what} ${rounded(figure)}`);
  const shortness = isLong() ? '' : ', short form';
  const divergent = verdict.divergent.length > 0 ? `; divergent: ${verdict.divergent.join(' ')}` : '';
  writeSync(1, `${verdictLine(verdict)}\n  ${name}${shortness}: ${told.join(', ')}${divergent}\n`);
}

function rounded(figure: number | string): string {
  if (typeof figure === 'string') return figure;
  return String(Math.abs(figure) < 10 ? Math.round(figure * 100) / 100 : Math.round(figure));
}
