// The tables of several nodes.
import { medianOf, ratioOf, type OfRound } from '../report/rounds.ts';
import { told, type Rows } from '../report/table.ts';
import type { LogResult } from './log/job.ts';
import { loads, type LogRun } from './log/measure.ts';
import type { LogName } from './log/poster.ts';
import { layouts, type Layout, type LayoutName } from './spread/layouts.ts';
import type { SpreadName } from './spread/loads.ts';
import type { SpreadRun } from './spread/measure.ts';
import type { SpreadResult } from '../load/job.ts';

const logLabels: Readonly<Record<LogName, string>> = {
  sqlite: 'SQLite',
  postgres: 'Postgres, group commit',
  'transaction-each': 'Postgres, a transaction each',
};

const rate = (result: LogResult) => result.acknowledgedPerSecond;
const wholeLogCost = (result: LogResult) => result.nodeCost + result.engineCost;

/** A row for each log under each load. */
export function logTable(all: readonly LogRun[]): Rows {
  const heading = [
    '',
    'in flight',
    'posts/s',
    'of SQLite’s',
    'times a transaction each',
    'to ack p50 ms',
    'to ack p99 ms',
    'node, CPU µs a post',
    'engine, CPU µs a post',
    'both, of a transaction each',
  ];
  const rows = loads.flatMap((inFlight) => {
    const runsOf = (name: LogName) => all.filter((run) => run.name === name && run.inFlight === inFlight);
    return (Object.keys(logLabels) as LogName[]).map((name) => {
      const runs = runsOf(name);
      const number = (of: (result: LogResult) => number | undefined, decimals: number) =>
        told(medianOf(runs, of), decimals);
      return [
        logLabels[name],
        `${inFlight}`,
        number(rate, 0),
        told(ratioOf(runs, runsOf('sqlite'), rate), 2),
        told(ratioOf(runs, runsOf('transaction-each'), rate), 1),
        number(({ waited }) => waited?.p50, 1),
        number(({ waited }) => waited?.p99, 1),
        number(({ nodeCost }) => nodeCost, 1),
        // It has no process of its own.
        name === 'sqlite' ? '–' : number(({ engineCost }) => engineCost, 1),
        told(ratioOf(runs, runsOf('transaction-each'), wholeLogCost), 3),
      ];
    });
  });
  return [heading, ...rows];
}

type Of = (result: SpreadResult) => number | undefined;

const wholeCost: Of = ({ nodeCost, engineCost }) => nodeCost + engineCost;
const near: Of = ({ seen }) => seen[0]?.sinceConfirmed?.p50;
const far: Of = ({ seen }) => seen[1]?.sinceConfirmed?.p50;

/** The peer on two nodes. */
const peer: LayoutName = 'socket-io-over-redis';

interface Column {
  readonly label: string;
  of(runs: Spread, layout: Layout): string;
}

/** The runs of a layout under one load. */
type Spread = (layout: LayoutName) => readonly OfRound<SpreadResult>[];

const number = (label: string, decimals: number, of: Of): Column => ({
  label,
  of: (runs, { name }) => told(medianOf(runs(name), of), decimals),
});

const ratio = (label: string, of: Of, other: (layout: Layout) => LayoutName): Column => ({
  label,
  of: (runs, layout) => told(ratioOf(runs(layout.name), runs(other(layout)), of), 2),
});

const kept: Column = { label: 'kept at the ack', of: (_, layout) => layout.kept };

const enginesOf = number('engines, CPU µs a delivery', 2, ({ engineCost }) => engineCost);
const engines: Column = {
  ...enginesOf,
  of: (runs, layout) => (layout.engines.length === 0 ? '–' : enginesOf.of(runs, layout)),
};

const costs = [number('nodes, CPU µs a delivery', 2, ({ nodeCost }) => nodeCost), engines];

const waits = [
  number('here p50 ms', 1, near),
  number('here p99 ms', 1, ({ seen }) => seen[0]?.sinceConfirmed?.p99),
  number('there p50 ms', 1, far),
  number('there p99 ms', 1, ({ seen }) => seen[1]?.sinceConfirmed?.p99),
];

const toAck = number('to ack p50 ms', 1, ({ confirmed }) => confirmed?.p50);

const columns: Readonly<Record<SpreadName, readonly Column[]>> = {
  crowd: [
    kept,
    ...costs,
    ratio('both, of one node’s', wholeCost, ({ alone }) => alone),
    ratio('both, of Socket.IO’s on two', wholeCost, () => peer),
    number('deliveries a read', 1, ({ deliveriesPerRead }) => deliveriesPerRead),
    toAck,
    ...waits,
  ],
  hop: [
    kept,
    toAck,
    ...waits,
    ratio('there, of Socket.IO’s', far, () => peer),
    number('post to there p50 ms', 1, ({ seen }) => seen[1]?.sincePosted?.p50),
    number('post to there p99 ms', 1, ({ seen }) => seen[1]?.sincePosted?.p99),
  ],
};

/** A row for each layout that was measured so. */
export function spreadTable(all: readonly SpreadRun[], load: SpreadName): Rows {
  const runs: Spread = (layout) => all.filter((run) => run.load === load && run.layout === layout);
  const measured = layouts.filter(({ name }) => runs(name).length > 0);
  return [
    ['', ...columns[load].map(({ label }) => label)],
    ...measured.map((layout) => [layout.label, ...columns[load].map((column) => column.of(runs, layout))]),
  ];
}
