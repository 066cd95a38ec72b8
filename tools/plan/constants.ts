// Every number that a plan is made of, each with its unit and where it comes from: measured by a bench of this
// project, read in its sources, or assumed. What is assumed is to be measured and put in here.
import { settings } from '../../server/config/settings.ts';
import { longestRestMs } from '../../server/room/fan-out.ts';
import { ringEntries } from '../../server/room/ring.ts';
import { roomBytes } from '../../server/room/resting.ts';
import { measured, measuredLog, type LogRun } from './bench-figures.ts';

export interface Figure {
  readonly value: number;
  readonly unit: string;
  readonly kind: 'measured' | 'source' | 'assumed';
  /** The file and what in it; or on what it was assumed. */
  readonly source: string;
}

type Source = readonly [kind: Figure['kind'], source: string];

const figure = (value: number, unit: string, [kind, source]: Source): Figure => ({
  value,
  unit,
  kind,
  source,
});

const bench = (file: 'delivery' | 'storm', scenario: string, path: string, unit: string, factor = 1) =>
  figure(measured(file, scenario, path) * factor, unit, [
    'measured',
    `docs/bench/${file}.json: ${scenario}, ${path}`,
  ]);

const idle = (path: string) => measured('delivery', 'idle', path);
const idleConnections = 10_000;
const stormClients = measured('storm', 'storm', 'clients');

/**
 * What a write costs, and a frame in it: two benches differ in how many frames share a write, so that both follow. The
 * posts of the calmer one are a few per cent of it and are left in.
 */
const [writeSeconds, frameSeconds] = (() => {
  const of = (scenario: string) => ({
    seconds: measured('delivery', scenario, 'secondsPerMillion') / 1e6,
    frames: measured('delivery', scenario, 'deliveriesPerRead'),
  });
  const [many, few] = [of('saturation'), of('steady')];
  const frame = (many.seconds * many.frames - few.seconds * few.frames) / (many.frames - few.frames);
  return [few.frames * (few.seconds - frame), frame] as const;
})();

/**
 * A post in a room of four, without its writes and without its share of a commit, which nobody shared. Where very many come
 * at once they share turns too, and cost a tenth of it: a plan is on the safe side there.
 */
const postSeconds = (() => {
  const readers = 4;
  const perPost = (measured('delivery', 'rooms', 'secondsPerMillion') / 1e6) * readers;
  const writes = readers / measured('delivery', 'rooms', 'deliveriesPerRead');
  const alone = Math.max(...measuredLog().map(({ cpuSecondsPerMillion }) => cpuSecondsPerMillion)) / 1e6;
  return perPost - writes * writeSeconds - readers * frameSeconds - alone;
})();

const derived = 'docs/bench/delivery.json: saturation and steady, secondsPerMillion and deliveriesPerRead';

export const figures = {
  // A process of the server, its CPU by the second.
  writeSeconds: figure(writeSeconds, 's of CPU a write to a reader', ['measured', derived]),
  frameSeconds: figure(frameSeconds, 's of CPU a frame in a write', ['measured', derived]),
  postSeconds: figure(postSeconds, 's of CPU a post, without log and fan-out', [
    'measured',
    'docs/bench/delivery.json: rooms, less its writes and docs/bench/log.json’s single commits',
  ]),
  idleSeconds: figure(idle('idleShare') / idleConnections, 's of CPU a connection and second', [
    'measured',
    'docs/bench/delivery.json: idle, idleShare',
  ]),
  connectSeconds: bench('delivery', 'idle', 'microsecondsPerConnect', 's of CPU a connect', 1e-6),
  returnSeconds: bench(
    'storm',
    'storm',
    'serverSeconds',
    's of CPU a client that comes back',
    1 / stormClients,
  ),
  longestRestSeconds: figure(longestRestMs / 1_000, 's between two walks over a room', [
    'source',
    'server/room/fan-out.ts: longestRestMs',
  ]),
  restShare: figure(11, 'times as long as the walk', ['source', 'server/room/fan-out.ts: restShare']),
  gatheredEntries: figure(ringEntries / 2, 'entries at most in a walk', [
    'source',
    'server/room/room.ts: gatheredEntries',
  ]),

  // Its memory.
  processBytes: figure(
    idle('residentBytes') - idleConnections * idle('bytesPerConnection'),
    'bytes a process',
    ['measured', 'docs/bench/delivery.json: idle, residentBytes without the connections'],
  ),
  connectionBytes: bench('delivery', 'idle', 'bytesPerConnection', 'bytes a connection'),
  socketBytes: figure(4_096, 'bytes of the kernel a connection', [
    'assumed',
    'what others measured for idle TCP',
  ]),
  roomBytes: figure(roomBytes, 'bytes a room without its entries', [
    'source',
    'server/room/resting.ts: roomBytes',
  ]),
  entryBytes: figure(700, 'bytes an entry in memory', [
    'assumed',
    'a heap of 300 full rings, looked at once',
  ]),
  roomEntries: figure(ringEntries, 'entries a room holds', ['source', 'server/room/ring.ts: ringEntries']),

  // On the wire.
  frameBytes: figure(290, 'bytes a frame', ['measured', 'docs/bench.md: a text of 120 characters']),
  nodeMegabits: figure(10_000, 'Mbit/s a machine', ['assumed', 'a usual network card']),

  // What a process may have of a core, and a machine of its memory: the rest is for storms and lost neighbours.
  busyShare: figure(0.5, 'of a core', ['assumed', 'half, so that a neighbour’s visitors fit']),
  memoryShare: figure(0.7, 'of a machine’s memory', ['assumed', 'the rest is the kernel’s and garbage']),
  processConnections: figure(settings.maxConnections.schema.parse(undefined), 'connections a process', [
    'source',
    'server/config/settings.ts: maxConnections',
  ]),
  processFiles: figure(65_536, 'open files a process', ['source', 'deploy/systemd: LimitNOFILE']),

  // The log, while SQLite keeps it.
  sqlitePosts: figure(
    Math.max(...measuredLog().map(({ acknowledgedPerSecond }) => acknowledgedPerSecond)),
    'posts a second',
    ['measured', 'docs/bench/log.json: acknowledgedPerSecond'],
  ),

  // The log, where Postgres keeps it.
  postgresPosts: figure(3_000, 'posts a second and primary', [
    'assumed',
    'Postgres 15 on two cores took 4,600 to 12,900 in many rooms, by SQL alone',
  ]),
  postgresRoomPosts: figure(4_000, 'posts a second in one room', [
    'assumed',
    'the same: 4,000 to 28,000 with 64 and more posts in a commit',
  ]),
  postgresPostSeconds: figure(50e-6, 's of the server’s CPU a post', [
    'assumed',
    'the driver’s part of a batch',
  ]),
  postgresPostBytes: figure(1_500, 'bytes of write-ahead log a post', [
    'assumed',
    'a row, two indexes, the room’s row, full pages now and then',
  ]),
  postgresWalMegabytes: figure(100, 'MB a second of write-ahead log', [
    'assumed',
    'a disk that others share',
  ]),
  postgresReads: figure(5_000, 'rooms read a second and primary', [
    'assumed',
    'a page of 512 entries by index',
  ]),
  postgresHints: figure(600, 'posts a second that Postgres itself tells the others', [
    'assumed',
    'NOTIFY in each commit took 600 to 3,700: one lock for all; here many share one, and every node hears all',
  ]),
  postgresNodes: figure(8, 'nodes that Postgres itself can keep in touch', [
    'assumed',
    'the plan of this stage',
  ]),

  patience: figure(60, 's until everybody is back', ['assumed', 'who waits longer goes elsewhere']),

  // The bus.
  busMessages: figure(650_000, 'messages a second and Valkey', [
    'assumed',
    'one core, 256 bytes, as the makers of a messaging server published it',
  ]),
  busSeconds: figure(20e-6, 's of the server’s CPU a message heard', [
    'assumed',
    'parse, frame, look at the seq',
  ]),

  // The balancer.
  balancerConnections: figure(100_000, 'connections a balancer', ['assumed', 'TLS on eight cores']),
  ports: figure(28_232, 'connections from one address to one port', [
    'assumed',
    'Linux: net.ipv4.ip_local_port_range, 32768 to 60999',
  ]),
  trackedConnections: figure(262_144, 'connections that a firewall keeps track of', [
    'assumed',
    'Linux: net.netfilter.nf_conntrack_max on a large machine',
  ]),
} as const satisfies Readonly<Record<string, Figure>>;

export type Figures = Readonly<Record<keyof typeof figures, number>> & {
  /** What the log costs under how many posts a second. */
  readonly logRuns: readonly LogRun[];
};

/** The values alone. */
export const constants: Figures = {
  ...(Object.fromEntries(Object.entries(figures).map(([name, { value }]) => [name, value])) as Record<
    keyof typeof figures,
    number
  >),
  logRuns: measuredLog(),
};
