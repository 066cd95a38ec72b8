// A plan as a person reads it: a table, what gives way first, and one sentence that says what to do.
import { settings } from '../../server/config/settings.ts';
import { sumOf } from './cost.ts';
import type { Plan } from './plan.ts';
import { fullestOf, type Wall } from './walls.ts';

type Row = readonly [what: string, how: string];

/** So many walls are told. */
const toldWalls = 5;

export function reportOf(plan: Plan): string {
  const { total, fullest, wish, log, bus, back } = plan;
  const isShared = log.keeper === 'postgres';
  const crowd: readonly Row[] = [
    ['users, each a connection', whole(wish.users)],
    ['rooms with somebody in them', whole(plan.rooms)],
    ['largest room', `${whole(plan.largestRoom.size)} readers, ${rate(plan.largestRoom.posts)} posts/s`],
    ['posts', `${rate(total.posts)} a second`],
    ['deliveries', `${rate(total.deliveries)} a second, in ${rate(total.writes)} writes`],
  ];
  const needs: readonly Row[] = [
    ['stage', plan.stage],
    ['machines', isShared ? `${whole(plan.nodes)}, one of them to spare` : '1'],
    ['processes', `${plan.processesOfNode} on each`],
    ['connections a process admits', `${whole(plan.maxConnections)} (--max-connections)`],
    [
      fullestOf(plan),
      `${whole(fullest.connections)} connections, the mean one ${whole(plan.meanConnections)}`,
    ],
    ['its memory', `${amount(fullest.bytes / 2 ** 30)} GiB`],
    ['its processor', `${amount(sumOf(fullest.cores))} cores: ${partsOf(plan)}`],
    ['memory of all', `${amount(total.bytes / 2 ** 30)} GiB`],
    ['processor of all', `${amount(sumOf(total.cores))} cores`],
    ...(isShared ? shared(plan) : []),
    ...(bus.messages > 0
      ? [['between processes', `${rate(bus.messages)} messages a second${enginesOf(plan)}`] as const]
      : []),
    ['everybody back after a cut', `${amount(back.seconds)} s, ${slowest[back.by]}`],
  ];
  return `${table('The crowd', crowd)}

${table('What it needs', needs)}

${table('What gives way first', plan.walls.slice(0, toldWalls).map(rowOfWall))}

${recommendation(plan)}
`;
}

export function recommendation(plan: Plan): string {
  if (!plan.bearable)
    return 'No number of machines bears this: its largest room is told too much. Let a room post less by slow mode (--room-posts), or take machines with more cores.';
  const broken = plan.walls.filter(({ share }) => share > 1);
  const engine = broken.find(({ by }) => by === 'engine');
  if (engine)
    return `${machinesOf(plan)} would bear the visitors, but ${engine.what} would be ${amount(engine.share)} times of what is there: ${lowered(engine.cure)}`;
  const first = broken.map(({ cure }) => ` Before that: ${lowered(cure)}`).join('');
  switch (plan.stage) {
    case 'one process':
      return `One process with its own log is enough: nothing else is needed.${first}`;
    case 'workers':
      return `One machine is enough, with --workers ${plan.processesOfNode}.${first}`;
    case 'Postgres':
      return `Take ${machinesOf(plan)}, with --log postgres://…; the balancer keeps rooms together, and no bus is needed yet.${first}`;
    case 'Valkey':
      return `Take ${machinesOf(plan)}, with --log postgres://… and --bus redis://…; the balancer keeps rooms together.${first}`;
  }
}

function machinesOf({ nodes, processesOfNode, maxConnections }: Plan): string {
  const setting =
    maxConnections >= usualConnections ? '' : `, each process with --max-connections ${maxConnections}`;
  return `${whole(nodes)} machines of ${processesOfNode} processes${setting}`;
}

/** What a process admits where nothing is set. */
const usualConnections = settings.maxConnections.schema.parse(undefined);

const slowest = {
  spread: 'as long as they take to come',
  processor: 'by the fullest process',
  log: 'by reading their rooms from the log',
} as const;

function shared({ log, total }: Plan): readonly Row[] {
  return [
    [
      'Postgres',
      `${log.primaries} primary for ${rate(total.posts)} posts/s`.replace(
        'primary',
        log.primaries === 1 ? 'primary' : 'primaries',
      ),
    ],
    ['write-ahead log', `${amount(log.walMegabytes)} MB a second, ${amount(log.gigabytesADay)} GB a day`],
  ];
}

function enginesOf({ stage, bus }: Plan): string {
  return stage === 'Valkey' ? `, ${bus.engines} Valkey` : '';
}

/** The parts that are worth a word, largest first. */
function partsOf({ fullest: { cores } }: Plan): string {
  const sum = sumOf(cores);
  return Object.entries<number>({ ...cores })
    .sort(([, one], [, other]) => other - one)
    .filter(([, value]) => value >= sum / 100)
    .map(([name, value]) => `${name} ${amount(value)}`)
    .join(', ');
}

function rowOfWall({ what, used, bound, unit, share, cure }: Wall): Row {
  return [`${Math.round(share * 100)} % ${what}`, `${amount(used)} of ${amount(bound)} ${unit}. ${cure}`];
}

function table(heading: string, rows: readonly Row[]): string {
  const width = Math.max(...rows.map(([what]) => what.length));
  return [heading, ...rows.map(([what, how]) => `  ${what.padEnd(width)}  ${how}`)].join('\n');
}

function lowered(sentence: string): string {
  return /^(LimitNOFILE|Postgres)/.test(sentence)
    ? sentence
    : sentence.charAt(0).toLowerCase() + sentence.slice(1);
}

export function whole(value: number): string {
  return Math.round(value).toLocaleString('en');
}

/** As exactly as it is known: two figures, or all of a larger number’s. */
export function amount(value: number): string {
  if (value >= 100) return whole(value);
  return String(Number(value.toPrecision(2)));
}

function rate(value: number): string {
  return amount(value);
}
