// One publisher at one node, readers at several: what a delivery costs all of them, and how much later it is elsewhere.
import { setTimeout as after } from 'node:timers/promises';
import { bringIn, sourceAddress, type Arrival } from './arrival.ts';
import { Client, type Audience } from './client.ts';
import type { Dialect } from './dialect.ts';
import { dialects } from './dialects.ts';
import { Hops } from './hops.ts';
import type { SpreadJob, SpreadResult } from './job.ts';
import { allArrived, atPace } from './pace.ts';
import { familySeconds } from './process-usage.ts';
import { Publisher } from './publisher.ts';
import { Samples } from './samples.ts';
import { microseconds } from './stamp.ts';
import { Reading, Tally } from './tally.ts';

interface Seat {
  /** Which node it is at, by its place in the job. */
  readonly node: number;
  readonly isPublisher: boolean;
  readonly reading: Reading;
  readonly arrival: Arrival;
  client: Client<Seat> | undefined;
}

export async function spread(job: SpreadJob): Promise<SpreadResult> {
  const run = new Spread(job);
  try {
    return await run.measure();
  } finally {
    run.end();
  }
}

class Spread implements Audience<Seat> {
  readonly #job: SpreadJob;
  readonly #dialect: Dialect;
  readonly #tally: Tally;
  readonly #publisher: Publisher;
  readonly #hops: Hops;
  readonly #seats: Seat[] = [];
  readonly #lost: string[] = [];
  readonly #confirmed = new Samples();
  readonly #posted: readonly Samples[];
  #reads = 0;
  /** The first post that counts, and the first that no longer does. */
  #window = { from: Infinity, until: Infinity };
  #stopPace: (() => void) | undefined;

  constructor(job: SpreadJob) {
    this.#job = job;
    this.#dialect = dialects[job.dialect];
    this.#tally = new Tally(this.#dialect, job.texts.bytes, 0);
    this.#publisher = new Publisher(0, this.#dialect, job.texts);
    this.#hops = new Hops(job.nodes.length);
    this.#posted = job.nodes.map(() => new Samples());
  }

  async measure(): Promise<SpreadResult> {
    const { nodes, engines, postsPerSecond, warmUpMs, windowMs } = this.#job;
    const tally = this.#tally;
    await this.#fill();
    this.#stopPace = atPace(postsPerSecond, () => this.#seats[0]!.client!.write(this.#publisher.next(1)));
    await after(warmUpMs);

    const used = () => ({
      nodes: sum(nodes.map(({ pid }) => familySeconds(pid))),
      engines: sum(engines.map(familySeconds)),
      own: familySeconds(process.pid),
      deliveries: tally.deliveries,
      reads: this.#reads,
      at: microseconds(),
    });
    const before = used();
    this.#window = { from: this.#publisher.sent, until: Infinity };
    await after(windowMs);
    const now = used();
    this.#window.until = this.#publisher.sent;

    this.#stop();
    await allArrived(
      () => this.#verdict().missed,
      () => tally.deliveries,
    );
    const deliveries = now.deliveries - before.deliveries;
    const seconds = (now.at - before.at) / 1_000_000;
    return {
      kind: 'spread',
      deliveriesPerSecond: deliveries / seconds,
      nodeCost: ((now.nodes - before.nodes) * 1_000_000) / deliveries,
      engineCost: ((now.engines - before.engines) * 1_000_000) / deliveries,
      deliveriesPerRead: deliveries / (now.reads - before.reads),
      busy: (now.own - before.own) / seconds,
      confirmed: this.#confirmed.quantiles(),
      seen: nodes.map((_, node) => ({
        sinceConfirmed: this.#hops.quantiles(node),
        sincePosted: this.#posted[node]!.quantiles(),
      })),
      ...this.#verdict(),
      lost: this.#lost.slice(0, 5),
    };
  }

  end(): void {
    this.#stop();
    for (const { client } of this.#seats) client?.cut();
  }

  ready(seat: Seat): void {
    seat.arrival.arrived();
  }

  delivered(seat: Seat, bytes: Buffer, start: number, end: number): void {
    this.#tally.delivered(seat.reading, bytes, start, end);
    const number = seat.reading.next[0]! - 1;
    if (!seat.isPublisher) this.#seen(seat.node, number);
    else if (!this.#dialect.acknowledges) this.#confirm(number);
  }

  accepted(_seat: Seat, number: number): void {
    this.#confirm(number);
  }

  readBegan(): void {
    this.#reads++;
    this.#tally.now = microseconds();
  }

  readDone(): void {}

  lost(seat: Seat, why: string): void {
    this.#lost.push(why);
    seat.arrival.failed(why);
  }

  #counts(number: number): boolean {
    return number >= this.#window.from && number < this.#window.until;
  }

  #confirm(number: number): void {
    const took = this.#publisher.confirm(number);
    if (!this.#counts(number)) return;
    this.#confirmed.add(took);
    this.#hops.confirmed(number, this.#tally.now);
  }

  #seen(node: number, number: number): void {
    if (!this.#counts(number)) return;
    this.#hops.seen(node, number, this.#tally.now);
    this.#posted[node]!.add(this.#tally.now - this.#publisher.sentAt(number));
  }

  /** The publisher first, so that it is at the first node. */
  async #fill(): Promise<void> {
    const { nodes, room } = this.#job;
    const places = [0, ...nodes.flatMap(({ readers }, node) => Array<number>(readers).fill(node))];
    await bringIn(places.length, (index, arrival) => {
      const node = places[index]!;
      const seat: Seat = {
        ...{ node, arrival },
        isPublisher: index === 0,
        reading: new Reading(1),
        client: undefined,
      };
      const door = { port: nodes[node]!.port, room, from: sourceAddress(index), dialect: this.#dialect };
      seat.client = new Client(door, seat, this);
      this.#seats.push(seat);
    });
  }

  #stop(): void {
    this.#stopPace?.();
    this.#stopPace = undefined;
  }

  #verdict() {
    const readings = this.#seats.map(({ reading }) => reading);
    return this.#tally.judge([{ readings, sent: [this.#publisher.sent] }]);
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
