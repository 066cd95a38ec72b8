// How long it takes to look at what a stranger wrote: every text function at n, 2n and 4n characters of what is
// worst for it, and every bad token. `npm run bench:text`.
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { Members } from '../../../server/identity/members.ts';
import { absurdClaims, forgedTokens } from '../../support/bad-tokens.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { memberSettings, tokenOf } from '../../support/member-tokens.ts';
import { slowTexts, slowUnits, textFunctions } from '../../support/text-functions.ts';
import { fillMarks } from '../report/marks.ts';
import { markdownTable, terminalTable, type Rows } from '../report/table.ts';

/** A message has 2,000 characters at most; more of them shows the growth and not the start. */
const lengths = [4_000, 8_000, 16_000] as const;

const mostGrowth = 2.3;
const mostTokenMs = 5;

/** The best of several is the function's own time, and the rest the machine's. */
function fastest(run: () => unknown, times: number): number {
  let best = Infinity;
  for (let time = 0; time < times; time++) {
    const start = performance.now();
    run();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

const median = (numbers: readonly number[]) =>
  numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)]!;

interface Measured {
  readonly name: string;
  readonly unit: string;
  readonly ms: readonly number[];
  readonly growth: number;
}

/** Of what is slowest for it. */
function measureFunction(name: string, run: (text: string) => unknown): Measured {
  const texts = slowUnits.flat().flatMap((unit) => [0, 1, 2].map((way) => ({ unit, way })));
  const timeOf = (unit: string, way: number, length: number, times: number) => {
    const text = slowTexts(unit, length)[way]!;
    return fastest(() => run(text), times);
  };
  const slowest = texts
    .map((one) => ({ ...one, ms: timeOf(one.unit, one.way, lengths[2], 3) }))
    .reduce((worst, one) => (one.ms > worst.ms ? one : worst));
  // In turn, so that a slow moment of the machine falls on all lengths; the median round has no such moment.
  const rounds = Array.from({ length: 41 }, () =>
    lengths.map((length) => timeOf(slowest.unit, slowest.way, length, 1)),
  );
  const ms = lengths.map((_, place) => Math.min(...rounds.map((times) => times[place]!)));
  const growth = Math.max(
    ...[1, 2].map((place) => median(rounds.map((times) => times[place]! / times[place - 1]!))),
  );
  return { name, unit: slowest.unit, ms, growth };
}

async function measureToken(token: string): Promise<number> {
  const members = new Members(memberSettings, new ManualClock());
  let best = Infinity;
  for (let time = 0; time < 5; time++) {
    const start = performance.now();
    const answer = await members.signIn(token, 'lobby');
    best = Math.min(best, performance.now() - start);
    if (!('code' in answer)) throw new Error('A bad token was taken.');
  }
  return best;
}

const told = (isMet: boolean) => (isMet ? 'met' : '**missed**');
const shown = (text: string) =>
  JSON.stringify(text).slice(1, -1).replaceAll('|', '\\|').replaceAll('`', '\\`');

const measured = Object.entries(textFunctions).map(([name, run]) => measureFunction(name, run));
const now = new ManualClock().time();
const tokens: { readonly what: string; readonly ms: number }[] = [];
for (const [what, token] of forgedTokens) tokens.push({ what, ms: await measureToken(token) });
for (const [what, , over] of absurdClaims) tokens.push({ what, ms: await measureToken(tokenOf(now, over)) });
const slowestToken = tokens.reduce((worst, one) => (one.ms > worst.ms ? one : worst));

/** What is done in less than this says nothing of growth: the clock and the machine do. */
const leastMs = 0.02;
const telling = measured.filter(({ ms }) => ms[0]! >= leastMs);
const steepest = telling.reduce((worst, one) => (one.growth > worst.growth ? one : worst));
const figures: Rows = [
  ['figure', 'wanted', 'measured', ''],
  [
    'text: growth of the time at twice the text',
    `at most ${mostGrowth} times`,
    `${steepest.growth.toFixed(2)} times, ${steepest.name}`,
    told(steepest.growth <= mostGrowth),
  ],
  [
    'a bad token is refused',
    `in less than ${mostTokenMs} ms`,
    `${slowestToken.ms.toFixed(2)} ms, the slowest of ${tokens.length}`,
    told(slowestToken.ms < mostTokenMs),
  ],
];
const table: Rows = [
  ['function', 'slowest text', ...lengths.map((length) => `ms at ${length.toLocaleString('en')}`), 'growth'],
  ...measured.map(({ name, unit, ms, growth }) => [
    name,
    `${shown(unit)}…`,
    ...ms.map((one) => one.toFixed(3)),
    ms[0]! < leastMs ? '–' : growth.toFixed(2),
  ]),
];
console.log(`${terminalTable(table)}\n\n${terminalTable(figures)}`);
await fillMarks(join(import.meta.dirname, '../../../docs/bench.md'), [
  ['text figures', markdownTable(figures)],
  ['text', markdownTable(table)],
]);
if (figures.some((row) => row[3] === '**missed**')) process.exitCode = 1;
