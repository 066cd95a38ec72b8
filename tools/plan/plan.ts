// The plan: how many processes and machines a crowd needs. Rooms are drawn, put onto nodes as the balancer would, and
// the fullest node has to bear what it got. Pure: the figures come in from outside.
import type { Figures } from './constants.ts';
import { loadOf, sumOf, total, type Load, type NodeShape } from './cost.ts';
import { crowdOf, type CrowdWish, type Rooms } from './crowd.ts';
import { place, type Part } from './placement.ts';
import { hashOf, HashRing } from './ring.ts';
import { fewest } from './search.ts';
import { backOf, type Back } from './storm.ts';
import { wallsOf, type Wall } from './walls.ts';

export interface Wish extends CrowdWish {
  /** Seconds over which visitors come back after a cut. */
  readonly joinSpread: number;
  /** Of each machine. */
  readonly cores: number;
  readonly memoryGiB: number;
  /** What the balancer chooses among: machines, whose processes share a port, or processes, each with its own. */
  readonly route: 'node' | 'process';
}

export type Stage = 'one process' | 'workers' | 'Postgres' | 'Valkey';

export interface Plan {
  readonly wish: Wish;
  readonly stage: Stage;
  /** Whether the fullest node bears what it got. Where not, more nodes would not help. */
  readonly bearable: boolean;
  /** Machines: one more than are needed where they are several, so that one may be missing. */
  readonly nodes: number;
  readonly processesOfNode: number;
  /** Connections that each process admits, to be set where it is not the default. */
  readonly maxConnections: number;
  /** Those that somebody is in. */
  readonly rooms: number;
  readonly largestRoom: Rooms;
  readonly total: Load;
  /** What the balancer gave to the fullest of its choices, and to the mean one. */
  readonly fullest: Load;
  readonly meanConnections: number;
  /** Processes of each of its choices. */
  readonly processesOfChoice: number;
  readonly log: {
    readonly keeper: NodeShape['log'];
    readonly primaries: number;
    readonly walMegabytes: number;
    readonly gigabytesADay: number;
  };
  readonly bus: { readonly messages: number; readonly engines: number };
  readonly back: Back;
  /** What gives way first stands first. */
  readonly walls: readonly Wall[];
}

/** So many times rooms are named anew, for a ring has its luck: the worst draw counts. */
const draws = 3;

/** How far above the mean a node may be filled before it turns visitors away, where rooms have to be spread. */
const spillShare = 1.1;

interface Fit {
  readonly loads: readonly Load[];
  readonly fullest: Load;
  /** That each choice admits. */
  readonly connections: number;
  readonly bearable: boolean;
}

/** What the balancer chooses among. */
interface Choice extends NodeShape {
  readonly bytes: number;
}

export function planFor(wish: Wish, figures: Figures): Plan {
  const crowd = crowdOf(wish);
  return onOneMachine(wish, crowd, figures) ?? onSeveral(wish, crowd, figures);
}

function onOneMachine(wish: Wish, crowd: readonly Rooms[], figures: Figures): Plan | undefined {
  const everybody: readonly Part[] = crowd.map(({ count, size }, rooms) => ({
    rooms,
    readers: count * size,
  }));
  for (let processes = 1; processes <= wish.cores; processes++) {
    const choice: Choice = { processes, log: 'sqlite', bytes: memoryOf(wish) };
    const load = loadOf(everybody, crowd, choice, figures);
    const connections = processes * figures.processConnections;
    if (load.connections > connections || load.posts > figures.sqlitePosts) continue;
    if (!bears(load, choice, figures)) continue;
    return told(
      wish,
      crowd,
      choice,
      [1, { loads: [load], fullest: load, connections, bearable: true }],
      figures,
    );
  }
  return undefined;
}

function onSeveral(wish: Wish, crowd: readonly Rooms[], figures: Figures): Plan {
  const processes = wish.route === 'node' ? wish.cores : 1;
  const choice: Choice = { processes, log: 'postgres', bytes: (memoryOf(wish) * processes) / wish.cores };
  const readers = crowd.map(({ count, size }) => Math.round(count * size));
  const drawn = Array.from({ length: draws }, (_, draw) =>
    crowd.map((_rooms, index) => hashOf(`room-${draw}-${index}`)),
  );
  const attempt = (choices: number): Fit => {
    const ring = new HashRing(Array.from({ length: choices }, (_, index) => addressOf(index)));
    const fitOf = (connections: number): Fit => {
      const fits: Fit[] = [];
      for (const hashes of drawn) {
        const placement = place(ring, hashes, readers, connections);
        const loads = (placement ?? []).map((parts) => loadOf(parts, crowd, choice, figures));
        const bearable = placement !== undefined && loads.every((load) => bears(load, choice, figures));
        const fit: Fit = { loads, fullest: fullestOf(loads), connections, bearable };
        if (!bearable) return fit;
        fits.push(fit);
      }
      return fits.reduce((one, other) => (busier(one.fullest, other.fullest) ? one : other));
    };
    // First as the setting is; then so tight that a room that is too much for one spills over.
    const usual = fitOf(processes * figures.processConnections);
    const tight = Math.ceil((wish.users / choices) * spillShare);
    if (usual.bearable || tight >= usual.connections) return usual;
    return fitOf(tight);
  };
  // Each process that has one of a room hears all that is posted in it: what one cannot hear, no number of them can.
  const isDeafening = crowd.some(({ posts }) => posts * figures.busSeconds > figures.busyShare);
  const least = Math.max(2, Math.ceil(wish.users / (processes * figures.processConnections)));
  const found = isDeafening
    ? ([least, attempt(least)] as const)
    : fewest(least, guess(least, crowd, choice, figures), attempt);
  return told(wish, crowd, choice, found, figures);
}

/** As many as there would be if everything could be shared evenly. */
function guess(least: number, crowd: readonly Rooms[], choice: Choice, figures: Figures): number {
  const parts = crowd.map(({ count, size }, rooms) => ({ rooms, readers: (count * size) / least }));
  const { cores, bytes } = loadOf(parts, crowd, choice, figures);
  const byProcessor = sumOf(cores) / (choice.processes * figures.busyShare);
  const byMemory = bytes / (choice.bytes * figures.memoryShare);
  return Math.ceil(least * Math.max(1, byProcessor, byMemory));
}

function fullestOf(loads: readonly Load[]): Load {
  return loads.reduce((one, other) => (busier(one, other) ? one : other), total([]));
}

function busier(one: Load, other: Load): boolean {
  return sumOf(one.cores) >= sumOf(other.cores);
}

function bears(load: Load, { processes, bytes }: Choice, { busyShare, memoryShare }: Figures): boolean {
  return sumOf(load.cores) <= processes * busyShare && load.bytes <= bytes * memoryShare;
}

function told(
  wish: Wish,
  crowd: readonly Rooms[],
  { processes, log }: Choice,
  [choices, fit]: readonly [number, Fit],
  figures: Figures,
): Plan {
  const all = total(fit.loads);
  const isShared = log === 'postgres';
  const processesOfNode = isShared ? wish.cores : processes;
  const needed = Math.ceil((choices * processes) / processesOfNode);
  const primaries = isShared ? Math.max(1, Math.ceil(all.posts / figures.postgresPosts)) : 1;
  const messages = isShared || processes > 1 ? all.posts + all.heard : 0;
  const byPostgres = needed <= figures.postgresNodes && all.posts <= figures.postgresHints;
  const walMegabytes = isShared ? (all.posts * figures.postgresPostBytes) / 1e6 : 0;
  const plan = {
    wish,
    stage: isShared ? (byPostgres ? 'Postgres' : 'Valkey') : processes === 1 ? 'one process' : 'workers',
    bearable: fit.bearable,
    nodes: isShared ? needed + 1 : 1,
    processesOfNode,
    processesOfChoice: processes,
    maxConnections: Math.ceil(fit.connections / processes),
    rooms: crowd.reduce((sum, { count }) => sum + count, 0),
    largestRoom: crowd[0]!,
    total: all,
    fullest: fit.fullest,
    meanConnections: wish.users / choices,
    log: { keeper: log, primaries, walMegabytes, gigabytesADay: (walMegabytes * 86_400) / 1e3 },
    bus: { messages, engines: Math.ceil(messages / figures.busMessages) },
    back: backOf(
      { spread: wish.joinSpread, connections: fit.fullest.connections / processes, reads: all.copies },
      isShared ? primaries : undefined,
      figures,
    ),
  } as const;
  return { ...plan, walls: wallsOf(plan, figures) };
}

function memoryOf({ memoryGiB }: Wish): number {
  return memoryGiB * 2 ** 30;
}

/** As a balancer’s list has them. */
function addressOf(index: number): string {
  return `10.0.${index >> 8}.${index & 255}:8080`;
}
