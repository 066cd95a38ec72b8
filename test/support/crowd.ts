// Many followers and writers of one room, led together. They live in a process of their own (`startCrowd`),
// so that they do not slow down what judges them.
import { closeCodes } from '../../protocol/close-codes.ts';
import { Follower, type Fortunes } from './follower.ts';
import { Latencies, moment, type LatencyFigures } from './latencies.ts';
import { seeded } from './seeded.ts';
import { until } from './until.ts';
import type { Shown, Written } from './verdict.ts';
import { Writer, writtenAt } from './writer.ts';

export interface CrowdOptions {
  /** Of several nodes each takes the next one whenever it comes, as if behind a balancer. */
  readonly port: number | readonly number[];
  /** Tells the crowds of one test apart. */
  readonly name: string;
  readonly room?: string;
  /** Where they come from, for a server that trusts one proxy. */
  readonly address?: string;
  readonly followers: number;
  readonly writers?: number;
  readonly seed?: number;
  /** See FollowerOptions. */
  readonly longestWaitMs?: number;
  readonly pauseMs?: number;
  readonly length?: number;
  readonly most?: number;
}

export interface CrowdFigures {
  readonly fortunes: Fortunes;
  /** How long entries were on their way to followers, since the last time this was asked. */
  readonly deliveries: LatencyFigures;
  /** How long writers waited for their answer. */
  readonly answers: LatencyFigures;
  readonly following: number;
}

const patienceMs = 300_000;

export class Crowd {
  readonly #options: CrowdOptions;
  readonly #followers: readonly Follower[];
  readonly #writers: readonly Writer[];
  readonly #deliveries = new Latencies();
  readonly #random: () => number;
  readonly #flaps = new Set<NodeJS.Timeout>();

  constructor(options: CrowdOptions) {
    const { port, name, room = 'lobby', seed = 1, longestWaitMs = Infinity } = options;
    this.#options = options;
    this.#random = seeded(seed);
    const common = {
      random: this.#random,
      longestWaitMs,
      headers: options.address === undefined ? {} : { 'X-Forwarded-For': options.address },
      onEntry: (entry: object) => {
        const at = 'text' in entry ? writtenAt(entry.text as string) : undefined;
        if (at !== undefined) this.#deliveries.note(moment() - at);
      },
    };
    const ports = typeof port === 'number' ? [port] : port;
    const way = (index: number) => {
      let next = index;
      return () => `ws://127.0.0.1:${ports[next++ % ports.length]}/rooms/${room}`;
    };
    const { pauseMs = 0, length = 0, most = Infinity } = options;
    this.#writers = numbered(options.writers ?? 0, (index) => {
      const writer = { name: `${name}w${index}`, pauseMs, length, most };
      return new Writer({ ...common, ...writer, url: way(index), onEntry: () => {} });
    });
    this.#followers = [
      ...numbered(
        options.followers,
        (index) => new Follower({ ...common, url: way(index), name: `${name}f${index}` }),
      ),
      ...this.#writers.map(({ follower }) => follower),
    ];
  }

  /** All come in; resolves when all are welcome. */
  async gather(): Promise<void> {
    for (const follower of this.#followers) {
      follower.start();
      // No more at once than a server would take without a queue.
      await until('a place at the door', () => this.#arriving() < 200, patienceMs);
    }
    await this.present();
  }

  /** Resolves when everybody follows. */
  async present(): Promise<void> {
    const { name } = this.#options;
    await until(
      `everybody of ${name} in the room`,
      () => this.#followers.every(({ isFollowing }) => isFollowing),
      patienceMs,
    );
  }

  write(): void {
    for (const writer of this.#writers) writer.write();
  }

  /** Resolves when everything that was written has its answer. */
  async rest(): Promise<void> {
    for (const writer of this.#writers) writer.rest();
    await until('answers to all drafts', () => this.#writers.every(({ isIdle }) => isIdle), patienceMs);
  }

  /** Resolves when the writers have written all they were to write. */
  async written(): Promise<void> {
    await until(
      'all that was to be written',
      () => this.#writers.every(({ isIdle, isDone }) => isIdle && isDone),
      patienceMs * 10,
    );
  }

  /** Resolves when everybody was shown everything up to `seq`. */
  async caughtUp(seq: number): Promise<void> {
    const behind = () => this.#followers.filter(({ last }) => last < seq).length;
    await until(`everybody of ${this.#options.name} at ${seq}`, () => behind() === 0, patienceMs).catch(
      (error: unknown) => {
        throw new Error(`${String(error)} ${behind()} are behind.`);
      },
    );
  }

  newest(): number {
    return Math.max(...this.#followers.map(({ last }) => last));
  }

  /** What the last of them was shown. */
  oldest(): number {
    return Math.min(...this.#followers.map(({ last }) => last));
  }

  acknowledged(): number {
    return this.#writers.reduce((sum, { written }) => sum + written.acknowledged.length, 0);
  }

  /** All links end in the same moment; they come back within `awayMs`. */
  cut(awayMs: number): void {
    for (const follower of this.#followers) follower.cut(this.#random() * awayMs);
  }

  /** Until `settle`: each follower loses its link every `fromMs` to `toMs`, and stays away up to `awayMs`. */
  flap(fromMs: number, toMs: number, awayMs: number): void {
    for (const follower of this.#followers) this.#flapOne(follower, fromMs, toMs, awayMs);
  }

  async settle(): Promise<void> {
    for (const timer of this.#flaps) clearTimeout(timer);
    this.#flaps.clear();
    await this.present();
  }

  /** A share of the followers leaves, and as many come back. */
  churn(share: number): void {
    const some = this.#followers.slice(0, this.#options.followers);
    for (let left = Math.round(some.length * share); left > 0; left--)
      some[Math.floor(this.#random() * some.length)]?.cut(this.#random() * 1_000);
  }

  stopReading(): void {
    for (const follower of this.#followers) follower.stopReading();
  }

  readOn(): void {
    for (const follower of this.#followers) follower.readOn();
  }

  figures(): CrowdFigures {
    const answers = this.#writers.map((writer) => writer.answers.take());
    return {
      fortunes: this.#followers.map(({ fortunes }) => fortunes).reduce(summed),
      deliveries: this.#deliveries.take(),
      answers: {
        count: answers.reduce((sum, one) => sum + one.count, 0),
        p50: median(answers.map(({ p50 }) => p50)),
        p99: Math.max(0, ...answers.map(({ p99 }) => p99)),
      },
      following: this.#followers.filter(({ isFollowing }) => isFollowing).length,
    };
  }

  report(): { readonly written: readonly Written[]; readonly shown: readonly Shown[] } {
    return {
      written: this.#writers.map(({ written }) => written),
      shown: this.#followers.map(({ shown }) => shown),
    };
  }

  /** All leave. */
  end(): void {
    for (const timer of this.#flaps) clearTimeout(timer);
    for (const writer of this.#writers) writer.end();
    for (const follower of this.#followers) follower.end();
  }

  #arriving(): number {
    return this.#followers.filter(({ isArriving }) => isArriving).length;
  }

  #flapOne(follower: Follower, fromMs: number, toMs: number, awayMs: number): void {
    const timer = setTimeout(
      () => {
        this.#flaps.delete(timer);
        follower.cut(this.#random() * awayMs);
        this.#flapOne(follower, fromMs, toMs, awayMs);
      },
      fromMs + this.#random() * (toMs - fromMs),
    );
    this.#flaps.add(timer);
  }
}

/**
 * The ends of links that nobody meant. A machine under load may make anybody a slow reader for a moment, who is sent off
 * and comes back in full.
 */
export function unmeantCloses({ closes }: Fortunes): Record<number, number> {
  const { [closeCodes.slowReader]: _slow, ...others } = closes;
  return others;
}

function numbered<Item>(count: number, make: (index: number) => Item): Item[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

function median(figures: readonly number[]): number {
  return figures.toSorted((left, right) => left - right)[Math.floor(figures.length / 2)] ?? 0;
}

function summed(left: Fortunes, right: Fortunes): Fortunes {
  return {
    welcomes: left.welcomes + right.welcomes,
    fromRing: left.fromRing + right.fromRing,
    fromLog: left.fromLog + right.fromLog,
    resets: left.resets + right.resets,
    closes: countedTogether(left.closes, right.closes),
    refusals: countedTogether(left.refusals, right.refusals),
  };
}

function countedTogether(
  left: Record<number, number>,
  right: Record<number, number>,
): Record<number, number> {
  const sum = { ...left };
  for (const [key, count] of Object.entries(right)) sum[Number(key)] = (sum[Number(key)] ?? 0) + count;
  return sum;
}
