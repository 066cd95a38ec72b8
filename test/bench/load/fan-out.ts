// Posts into rooms at a pace, and counts what every reader gets of them.
import { setTimeout as after } from 'node:timers/promises';
import { bringIn, sourceAddress, type Arrival } from './arrival.ts';
import { Client, type Audience } from './client.ts';
import type { Dialect } from './dialect.ts';
import { dialects } from './dialects.ts';
import type { FanOutJob, FanOutResult } from './job.ts';
import { allArrived, atPace } from './pace.ts';
import { memory, processorTime, usedSince } from './process-usage.ts';
import { Publisher } from './publisher.ts';
import { Samples } from './samples.ts';
import { microseconds } from './stamp.ts';
import { Reading, Tally } from './tally.ts';

interface Seat {
  readonly kind: 'reader' | 'stalled';
  readonly reading: Reading;
  /** Its place among the publishers of its room, or -1. */
  readonly place: number;
  readonly publisher: Publisher | undefined;
  readonly arrival: Arrival;
  client: Client<Seat> | undefined;
  /** Confirmed since the last time it posted. */
  due: number;
}

export async function fanOut(job: FanOutJob): Promise<FanOutResult> {
  const run = new FanOut(job);
  try {
    return await run.measure();
  } finally {
    run.end();
  }
}

class FanOut implements Audience<Seat> {
  readonly #job: FanOutJob;
  readonly #dialect: Dialect;
  readonly #tally: Tally;
  readonly #rooms: readonly { readonly seats: Seat[] }[];
  readonly #lost: string[] = [];
  #confirmed = new Samples();
  #reads = 0;
  #measuring = false;
  #posting = false;
  #stopPace: (() => void) | undefined;

  constructor(job: FanOutJob) {
    this.#job = job;
    this.#dialect = dialects[job.dialect];
    const sampleMask = job.pace.kind === 'closed' ? 15 : 0;
    this.#tally = new Tally(this.#dialect, job.texts.bytes, sampleMask);
    this.#rooms = Array.from({ length: job.rooms }, () => ({ seats: [] }));
  }

  async measure(): Promise<FanOutResult> {
    const job = this.#job;
    const tally = this.#tally;
    await this.#fill();
    const memoryBefore = memory(job.pid).residentBytes;
    this.#posting = true;
    this.#startPace();
    await after(job.warmUpMs);

    const begun = { server: processorTime(job.pid), own: processorTime(process.pid), at: microseconds() };
    const before = { deliveries: tally.deliveries, posts: this.#posts(), reads: this.#reads };
    tally.measure(true);
    this.#confirmed = new Samples();
    this.#measuring = true;
    await after(job.windowMs);
    const serverSeconds = usedSince(job.pid, begun.server);
    const ownSeconds = usedSince(process.pid, begun.own);
    const seconds = (microseconds() - begun.at) / 1_000_000;
    const deliveries = tally.deliveries - before.deliveries;
    const posts = this.#posts() - before.posts;
    const reads = this.#reads - before.reads;
    const grownBytes = memory(job.pid).residentBytes - memoryBefore;
    tally.measure(false);
    this.#measuring = false;

    this.#stop();
    await allArrived(
      () => this.#verdict().missed,
      () => tally.deliveries,
    );
    return {
      kind: 'fan-out',
      seconds,
      postsPerSecond: posts / seconds,
      deliveriesPerSecond: deliveries / seconds,
      serverSeconds,
      secondsPerMillion: (serverSeconds / deliveries) * 1_000_000,
      busy: { server: serverSeconds / seconds, generator: ownSeconds / seconds },
      deliveriesPerRead: deliveries / reads,
      latency: tally.latency.quantiles(),
      confirmed: this.#confirmed.quantiles(),
      grownBytes,
      ...this.#verdict(),
      lost: this.#lost.slice(0, 5),
    };
  }

  end(): void {
    this.#stop();
    for (const { seats } of this.#rooms) for (const { client } of seats) client?.cut();
  }

  ready(seat: Seat): void {
    if (seat.kind === 'stalled') seat.client!.stall();
    seat.arrival.arrived();
  }

  delivered(seat: Seat, bytes: Buffer, start: number, end: number): void {
    if (seat.kind === 'stalled') return;
    const author = this.#tally.delivered(seat.reading, bytes, start, end);
    if (author === seat.place && !this.#dialect.acknowledges)
      this.#confirm(seat, seat.reading.next[author]! - 1);
  }

  accepted(seat: Seat, number: number): void {
    this.#confirm(seat, number);
  }

  readBegan(): void {
    this.#reads++;
    this.#tally.now = microseconds();
  }

  readDone(seat: Seat): void {
    if (seat.due > 0 && this.#posting && this.#job.pace.kind === 'closed') this.#post(seat, seat.due);
    seat.due = 0;
  }

  lost(seat: Seat, why: string): void {
    if (seat.kind === 'reader') this.#lost.push(why);
    seat.arrival.failed(why);
  }

  #confirm(seat: Seat, number: number): void {
    seat.due++;
    const took = seat.publisher!.confirm(number);
    if (this.#measuring) this.#confirmed.add(took);
  }

  async #fill(): Promise<void> {
    const job = this.#job;
    const perRoom = job.readers + job.publishers + job.stalled;
    await bringIn(perRoom * job.rooms, (index, arrival) => {
      const roomIndex = Math.floor(index / perRoom);
      const inRoom = index % perRoom;
      const place = inRoom < job.publishers ? inRoom : -1;
      const seat: Seat = {
        kind: inRoom < job.publishers + job.readers ? 'reader' : 'stalled',
        reading: new Reading(job.publishers),
        place,
        publisher: place < 0 ? undefined : new Publisher(place, this.#dialect, job.texts),
        arrival,
        client: undefined,
        due: 0,
      };
      const room = `room-${roomIndex}`;
      const from = sourceAddress(index);
      seat.client = new Client({ port: job.port, room, from, dialect: this.#dialect }, seat, this);
      this.#rooms[roomIndex]!.seats.push(seat);
    });
  }

  #publishers(): Seat[] {
    return this.#rooms.flatMap(({ seats }) => seats.filter(({ publisher }) => publisher));
  }

  #posts(): number {
    return this.#publishers().reduce((sum, { publisher }) => sum + publisher!.sent, 0);
  }

  #startPace(): void {
    const { pace } = this.#job;
    const publishers = this.#publishers();
    if (pace.kind === 'closed') {
      for (const seat of publishers) this.#post(seat, pace.inFlight);
      return;
    }
    this.#stopPace = atPace(pace.postsPerSecond, (index) =>
      this.#post(publishers[index % publishers.length]!, 1),
    );
  }

  #post(seat: Seat, count: number): void {
    for (let left = count; left > 0;) {
      const before = seat.publisher!.sent;
      seat.client!.write(seat.publisher!.next(left));
      left -= seat.publisher!.sent - before;
    }
  }

  #stop(): void {
    this.#posting = false;
    this.#stopPace?.();
    this.#stopPace = undefined;
  }

  #verdict() {
    return this.#tally.judge(
      this.#rooms.map(({ seats }) => ({
        readings: seats.filter(({ kind }) => kind === 'reader').map(({ reading }) => reading),
        sent: seats.filter(({ publisher }) => publisher).map(({ publisher }) => publisher!.sent),
      })),
    );
  }
}
