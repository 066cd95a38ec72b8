// What the load generator is asked to do, and what it answers. Both cross a process boundary.
import type { LoopReport } from './loop-probe.ts';
import type { Quantiles } from './samples.ts';
import type { Verdict } from './tally.ts';
import type { Texts } from './publisher.ts';

export type DialectName = 'ws-chat' | 'plain' | 'socket-io';

/** `closed`: each publisher keeps so many posts in flight. `open`: so many a second, whatever comes back. */
export type Pace =
  | { readonly kind: 'closed'; readonly inFlight: number }
  | { readonly kind: 'open'; readonly postsPerSecond: number };

interface Job {
  readonly port: number;
  /** The server's process. */
  readonly pid: number;
  readonly dialect: DialectName;
  /** Where the probe in the server writes its report, if it is loaded. */
  readonly loopReport: string;
}

/** Posts into rooms, read by everyone in them. */
export interface FanOutJob extends Job {
  readonly kind: 'fan-out';
  readonly rooms: number;
  /** In each room; publishers read too. */
  readonly readers: number;
  readonly publishers: number;
  /** In each room, on top of the readers: they enter, and never read. */
  readonly stalled: number;
  readonly pace: Pace;
  readonly texts: Texts;
  readonly warmUpMs: number;
  readonly windowMs: number;
}

/** Connections that come, stay and say nothing. */
export interface CrowdJob extends Job {
  readonly kind: 'crowd';
  readonly connections: number;
  /** The server's memory is read when it has not moved for so long. */
  readonly stillMs: number;
}

/** Clients that are cut at once and come back with what they held; half of them in one room. */
export interface StormJob extends Job {
  readonly kind: 'storm';
  readonly clients: number;
  /** The other half is spread over so many. */
  readonly smallRooms: number;
  readonly postsPerSecond: number;
}

/** Posts into one room by the first of several nodes, read at all of them. */
export interface SpreadJob {
  readonly kind: 'spread';
  readonly dialect: DialectName;
  readonly nodes: readonly SpreadNode[];
  /** Engines that the nodes stand on; each may be a family of processes. */
  readonly engines: readonly number[];
  readonly room: string;
  readonly postsPerSecond: number;
  readonly texts: Texts;
  readonly warmUpMs: number;
  readonly windowMs: number;
}

export interface SpreadNode {
  readonly port: number;
  readonly pid: number;
  /** The publisher is one more, at the first node. */
  readonly readers: number;
}

export type LoadJob = FanOutJob | CrowdJob | StormJob;

/** How busy both sides were, as shares of one core. */
export interface Busy {
  readonly server: number;
  readonly generator: number;
}

export interface FanOutResult extends Verdict {
  readonly kind: 'fan-out';
  readonly seconds: number;
  readonly postsPerSecond: number;
  readonly deliveriesPerSecond: number;
  readonly serverSeconds: number;
  readonly secondsPerMillion: number;
  readonly busy: Busy;
  /** How much one read of a reader brought: what the server, or a full socket, put together. */
  readonly deliveriesPerRead: number;
  /** In milliseconds, from a post's leaving to its arrival at a reader. */
  readonly latency: Quantiles | undefined;
  /** From a post's leaving until it was acknowledged, or until its echo where nothing else tells. */
  readonly confirmed: Quantiles | undefined;
  /** How much the server's memory grew from before the first post to the window's end. */
  readonly grownBytes: number;
  /** Why readers were lost; of those that never read nothing is known. */
  readonly lost: readonly string[];
}

export interface CrowdResult {
  readonly kind: 'crowd';
  readonly connections: number;
  readonly seconds: number;
  readonly connectsPerSecond: number;
  readonly microsecondsPerConnect: number;
  readonly busy: Busy;
  readonly bytesPerConnection: number;
  readonly residentBytes: number;
  /** Share of a core that the server takes while nobody says anything. */
  readonly idleShare: number;
  readonly lost: readonly string[];
}

export interface StormResult {
  readonly kind: 'storm';
  readonly clients: number;
  readonly rooms: number;
  readonly back: number;
  /** Those that hold everything their room ever said. */
  readonly whole: number;
  /** Welcomes that started anew instead of going on. */
  readonly resets: number;
  readonly holes: number;
  /** Why attempts to come back failed, and how often; each was made again. */
  readonly turnedAway: Readonly<Record<string, number>>;
  readonly faults: Readonly<Record<string, number>>;
  readonly seconds: number;
  readonly serverSeconds: number;
  readonly busy: Busy;
  /** From the cut to the welcome, in milliseconds. */
  readonly backAfter: Quantiles | undefined;
  readonly loop: LoopReport;
}

export interface SpreadResult extends Verdict {
  readonly kind: 'spread';
  readonly deliveriesPerSecond: number;
  /** In microseconds of processor time a delivery, all nodes together, and all engines. */
  readonly nodeCost: number;
  readonly engineCost: number;
  /** How much one read of a reader brought: what the server put together. */
  readonly deliveriesPerRead: number;
  /** How busy the load generator was, as a share of one core. */
  readonly busy: number;
  /** From a post's leaving until it was acknowledged, or until its echo where nothing else tells. */
  readonly confirmed: Quantiles | undefined;
  /** At each node: until a reader had it, from its acknowledgement and from its leaving. */
  readonly seen: readonly Seen[];
  readonly lost: readonly string[];
}

export interface Seen {
  readonly sinceConfirmed: Quantiles | undefined;
  readonly sincePosted: Quantiles | undefined;
}

export type LoadResult = FanOutResult | CrowdResult | StormResult;
