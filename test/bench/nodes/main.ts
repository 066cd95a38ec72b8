// The bench of several nodes: what the log costs in Postgres, what a delivery costs where a room is spread, and how
// late it is there. Exits with 1 where something acknowledged is not in its log, or not at its readers.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { installPeers } from '../peers-installed.ts';
import { commit, thisMachine } from '../report/runs.ts';
import { terminalTable } from '../report/table.ts';
import { peersFolder } from '../targets.ts';
import { measureLogs } from './log/measure.ts';
import { countedIn, faultsOf, keptReport, writeReport } from './report.ts';
import { measureSpreads } from './spread/measure.ts';
import { spreadLoads } from './spread/loads.ts';
import { logTable, spreadTable } from './tables.ts';

const parts = ['log', 'spread'] as const;

const usage = `npm run bench:nodes [-- flags]    what several nodes cost, and how late a message is elsewhere

  --quick         short and rough, for development; publishes nothing
  --part=NAME     only this one: ${parts.join(', ')}
  --rounds=N      how often everyone is measured in turn; 3 unless said otherwise, 1 with --quick
  --redraw        nothing is measured: the tables are made anew from the numbers kept
`;

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    part: { type: 'string' },
    rounds: { type: 'string' },
    redraw: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) process.stdout.write(usage);
else if (values.redraw) await writeReport(keptReport());
else process.exitCode = await bench();

async function bench(): Promise<number> {
  const size = values.quick ? 'quick' : 'whole';
  const rounds = Number(values.rounds ?? (values.quick ? 1 : 3));
  const isWanted = (part: (typeof parts)[number]) => (values.part ?? part) === part;
  if (!parts.some(isWanted))
    throw new Error(`There is no “${values.part}” here. Name one of ${parts.join(', ')}.`);
  installPeers();
  // Asked for before the first run: sources may change meanwhile.
  const found = { date: new Date().toISOString(), machine: thisMachine(), commit: commit() };
  const tell = (line: string) => console.log(`  ${line}`);

  console.log('The log: posts into one room');
  const logs = isWanted('log') ? await measureLogs(size, rounds, tell) : [];
  console.log('Rooms over one and two nodes');
  const { runs: spreads, versions } = isWanted('spread')
    ? await measureSpreads(size, rounds, tell)
    : { runs: [], versions: {} };

  const measured = { logs, spreads };
  if (isWanted('log')) console.log(`\nThe log\n${terminalTable(logTable(logs))}`);
  if (isWanted('spread'))
    for (const { name, title } of spreadLoads(size))
      console.log(`\n${title}\n${terminalTable(spreadTable(spreads, name))}`);
  console.log(`\n${countedIn(measured)}`);
  if (!values.quick && values.part === undefined) {
    const { date, machine } = found;
    const all = { node: process.versions.node, ...versions, ...peerVersions(), commit: found.commit };
    for (const file of await writeReport({ date, machine, versions: all, ...measured }))
      console.log(`wrote ${file}`);
  }
  return faultsOf(measured).length === 0 ? 0 : 1;
}

function peerVersions(): Readonly<Record<string, string>> {
  const { dependencies } = JSON.parse(readFileSync(join(peersFolder, 'package.json'), 'utf8')) as {
    dependencies: Readonly<Record<string, string>>;
  };
  return Object.fromEntries(
    ['socket.io', '@socket.io/redis-adapter'].map((name) => [name, dependencies[name]!]),
  );
}
