// The tables of docs/scaling.md that come from plans and figures: they are never older than these.
import { readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { constants, figures, type Figure } from './constants.ts';
import { sumOf } from './cost.ts';
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
