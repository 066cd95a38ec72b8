// The tables of docs/scaling.md that come from plans and figures: they are never older than these.
import { readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { constants, figures, type Figure } from './constants.ts';
import { sumOf, writesOfReader } from './cost.ts';
import { planFor, type Plan, type Wish } from './plan.ts';
import { amount, whole } from './report.ts';

const file = new URL('../../docs/scaling.md', import.meta.url);

/** One message of a person in eight minutes, twenty people to a room, and no room with more than five a second. */
const usual = { rate: 0.002, roomPosts: 5, joinSpread: 2, cores: 8, memoryGiB: 16, route: 'node' } as const;
const peopleOfRoom = 20;

const crowds = [1_000, 10_000, 100_000, 1_000_000, 10_000_000];

export async function writeDocument(): Promise<void> {
  writeFileSync(file, await withTables(readFileSync(file, 'utf8')));
}

export async function withTables(document: string): Promise<string> {
  const filled = [
    ['plans', plansTable(crowds.map((users) => planFor(wishFor(users), constants)))],
    ['costs', costsTable()],
    ['figures', figuresTable()],
  ].reduce((text, [mark, table]) => withBlock(text, mark!, table!), document);
  return format(filled, { ...(await resolveConfig(file)), parser: 'markdown' });
}

function wishFor(users: number): Wish {
  return { ...usual, users, rooms: users / peopleOfRoom };
}

function plansTable(plans: readonly Plan[]): string {
  const rows: readonly (readonly [string, (plan: Plan) => string])[] = [
    ['stage', ({ stage }) => stage],
    ['machines, one of them to spare', ({ nodes }) => whole(nodes)],
    ['processes on each', ({ processesOfNode }) => whole(processesOfNode)],
    ['`--max-connections`', ({ maxConnections }) => whole(maxConnections)],
    ['largest room', ({ largestRoom }) => whole(largestRoom.size)],
    [
      'fullest machine, and mean',
      ({ fullest, meanConnections }) => `${whole(fullest.connections)}, ${whole(meanConnections)}`,
    ],
    ['its memory, GiB', ({ fullest }) => amount(fullest.bytes / 2 ** 30)],
    ['its processor, cores', ({ fullest }) => amount(sumOf(fullest.cores))],
    ['deliveries a second', ({ total }) => whole(total.deliveries)],
    ['posts a second', ({ total }) => amount(total.posts)],
    ['Postgres primaries', ({ log }) => (log.keeper === 'postgres' ? whole(log.primaries) : '–')],
    ['messages between processes a second', ({ bus }) => whole(bus.messages)],
    ['everybody back, s', ({ back }) => amount(back.seconds)],
    ['gives way first', ({ walls: [first] }) => `${first!.what}, ${Math.round(first!.share * 100)} %`],
  ];
  return markdownTable(
    ['users', ...plans.map(({ wish }) => whole(wish.users))],
    rows.map(([what, read]) => [what, ...plans.map(read)]),
  );
}

/** A room that is crowded and busy: what is said in it leaves by walks, and no longer by messages. */
const crowded = { readers: 1_000, posts: 100 };

function costsTable(): string {
  const c = constants;
  const lone = Math.max(...c.logRuns.map(({ cpuSecondsPerMillion }) => cpuSecondsPerMillion)) / 1e6;
  const writes = writesOfReader(crowded.readers, crowded.posts, c);
  const told = (seconds: number) =>
    seconds < 1e-3 ? `${amount(seconds * 1e6)} µs` : `${amount(seconds * 1e3)} ms`;
  const bears = (seconds: number, what: string) => `${round(c.busyShare / seconds)} ${what}`;
  const perReader = writes * c.writeSeconds + crowded.posts * c.frameSeconds;
  return markdownTable(
    ['what', 'processor', 'so half a core bears'],
    [
      [
        'a quiet connection',
        `${told(c.idleSeconds)} a second, and ${amount(c.connectionBytes / 1_024)} KiB of memory beside the kernel’s ${amount(c.socketBytes / 1_024)}`,
        'more than a process admits',
      ],
      ['a write: what a reader gets at once', told(c.writeSeconds), bears(c.writeSeconds, 'a second')],
      ['each message in it', told(c.frameSeconds), bears(c.frameSeconds, 'a second')],
      [
        'a post that comes alone, commit and all',
        told(c.postSeconds + lone),
        bears(c.postSeconds + lone, 'a second'),
      ],
      [
        `a reader of a room of ${whole(crowded.readers)} with ${crowded.posts} messages a second`,
        `${told(perReader)} a second, in ${amount(writes)} writes`,
        bears(perReader, 'readers'),
      ],
      [
        'somebody who comes back after a cut',
        told(c.returnSeconds),
        `a whole core has ${whole(c.processConnections)} back in ${amount(c.processConnections * c.returnSeconds)} s`,
      ],
    ],
  );
}

/** To two figures: more is not known. */
function round(value: number): string {
  return whole(Number(value.toPrecision(2)));
}

function figuresTable(): string {
  const told = (value: number) => (value < 0.01 ? `${amount(value * 1e6)} millionths` : amount(value));
  const rows = Object.entries<Figure>(figures).map(([name, { value, unit, kind, source }]) => [
    `\`${name}\``,
    `${told(value)} ${unit}`,
    kind === 'assumed' ? '**assumed**' : kind,
    source,
  ]);
  return markdownTable(['figure', 'how much', '', 'from'], rows);
}

function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function withBlock(text: string, mark: string, content: string): string {
  const [begin, end] = [`<!-- ${mark} -->`, `<!-- end of ${mark} -->`];
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`docs/scaling.md lacks the marks of “${mark}”.`);
  return `${text.slice(0, from + begin.length)}\n\n${content}\n\n${text.slice(to)}`;
}
