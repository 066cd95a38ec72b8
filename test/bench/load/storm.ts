// A crowd is cut at once while people go on posting, and comes back at once: each client with what it
// held, and each must get exactly what it missed.
import { setTimeout as after } from 'node:timers/promises';
import type { Entry, Welcome } from '../../../protocol/server-messages.ts';
import { bringIn, sourceAddress, type Arrival } from './arrival.ts';
import { Client, type Audience } from './client.ts';
import { dialectWsChat } from './dialect-ws-chat.ts';
import type { StormJob, StormResult } from './job.ts';
import { readLoop } from './loop-report.ts';
import { processorTime, usedSince } from './process-usage.ts';
import { Publisher } from './publisher.ts';
import { Samples } from './samples.ts';
import { microseconds } from './stamp.ts';

const texts = { bytes: 120, filler: 'lorem ipsum dolor ' };

/** So much is said in each room before the cut: nearly as many entries as a resume replays. */
const postsBefore = 920;

/**
 * Every tenth client slept, in every room, and each since another entry: it misses 600 to 900, more than a room keeps ready, so that
 * only the log can tell. The others miss a few.
 */
const isSleeper = (index: number) => index % 10 === Math.floor(index / 50) % 10;
const sleptSince = (index: number) => 10 + (index % 300);
const tailDrafts = 8;

/** Posts of one publisher on their way, while the rooms are filled. */
const inFlight = 16;

/** How long the crowd is together before it is cut. */
const lifeMs = 2_000;

/** A client that could not enter tries again after a random part of this. */
const retryMs = 1_000;
const patienceMs = 60_000;

interface Room {
  readonly name: string;
  readonly drafts: string[];
  epoch: string;
  head: number;
}

interface Member {
  readonly room: Room;
  readonly from: string;
  arrival: Arrival;
  client: Client<Member> | undefined;
  publisher: Publisher | undefined;
  /** The newest entry it holds, all before it held too. */
  last: number;
  backAt: number | undefined;
}

export async function storm(job: StormJob): Promise<StormResult> {
  const run = new Storm(job);
  try {
    return await run.measure();
  } finally {
    run.end();
  }
}

class Storm implements Audience<Member> {
  readonly #job: StormJob;
  readonly #rooms: readonly Room[];
  readonly #publishers: Member[] = [];
  readonly #members: Member[] = [];
  readonly #faults = new Map<string, number>();
  readonly #turnedAway = new Map<string, number>();
  #returning = false;
  #resets = 0;
  #holes = 0;
  #stopPosting: (() => void) | undefined;

  constructor(job: StormJob) {
    this.#job = job;
    this.#rooms = Array.from({ length: 1 + job.smallRooms }, (_, index) => ({
      name: `room-${index}`,
      drafts: [],
      epoch: '',
      head: 0,
    }));
  }

  async measure(): Promise<StormResult> {
    const { pid, loopReport, clients } = this.#job;
    await this.#enterPublishers();
    for (const { client, publisher } of this.#publishers) client!.write(publisher!.next(inFlight));
    await until(() => this.#rooms.every(({ head }) => head >= postsBefore), 'The rooms were not filled.');
    await this.#enterMembers();
    this.#startPosting();
    await after(lifeMs);
    // Each room was read once when its first visitor came.
    const { logReads } = await readLoop(pid, loopReport);
    if (logReads < this.#rooms.length)
      throw new Error('The probe does not see what the log is asked to read.');

    const begun = { server: processorTime(pid), own: processorTime(process.pid), at: microseconds() };
    for (const { client } of this.#members) client!.cut();
    this.#members.forEach((member, index) => {
      if (isSleeper(index)) member.last = sleptSince(index);
    });
    this.#returning = true;
    for (const member of this.#members) this.#come(member);
    await until(() => this.#areBack(), 'Not all came back.');
    const seconds = (microseconds() - begun.at) / 1_000_000;
    const serverSeconds = usedSince(pid, begun.server);
    const ownSeconds = usedSince(process.pid, begun.own);
    const loop = await readLoop(pid, loopReport);
    if (loop.logAppends === 0) throw new Error('The probe does not see what the log is asked to write.');
    this.#stopPosting?.();
    await until(() => this.#areWhole(), 'Not all became whole.').catch(() => {});
    const back = new Samples();
    for (const { backAt } of this.#members) if (backAt !== undefined) back.add(backAt - begun.at);
    return {
      kind: 'storm',
      clients,
      rooms: this.#rooms.length,
      back: this.#members.filter(({ backAt }) => backAt !== undefined).length,
      whole: this.#members.filter(({ last, room }) => last === room.head).length,
      resets: this.#resets,
      holes: this.#holes,
      turnedAway: Object.fromEntries(this.#turnedAway),
      faults: Object.fromEntries(this.#faults),
      seconds,
      serverSeconds,
      busy: { server: serverSeconds / seconds, generator: ownSeconds / seconds },
      backAfter: back.quantiles(),
      loop,
    };
  }

  end(): void {
    this.#stopPosting?.();
    for (const { client } of [...this.#members, ...this.#publishers]) client?.cut();
  }

  ready(member: Member, bytes: Buffer, start: number, end: number): void {
    const welcome = JSON.parse(bytes.toString('utf8', start, end)) as Welcome;
    const { room } = member;
    room.epoch = welcome.epoch;
    if (this.#returning && member.publisher === undefined) {
      if (!welcome.resumed) this.#resets++;
      member.backAt = microseconds();
    } else member.last = welcome.head - welcome.entries.length;
    for (const entry of welcome.entries) this.#hold(member, entry.seq);
    for (const entry of welcome.entries) this.#note(room, entry);
    member.arrival.arrived();
  }

  delivered(member: Member, bytes: Buffer, start: number, end: number): void {
    const seq = dialectWsChat.seq(bytes, start);
    this.#hold(member, seq);
    if (seq === member.room.head + 1)
      this.#note(member.room, JSON.parse(bytes.toString('utf8', start, end)) as Entry);
  }

  accepted({ client, publisher }: Member, number: number): void {
    publisher!.confirm(number);
    if (publisher!.sent < postsBefore) client!.write(publisher!.next(1));
  }

  readBegan(): void {}

  readDone(): void {}

  lost(member: Member, why: string): void {
    if (!this.#returning) {
      // A machine that does other things too is late, and lets in few at once.
      if (why.includes(' 503 ')) this.#comeLater(member);
      else member.arrival.failed(why);
      return;
    }
    const list = member.publisher === undefined ? this.#turnedAway : this.#faults;
    list.set(why, (list.get(why) ?? 0) + 1);
    if (member.publisher !== undefined) return;
    member.backAt = undefined;
    this.#comeLater(member);
  }

  #hold(member: Member, seq: number): void {
    if (seq !== member.last + 1) this.#holes++;
    member.last = seq;
  }

  #note(room: Room, { seq, draftId }: Entry): void {
    // Whoever hears it first; who is ahead of the others has left some of them untold.
    if (seq !== room.head + 1) return;
    room.head = seq;
    room.drafts.push(draftId);
  }

  #comeLater(member: Member): void {
    setTimeout(() => this.#come(member), Math.random() * retryMs);
  }

  #come(member: Member): void {
    const { room, from, last } = member;
    const since = {
      epoch: room.epoch,
      seq: last,
      tail: room.drafts.slice(Math.max(0, last - tailDrafts), last),
    };
    const door = { port: this.#job.port, room: room.name, from, dialect: dialectWsChat };
    member.client = new Client(door, member, this, last > 0 ? since : undefined);
  }

  async #enterPublishers(): Promise<void> {
    await bringIn(this.#rooms.length, (index, arrival) => {
      const member = this.#member(this.#rooms[index]!, index, arrival);
      member.publisher = new Publisher(0, dialectWsChat, texts);
      this.#publishers.push(member);
      this.#come(member);
    });
  }

  /** Half of them are in one room, the others in rooms of equal size. */
  async #enterMembers(): Promise<void> {
    const half = Math.floor(this.#job.clients / 2);
    await bringIn(this.#job.clients, (index, arrival) => {
      const room = this.#rooms[index < half ? 0 : 1 + (index % this.#job.smallRooms)]!;
      const member = this.#member(room, index, arrival);
      this.#members.push(member);
      this.#come(member);
    });
  }

  #member(room: Room, index: number, arrival: Arrival): Member {
    const from = sourceAddress(index);
    return { room, from, arrival, client: undefined, publisher: undefined, last: 0, backAt: undefined };
  }

  #startPosting(): void {
    let turn = 0;
    const everyMs = 1_000 / this.#job.postsPerSecond;
    const timer = setInterval(() => {
      const { client, publisher } = this.#publishers[turn++ % this.#publishers.length]!;
      client!.write(publisher!.next(1));
    }, everyMs);
    this.#stopPosting = () => clearInterval(timer);
  }

  #areBack(): boolean {
    return this.#members.every(({ backAt }) => backAt !== undefined);
  }

  #areWhole(): boolean {
    return (
      this.#publishers.every(({ publisher }) => publisher!.inFlight === 0) &&
      this.#members.every(({ last, room }) => last === room.head)
    );
  }
}

async function until(isSo: () => boolean, failure: string): Promise<void> {
  const deadline = microseconds() + patienceMs * 1_000;
  while (!isSo()) {
    if (microseconds() > deadline) throw new Error(failure);
    await after(10);
  }
}
