// The bench of the widget: the built bundle in a real browser, on a page of another origin, with the real
// server. Peers are measured in the same run where there is something to compare.
import { parseArgs } from 'node:util';
import { commit, thisMachine } from '../report/runs.ts';
import { terminalTable } from '../report/table.ts';
import { figuresOf } from './figures.ts';
import { joined, type Measure, type Samples } from './measure.ts';
import { busyRoom } from './measures/busy-room.ts';
import { firstView } from './measures/first-view.ts';
import { hourInRoom } from './measures/hour.ts';
import { readingBack } from './measures/reading-back.ts';
import { script } from './measures/script.ts';
import { sizes } from './measures/sizes.ts';
import { chats } from './peers.ts';
import { keptReport, writeReport } from './report.ts';
import { Stage } from './stage.ts';
import { busyTable, peersTable } from './tables.ts';

const measures: readonly Measure[] = [sizes, script, firstView, busyRoom, readingBack, hourInRoom];

const usage = `npm run bench:widget [-- flags]    what the chat costs the page it is in

  --quick         short and rough, for development; publishes nothing
  --only=NAME     only this one; repeat for more: ${measures.map(({ name }) => name).join(', ')}
  --redraw        nothing is measured: the tables are made anew from the numbers kept
`;

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true, default: [] },
    redraw: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) process.stdout.write(usage);
else if (values.redraw) await writeReport(keptReport());
else await bench(measures.filter(({ name }) => values.only.length === 0 || values.only.includes(name)));

async function bench(wanted: readonly Measure[]): Promise<void> {
  // Asked for first: installing peers would disturb what is measured.
  const beside = chats();
  await using stage = await Stage.build();
  const samples: Samples[] = [];
  for (const { title, run } of wanted) {
    console.log(title);
    samples.push(await run(stage, values.quick ? 'quick' : 'whole'));
  }
  const all = joined(samples);
  tell(all);
  if (values.quick || wanted.length < measures.length) return;
  const report = {
    date: new Date().toISOString(),
    machine: thisMachine(),
    versions: {
      chromium: stage.browserVersion,
      node: process.versions.node,
      ...Object.fromEntries(beside.flatMap(({ name, version }) => (version ? [[name, version]] : []))),
      commit: commit(),
    },
    samples: all,
  };
  for (const file of await writeReport(report)) console.log(`wrote ${file}`);
}

function tell(samples: Samples): void {
  const figures = figuresOf(samples).map(({ what, wanted, measured, isMet }) => [
    what,
    wanted,
    measured,
    isMet ? 'met' : 'MISSED',
  ]);
  console.log(`\n${terminalTable([['figure', 'wanted', 'measured', ''], ...figures])}`);
  for (const table of [peersTable(samples), busyTable(samples)])
    if (table.length > 1) console.log(`\n${terminalTable(table)}`);
}
