// The charts and the tables of the page of benchmarks, out of what was measured.
import { barChart, type Bar } from './bars.ts';
import { escaped } from './html.ts';
import {
  conditionsOf,
  counted,
  delivery,
  log,
  median,
  medianOf,
  nodes,
  slow,
  storm,
  wantedIn,
  widget,
  type Wanted,
} from './measured.ts';

const targets = {
  'ws-chat': 'ws-chat',
  ws: 'ws loop',
  'ws-sqlite': 'ws loop + SQLite',
  'socket-io': 'Socket.IO',
  bun: 'Bun',
} as const;

const kilo = 1_000;
const kibi = 1_024;
const mega = 1_000_000;

/** What the page is filled with. */
export function benchmarkTexts(): Readonly<Record<string, string>> {
  const wanted = [...wantedIn('docs/bench.md'), ...wantedIn('docs/bench-widget.md')];
  const missed = wanted.filter(({ isMet }) => !isMet);
  return {
    'wanted count': `${wanted.length}`,
    'missed count': `${missed.length}`,
    'met count': `${wanted.length - missed.length}`,
    'missed table': wantedTable(missed),
    'met table': wantedTable(wanted.filter(({ isMet }) => isMet)),
    'counted deliveries': counted(delivery.runs).expected.toLocaleString('en'),
    ...deliveryCharts(),
    ...widgetCharts(),
    'log chart': logChart(),
    'nodes chart': nodesChart(),
  };
}

function deliveryCharts() {
  const chart = (name: string, note: string, scenario: string) =>
    barChart({
      title: name,
      note,
      conditions: conditionsOf(delivery),
      unit: 'CPU s a million',
      decimals: 2,
      bars: barsOf(delivery.runs, scenario, 'secondsPerMillion'),
    });
  return {
    'saturation chart': chart(
      'As fast as they can: 500 readers, 10 people who write without a pause.',
      'CPU seconds per million deliveries, less is better. ws-chat and “+ SQLite” keep every message on disk, the others keep none.',
      'saturation',
    ),
    'steady chart': chart(
      '1,000 readers, 100 messages a second.',
      'CPU seconds per million deliveries, less is better; at this rate the ws loop is near the end of its core.',
      'steady',
    ),
    'rooms chart': chart(
      '500 rooms of four, two messages a second in each.',
      'CPU seconds per million deliveries, less is better. Here nothing is shared, and whoever keeps nothing wins.',
      'rooms',
    ),
    'idle chart': barChart({
      title: 'Memory of the server for each of 10,000 connections that do nothing.',
      note: 'Less is better.',
      conditions: conditionsOf(delivery),
      unit: 'KiB',
      decimals: 1,
      bars: barsOf(delivery.runs, 'idle', 'bytesPerConnection', kibi),
    }),
    'connect chart': barChart({
      title: 'What one connect costs.',
      note: 'Less is better. Ours has hello, a name, a place in the room and the last messages in it.',
      conditions: conditionsOf(delivery),
      unit: 'CPU µs',
      bars: barsOf(delivery.runs, 'idle', 'microsecondsPerConnect'),
    }),
    'stalled chart': barChart({
      title: 'What the server’s memory grows by when 200 of 300 readers never read.',
      note: 'Less is better. The two that look better here fall behind instead: see their waits in the report.',
      conditions: conditionsOf(slow),
      unit: 'MB',
      bars: barsOf(slow.runs, 'stalled', 'grownBytes', mega),
    }),
    'storm chart': barChart({
      title: '10,000 clients are cut at once, and all come back.',
      note: 'Until so many were back, each with all that it had missed.',
      conditions: conditionsOf(storm),
      unit: 'seconds',
      decimals: 1,
      bars: [
        { label: 'half of them', value: ofStorm('backAfter.p50') / kilo, isOurs: true },
        { label: '99 of 100', value: ofStorm('backAfter.p99') / kilo, isOurs: true },
      ],
    }),
  };
}

function widgetCharts() {
  const conditions = conditionsOf(widget);
  const bars = (what: string, scale = 1): readonly Bar[] =>
    ['ws-chat', 'deep-chat', 'converse.js'].flatMap((label) => {
      const values = widget.samples[`${what} ${label}`];
      return values ? [{ label, value: median(values) / scale, isOurs: label === 'ws-chat' }] : [];
    });
  return {
    'size chart': barChart({
      title: 'What a page fetches before it shows a conversation, as gzip.',
      note: 'Less is better. A page whose chat is closed fetches the script alone: we wanted at most 32 kB of it.',
      conditions,
      unit: 'kB',
      decimals: 1,
      bars: bars('size', kilo),
    }),
    'script chart': barChart({
      title: 'Loading and running the script, on a processor four times slower.',
      note: 'Less is better. We wanted at most 45 ms.',
      conditions,
      unit: 'ms',
      bars: bars('script'),
    }),
    'mount chart': barChart({
      title: 'Fifty messages painted after the element came into the page, four times slower.',
      note: 'Less is better. deep-chat is given its messages; ours are fetched from the server meanwhile.',
      conditions,
      unit: 'ms',
      bars: bars('mount'),
    }),
  };
}

function logChart() {
  const { cores, cpu, node } = log.machine;
  return barChart({
    title: 'Messages a second into one room, each on disk before it is acknowledged.',
    note: 'More is better; by how many are on their way at a time. SQLite, one process.',
    conditions: `Measured with node ${node.replace(/^v/, '')} on ${cores} cores of ${cpu}.`,
    unit: 'a second',
    bars: log.results.map(({ inFlight, acknowledgedPerSecond }) => ({
      label: `${inFlight.toLocaleString('en')} on their way`,
      value: acknowledgedPerSecond,
      isOurs: true,
    })),
  });
}

function nodesChart() {
  const names: Readonly<Record<string, string>> = {
    sqlite: 'SQLite',
    postgres: 'Postgres, group commit',
    'transaction-each': 'Postgres, one by one',
  };
  const most = Math.max(...nodes.logs.map(({ inFlight }) => inFlight));
  return barChart({
    title: `The same with the log in Postgres, ${most} on their way at a time.`,
    note: 'More is better. “One by one” is not ours: it is how one writes it with a transaction for each message.',
    conditions: conditionsOf(nodes),
    unit: 'a second',
    bars: Object.entries(names).map(([name, label]) => ({
      label,
      value: median(
        nodes.logs
          .filter((run) => run.name === name && run.inFlight === most)
          .map(({ result }) => result.acknowledgedPerSecond),
      ),
      isOurs: name !== 'transaction-each',
    })),
  });
}

function barsOf(runs: typeof delivery.runs, scenario: string, number: string, scale = 1): readonly Bar[] {
  return Object.entries(targets).flatMap(([target, label]) => {
    const value = medianOf(runs, scenario, target, number);
    return value === undefined ? [] : [{ label, value: value / scale, isOurs: target === 'ws-chat' }];
  });
}

function ofStorm(number: string): number {
  return medianOf(storm.runs, 'storm', 'ws-chat', number)!;
}

function wantedTable(figures: readonly Wanted[]): string {
  const rows = figures.map(
    ({ what, wanted, measured, isMet }) =>
      `<tr><th scope="row">${escaped(what)}</th><td>${escaped(wanted)}</td><td>${escaped(measured)}</td><td><span class="${isMet ? 'met' : 'missed'}">${isMet ? 'met' : 'missed'}</span></td></tr>`,
  );
  return `<div class="table" role="group" aria-label="Table" tabindex="0"><table class="wanted">
<thead><tr><th scope="col">Figure</th><th scope="col">Wanted</th><th scope="col">Measured</th><th scope="col">Verdict</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table></div>`;
}
