// What a node has to do for the readers that it has: CPU by its parts, memory, messages. Pure arithmetic.
import type { Figures } from './constants.ts';
import type { Rooms } from './crowd.ts';
import type { Part } from './placement.ts';

/** Cores, by what they are busy with. */
export interface Cores {
  readonly writes: number;
  readonly frames: number;
  readonly posts: number;
  readonly log: number;
  readonly bus: number;
  readonly idle: number;
}

export interface Load {
  readonly connections: number;
  readonly rooms: number;
  /** Of rooms, in its processes: each that has a reader holds the room. */
  readonly copies: number;
  /** By its own readers. */
  readonly posts: number;
  readonly deliveries: number;
  readonly writes: number;
  /** Posts that one of its processes was told of by another, anywhere. */
  readonly heard: number;
  readonly cores: Cores;
  readonly bytes: number;
}

export interface NodeShape {
  readonly processes: number;
  /** Whether its rooms may be somewhere else too. */
  readonly log: 'sqlite' | 'postgres';
}

export function loadOf(
  parts: readonly Part[],
  crowd: readonly Rooms[],
  shape: NodeShape,
  figures: Figures,
): Load {
  const { processes } = shape;
  let [connections, rooms, copies, posts, deliveries, writes, heard] = [0, 0, 0, 0, 0, 0, 0];
  for (const { rooms: which, readers } of parts) {
    const { count, size, posts: rate } = crowd[which]!;
    // Of a bundle some rooms are here as a whole; of a single room there may be a part.
    const here = count === 1 ? 1 : readers / size;
    const ofEach = readers / here;
    const own = (rate * ofEach) / size;
    const holders = expectedHolders(ofEach, processes);
    connections += readers;
    rooms += here;
    copies += here * holders;
    posts += here * own;
    deliveries += readers * rate;
    writes += readers * writesOfReader(ofEach / holders, rate, figures);
    heard += here * (holders * rate - own);
  }
  const cores: Cores = {
    writes: writes * figures.writeSeconds,
    frames: deliveries * figures.frameSeconds,
    posts: posts * figures.postSeconds,
    log: posts * (shape.log === 'sqlite' ? sqliteSeconds(posts, figures) : figures.postgresPostSeconds),
    bus: heard * figures.busSeconds,
    idle: connections * figures.idleSeconds,
  };
  const bytes =
    processes * figures.processBytes +
    connections * (figures.connectionBytes + figures.socketBytes) +
    copies * (figures.roomBytes + figures.roomEntries * figures.entryBytes);
  return { connections, rooms, copies, posts, deliveries, writes, heard, cores, bytes };
}

export function sumOf({ writes, frames, posts, log, bus, idle }: Cores): number {
  return writes + frames + posts + log + bus + idle;
}

export function total(loads: readonly Load[]): Load {
  const sum = (read: (load: Load) => number) => loads.reduce((before, load) => before + read(load), 0);
  return {
    connections: sum(({ connections }) => connections),
    rooms: sum(({ rooms }) => rooms),
    copies: sum(({ copies }) => copies),
    posts: sum(({ posts }) => posts),
    deliveries: sum(({ deliveries }) => deliveries),
    writes: sum(({ writes }) => writes),
    heard: sum(({ heard }) => heard),
    bytes: sum(({ bytes }) => bytes),
    cores: {
      writes: sum(({ cores }) => cores.writes),
      frames: sum(({ cores }) => cores.frames),
      posts: sum(({ cores }) => cores.posts),
      log: sum(({ cores }) => cores.log),
      bus: sum(({ cores }) => cores.bus),
      idle: sum(({ cores }) => cores.idle),
    },
  };
}

/** How many processes have one of these readers at least, where each reader is dealt to any. */
export function expectedHolders(readers: number, processes: number): number {
  return processes * (1 - (1 - 1 / processes) ** readers);
}

/**
 * As the fan-out does it: each post by itself while that is cheap, then after a rest, which grows with the walk, and in
 * any case before more has gathered than the ring bears.
 */
export function writesOfReader(readers: number, posts: number, figures: Figures): number {
  const walk = readers * figures.writeSeconds;
  const rest = Math.min(figures.longestRestSeconds, walk * figures.restShare);
  return Math.min(posts, Math.max(1 / (walk + rest), posts / figures.gatheredEntries));
}

/** The more posts, the more of them share a commit. Between two loads that were measured, a straight line. */
function sqliteSeconds(posts: number, { logRuns }: Figures): number {
  const runs = logRuns
    .map(
      ({ acknowledgedPerSecond, cpuSecondsPerMillion }) =>
        [acknowledgedPerSecond, cpuSecondsPerMillion] as const,
    )
    .sort(([one], [other]) => one - other);
  const above = runs.findIndex(([perSecond]) => perSecond >= posts);
  if (above === 0) return runs[0]![1] / 1e6;
  if (above < 0) return runs.at(-1)![1] / 1e6;
  const [[low, lowCost], [high, highCost]] = [runs[above - 1]!, runs[above]!];
  return (lowCost + ((highCost - lowCost) * (posts - low)) / (high - low)) / 1e6;
}
