// The bench: this server and its peers in alternation, each in a process of its own, every delivery
// counted. Exits with 1 if one was missed, came twice or out of order.
import { join } from 'node:path';
import { readCommandLine, usage, type Asked } from './command-line.ts';
import { canPin } from './cores.ts';
import { generateLoad } from './generator-process.ts';
import type { LoadJob, LoadResult } from './load/job.ts';
import { installPeers } from './peers-installed.ts';
import { measureCeiling } from './ceiling.ts';
import { keptReport, writeDocuments } from './report/document.ts';
import { figuresOf } from './report/figures.ts';
import { conditions, type Run } from './report/runs.ts';
import { Summary } from './report/summary.ts';
import { terminalTable } from './report/table.ts';
import type { Scenario, Size } from './scenarios.ts';
import { startServer } from './server-process.ts';
import type { Target } from './targets.ts';

const wish = readCommandLine(process.argv.slice(2));
if (wish.kind === 'help') process.stdout.write(usage);
else if (wish.kind === 'ceiling') console.log(await measureCeiling());
else if (wish.kind === 'redraw') await writeDocuments(new Summary(keptReport(wish.suite)));
else process.exitCode = await bench(wish.asked);

async function bench(asked: Asked): Promise<number> {
  installPeers();
  if (!canPin)
    console.log(
      'Without taskset, or on one core, server and load share the processor: expect rough numbers.',
    );
  const found = conditions();
  const runs: Run[] = [];
  for (const scenario of asked.scenarios) {
    console.log(`\n${scenario.title}`);
    for (let round = 1; round <= asked.rounds; round++)
      for (const target of asked.targets.filter(({ name }) => scenario.targets.includes(name))) {
        const result = await measure(scenario, target, asked.size, asked.profiles);
        if (result) runs.push({ round, scenario: scenario.name, target: target.name, result });
        process.stdout.write(
          `  ${round}: ${target.label}${result ? '' : ' cannot run here: its package for this platform is missing'}\n`,
        );
      }
  }
  const summary = new Summary({ suite: asked.suite, ...found, runs });
  tell(summary, asked.scenarios);
  if (asked.isWhole) for (const file of await writeDocuments(summary)) console.log(`wrote ${file}`);
  return summary.faults.length === 0 ? 0 : 1;
}

/** One server, one job; undefined where the target cannot run here. */
async function measure(
  scenario: Scenario,
  target: Target,
  size: Size,
  profiles: string | undefined,
): Promise<LoadResult | undefined> {
  if (target.command(0, '') === undefined) return undefined;
  const plan = scenario.plan(size);
  const flags = [
    ...(plan.kind === 'storm' ? ['--import', join(import.meta.dirname, 'load/loop-probe.ts')] : []),
    ...(profiles === undefined || target.name === 'bun' ? [] : ['--cpu-prof', `--cpu-prof-dir=${profiles}`]),
  ];
  await using server = await startServer(target, flags);
  const { port, pid, loopReport } = server;
  const job: LoadJob = { ...plan, port, pid, dialect: target.dialect, loopReport };
  return await generateLoad(job);
}

function tell(summary: Summary, scenarios: readonly Scenario[]): void {
  for (const scenario of scenarios)
    console.log(`\n${scenario.title}\n${terminalTable(summary.table(scenario))}`);
  const figures = figuresOf(summary).map(({ what, wanted, measured, isMet }) => [
    what,
    wanted,
    measured,
    isMet ? 'met' : 'MISSED',
  ]);
  if (figures.length > 0)
    console.log(`\n${terminalTable([['figure', 'wanted', 'measured', ''], ...figures])}`);
  console.log(`\ncounted ${summary.counted} deliveries, ${summary.faults.length} faults`);
  for (const fault of summary.faults) console.log(`  ${fault}`);
}
