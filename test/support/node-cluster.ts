// Several nodes of one chat: real servers over a real Postgres of their own and, where it is wanted, a real
// Valkey. What is asked of them at the end is asked of the log itself.
import { typingEveryMs } from '../../protocol/timing.ts';
import { ChatClient } from './chat-client.ts';
import { Crowd, type CrowdOptions } from './crowd.ts';
import { startFaultServer, wideLimits, type FaultServer } from './fault-server.ts';
import { wholeLog } from './late-reader.ts';
import type { NodeNetwork } from './node-network.ts';
import { query, startPostgres, type Postgres } from './postgres.ts';
import { until } from './until.ts';
import { startValkey, type Valkey } from './valkey.ts';
import { judge, type Shown, type Verdict, type Written } from './verdict.ts';

/** Where a node finds the log and the bus; without a bus it meets the others in the log’s Postgres. */
export interface Ways {
  readonly log: string;
  readonly bus?: string | undefined;
  /** Where the node lives in a network of its own. */
  readonly network?: NodeNetwork | undefined;
}

export interface ClusterOptions {
  readonly nodes?: number;
  readonly valkey?: boolean;
  /** Lines of Postgres’s configuration. */
  readonly settings?: readonly string[];
  readonly flags?: readonly string[];
  /** How node `index` gets to the engines, where that is not straight. */
  readonly ways?: (straight: Ways, index: number) => Ways | Promise<Ways>;
}

export interface NodeCluster extends AsyncDisposable {
  readonly postgres: Postgres;
  /** Undefined where the nodes meet in Postgres. */
  readonly valkey: Valkey | undefined;
  readonly nodes: readonly FaultServer[];
  readonly ports: readonly number[];
}

/** The rooms that there are. */
export const rooms = ['lobby', 'garden', 'kitchen'] as const;

const named = rooms.map((room) => `--room=${room}`);

/** What a busy machine may take. */
const patienceMs = 90_000;

/** The tests’ clients stay away no longer than this. */
const longestWaitMs = 1_000;

export async function startNodes({
  nodes: count = 3,
  valkey: isWanted = true,
  settings: ofPostgres = [],
  flags = [],
  ways = (straight) => straight,
}: ClusterOptions = {}): Promise<NodeCluster> {
  await using owned = new AsyncDisposableStack();
  const postgres = owned.use(await startPostgres(ofPostgres));
  const valkey = isWanted ? owned.use(await startValkey()) : undefined;
  const straight = { log: postgres.address(), bus: valkey && `redis://127.0.0.1:${valkey.port}` };
  const start = async (index: number) => {
    const { log, bus, network } = await ways(straight, index);
    const settings = { WS_CHAT_LOG: log, ...(bus !== undefined && { WS_CHAT_BUS: bus }) };
    return owned.use(
      await startFaultServer([...wideLimits, ...named, ...flags], undefined, { settings, network }),
    );
  };
  // All at once, as they are where a cluster comes up: one of them makes the tables.
  const nodes = await Promise.all(Array.from({ length: count }, (_, index) => start(index)));
  const ended = owned.move();
  return {
    postgres,
    valkey,
    nodes,
    ports: nodes.map(({ port }) => port),
    [Symbol.asyncDispose]: () => ended.disposeAsync(),
  };
}

export interface CrowdedRoom extends Disposable {
  readonly room: string;
  readonly crowd: Crowd;
}

/** `name` tells several crowds of a room apart. A crowd in each of these rooms, spread over the nodes; whose link ends comes back to the next node. */
export async function crowdRooms(
  names: readonly (typeof rooms)[number][],
  { name = '', ...options }: Omit<CrowdOptions, 'name' | 'room'> & { readonly name?: string },
): Promise<readonly CrowdedRoom[]> {
  const crowds = names.map((room) => ({
    room,
    crowd: new Crowd({ longestWaitMs, ...options, room, name: `${name}${room}` }),
  }));
  await Promise.all(crowds.map(({ crowd }) => crowd.gather()));
  return crowds.map(({ room, crowd }) => ({ room, crowd, [Symbol.dispose]: () => crowd.end() }));
}

/** Resolves when everybody was shown messages that were written after this was called. */
export async function goesOn(crowded: readonly CrowdedRoom[]): Promise<void> {
  const floors = crowded.map(({ crowd }) => crowd.newest());
  await until(
    'messages for everybody',
    () => crowded.every(({ crowd }, index) => crowd.oldest() > floors[index]!),
    patienceMs,
  );
}

/** Resolves when nothing is under way any more, and everybody was shown all that the log has. */
export async function settled(crowded: readonly CrowdedRoom[], address: string): Promise<void> {
  await Promise.all(crowded.map(({ crowd }) => crowd.rest()));
  await Promise.all(crowded.map(({ crowd }) => crowd.present()));
  for (const { room, crowd } of crowded) await crowd.caughtUp(await headOf(address, room));
}

/** How far the log says that a room is. */
export async function headOf(address: string, room: string): Promise<number> {
  const name = room.replaceAll("'", "''");
  const [found] = await query<{ head: string }>(address, `SELECT head FROM room WHERE name = '${name}'`);
  return Number(found?.head ?? 0);
}

/** In which epoch the log is. */
export async function epochOf(address: string): Promise<string> {
  const [found] = await query<{ value: string }>(address, `SELECT value FROM meta WHERE key = 'epoch'`);
  return found!.value;
}

export interface Account {
  readonly room: string;
  readonly written: readonly Written[];
  readonly shown: readonly Shown[];
}

export function accountOf({ room, crowd }: CrowdedRoom): Account {
  return { room, ...crowd.report() };
}

/** All rooms together; each one’s log is read on another node. */
export async function judgeRooms(accounts: readonly Account[], ports: readonly number[]): Promise<Verdict> {
  const verdicts: Verdict[] = [];
  for (const [index, { room, written, shown }] of accounts.entries())
    verdicts.push(await judge({ written, shown, log: wholeLog(ports[index % ports.length]!, room) }));
  const sum = (count: (verdict: Verdict) => number) =>
    verdicts.reduce((total, verdict) => total + count(verdict), 0);
  return {
    acknowledged: sum(({ acknowledged }) => acknowledged),
    lost: sum(({ lost }) => lost),
    twice: sum(({ twice }) => twice),
    reordered: sum(({ reordered }) => reordered),
    holes: sum(({ holes }) => holes),
    divergent: verdicts.flatMap(({ divergent }) => divergent),
    entries: sum(({ entries }) => entries),
  };
}

/**
 * Resolves when each node hears from each other one what only the bus tells: that somebody types. They come as
 * visitors of the kitchen, and leave again.
 */
export async function busCarries(ports: readonly number[]): Promise<void> {
  const clients = ports.map((port) => new ChatClient(`ws://127.0.0.1:${port}/rooms/kitchen`, {}));
  clients.forEach((client, index) => client.say({ type: 'hello', name: `Typist ${index}` }));
  const ids = await Promise.all(clients.map(async (client) => (await client.next('welcome')).you.id));
  const heard = (client: ChatClient) =>
    new Set(client.all('typing').flatMap(({ who }) => who.map(({ id }) => id)));
  // Nobody repeats a signal that is lost.
  const again = setInterval(() => {
    for (const client of clients) client.say({ type: 'typing', on: true });
  }, typingEveryMs);
  try {
    await until('a bus that carries', () =>
      clients.every((client, own) => {
        const known = heard(client);
        return ids.every((id, index) => index === own || known.has(id));
      }),
    );
  } finally {
    clearInterval(again);
  }
  for (const client of clients) client.leave();
  await Promise.all(clients.map(({ closed }) => closed));
}
