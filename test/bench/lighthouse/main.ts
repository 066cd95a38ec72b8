// What Lighthouse says of the first page, and of a host’s page with the chat beside the same page without it.
// `npm run lighthouse [-- --rounds=N] [--keep]`: more rounds, and the scores into docs/bench/lighthouse.json.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { pretty } from '../report/marks.ts';
import { conditions } from '../report/runs.ts';
import { runDemo } from '../../support/demo.ts';
import { openAuditor } from './auditor.ts';
import { startHost } from './host.ts';
import { categories, judged, medians, type Scores } from './verdict.ts';

const kept = 'docs/bench/lighthouse.json';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '3' }, keep: { type: 'boolean', default: false } },
});
const rounds = Number(values.rounds);
const { date, machine, versions } = conditions();

await using demo = await runDemo();
await using host = await startHost();
await using auditor = await openAuditor();

const pages = {
  'first page': `${demo.site}/`,
  'without the chat': host.without,
  'in the corner': host.corner,
  'in the text': host.text,
} as const;

await auditor.calibrate(pages['without the chat']);
console.log(`The processor is made ${auditor.slowdown} times slower, to be a phone’s.`);

const runs: { readonly round: number; readonly page: keyof typeof pages; readonly scores: Scores }[] = [];
const remarks = new Set<string>();
// In alternation, so that each page had the same weather.
for (let round = 1; round <= rounds; round++)
  for (const [page, url] of Object.entries(pages) as [keyof typeof pages, string][]) {
    const { scores, shortfalls } = await auditor.audit(url);
    runs.push({ round, page, scores });
    for (const shortfall of shortfalls) remarks.add(`${page}: ${shortfall}`);
    console.log(`${round}. ${page}: ${categories.map((name) => `${name} ${scores[name]}`).join(', ')}`);
  }

const of = (page: keyof typeof pages) =>
  medians(runs.filter((run) => run.page === page).map((run) => run.scores));
const told = Object.fromEntries(Object.keys(pages).map((page) => [page, of(page as keyof typeof pages)]));
console.log();
console.table(told);
for (const remark of [...remarks].sort()) console.log(remark);
const failures = judged(of('first page'), of('without the chat'), {
  'in the corner': of('in the corner'),
  'in the text': of('in the text'),
});
for (const failure of failures) console.error(failure);
if (failures.length > 0) process.exitCode = 1;

if (values.keep) {
  const { node, commit } = versions;
  const { processor, memory, system } = machine;
  const report = {
    date,
    machine: { processor, memory, system, slowdown: `made ${auditor.slowdown} times slower` },
    versions: { lighthouse: auditor.version, chromium: auditor.browser, node, commit },
    runs,
  };
  writeFileSync(kept, await pretty(JSON.stringify(report), kept));
}
