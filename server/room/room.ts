// One room's life: its readers, its ring, who is present. It never sees a socket's insides.
import { rosterParticipants } from '../../protocol/limits.ts';
import type { Participant, Refused } from '../../protocol/server-messages.ts';
import type { Clock } from '../clock.ts';
import { isRestoral, type EntryRecord, type Log, type LogPage, type LogRange } from '../log/log.ts';
import type { Standing } from '../moderation/standing.ts';
import { CatchUp } from './catch-up.ts';
import { Company } from './company.ts';
import { FanOut, type Flushable } from './fan-out.ts';
import { Lookback } from './lookback.ts';
import { Presence } from './presence.ts';
import { alone, type Relay, type Roster, type Writer } from './relay.ts';
import { Ring, ringBytes, ringEntries } from './ring.ts';
import { Signal } from './signal.ts';
import { Typing } from './typing.ts';

/** Somebody who follows the room by a cursor into its ring. */
export interface Reader extends Flushable {
  /** Tells it, if there is room for it: signals are the first to be shed. */
  signal(signal: Signal): void;
  /** The standing of people or of the room changed; `kicked` is a participant who has to leave. */
  reconsider(kicked?: string): void;
  /** What waits for those who keep the room has changed. */
  tellWaiting(): void;
  /** For one participant alone, on all of their connections. */
  tell(participantId: string, refused: Refused): void;
}

export interface RoomServices {
  readonly log: Log;
  readonly clock: Clock;
  readonly onFailure: (error: unknown) => void;
  /** The log is read for entries that were not heard of. */
  readonly onHole?: () => void;
  /** Other nodes with the same room; without it there are none. */
  readonly relay?: Relay;
}

/** The log's last page, and the epoch in which it was read. */
export interface RoomStart extends LogPage {
  readonly epoch: string;
}

/** More than this is not gathered: the other half of the ring is for those who read slowly. */
const gatheredEntries = ringEntries / 2;

/** What takes more of the ring's bytes counts as several entries. */
const bytesOfOne = ringBytes / ringEntries;

export class Room {
  readonly name: string;
  /** What is here was read in this epoch: the log may be in another by now, and then the room is on its way out. */
  readonly epoch: string;
  readonly ring: Ring;
  readonly presence: Presence;
  readonly standing: Standing;
  readonly #services: RoomServices;
  readonly #relay: Relay;
  readonly #company: Company | undefined;
  readonly #readers = new Set<Reader>();
  readonly #fanOut: FanOut;
  readonly #typing: Typing;
  readonly #lookback: Lookback;
  readonly #catchUp: CatchUp;
  /** Reads under way, so that all who ask for the same range share one. */
  readonly #reads = new Map<string, Promise<LogPage>>();
  /** The log keeps nothing up to this seq; 0 while nobody said how far that goes, but it keeps what is before the ring. */
  #expired: number;
  #closed = false;

  constructor(name: string, newest: RoomStart, standing: Standing, services: RoomServices) {
    const { log, clock, onFailure, relay = alone } = services;
    this.name = name;
    this.epoch = newest.epoch;
    this.#relay = relay;
    if (!relay.isAlone) this.#company = new Company(clock, (roster) => relay.present(name, roster));
    this.ring = new Ring(newest.head, newest.entries);
    this.#expired = newest.more ? 0 : newest.head - newest.entries.length;
    this.standing = standing;
    standing.watch(() => {
      for (const reader of this.#readers) reader.tellWaiting();
    });
    this.#services = services;
    this.#lookback = new Lookback(this.ring, clock, (range) => log.read(name, range));
    this.#catchUp = new CatchUp({
      room: name,
      clock,
      onFailure,
      patienceMs: relay.patienceMs,
      head: () => this.ring.head,
      push: (record) => this.#push(record),
      read: (range) => {
        services.onHole?.();
        return this.read(range);
      },
      look: (range) => log.read(name, range),
    });
    this.#fanOut = new FanOut(clock, this.#readers, gatheredEntries);
    this.presence = new Presence(clock, (presence) => this.#signal(presence));
    this.#typing = new Typing(clock, (typing) => this.#signal(typing));
  }

  /** Whether it was let go; who still has it knows nothing new any more. */
  get isClosed(): boolean {
    return this.#closed;
  }

  enter(reader: Reader, participant: Participant): void {
    this.#readers.add(reader);
    this.presence.arrived(participant);
    this.#company?.arrived(participant);
  }

  leave(reader: Reader, participantId: string): void {
    if (!this.#readers.delete(reader)) return;
    this.presence.departed(participantId);
    this.#company?.departed(participantId);
    this.#typing.stopped(participantId);
  }

  /** How many of its participants are on this node. */
  get population(): number {
    return this.#company?.count ?? this.presence.count;
  }

  renamed(participant: Participant): void {
    this.presence.renamed(participant);
    this.#company?.renamed(participant);
  }

  /** Everybody looks how they stand; who has to leave does so within this call. */
  reconsider(kicked?: string): void {
    this.reconsiderHere(kicked);
    if (kicked !== undefined) this.#relay.kicked(this.name, kicked);
  }

  /** Those of this node do. */
  reconsiderHere(kicked?: string): void {
    for (const reader of [...this.#readers]) reader.reconsider(kicked);
  }

  tell(participantId: string, refused: Refused): void {
    this.tellHere(participantId, refused);
    this.#relay.told(this.name, participantId, refused);
  }

  tellHere(participantId: string, refused: Refused): void {
    for (const reader of this.#readers) reader.tell(participantId, refused);
  }

  /** Nobody is told who types in a crowd: there, somebody always does. */
  typing(participant: Participant, on: boolean): void {
    if (on && this.presence.count > rosterParticipants) return;
    this.typingAnywhere(participant, on);
    this.#relay.typing(this.name, participant, on);
  }

  /** Whichever node they are on. */
  typingAnywhere(writer: Writer, on: boolean): void {
    if (on) this.#typing.started(writer);
    else this.#typing.stopped(writer.id);
  }

  /** Who of the room is on this node. */
  get roster(): Roster {
    return this.#company?.roster ?? { count: this.presence.count };
  }

  /**
   * A committed entry. One that is known already is dropped; before one that comes too early, the
   * missing ones are waited for a moment, then read from the log: it is the truth, and this only a hint.
   */
  add(record: EntryRecord): void {
    if (record.seq <= this.ring.head) return;
    if (record.seq > this.ring.head + 1) return this.#catchUp.keep(record);
    this.#push(record);
    this.#catchUp.follow();
  }

  /** Whether an entry that others tell of is another one than is known here by its seq: the log was written over. */
  contradicts({ seq, participant, draftId }: EntryRecord): boolean {
    const known = this.ring.at(seq)?.record;
    return known !== undefined && (known.draftId !== draftId || known.participant !== participant);
  }

  /** Whether entry `seq` is known here by now: another node may have told of it before it was heard here. */
  async reach(seq: number): Promise<boolean> {
    if (!this.#relay.isAlone && seq > this.ring.head) {
      const { entries } = await this.read({ after: this.ring.head, limit: ringEntries });
      for (const entry of entries) this.add(entry);
    }
    return seq <= this.ring.head;
  }

  #push(record: EntryRecord): void {
    this.ring.push(record);
    if (record.kind === 'removal' || isRestoral(record)) this.#lookback.forget();
    this.#typing.stopped(record.participant);
    this.#fanOut.mark(Math.max(1, this.ring.at(record.seq)!.bytes / bytesOfOne));
  }

  /** The log keeps nothing up to `seq` any more; who was not told of it by now starts anew. */
  expire(seq: number): void {
    if (seq <= this.#expired) return;
    this.#expired = seq;
    this.standing.expire(seq);
    this.ring.expire(seq);
    this.#lookback.forget();
    this.#fanOut.mark();
    this.#catchUp.follow();
  }

  /** Whether the log keeps anything older than entry `seq`, one of the ring or the next after it. */
  hasOlder(seq: number): boolean {
    return seq > this.#expired + 1;
  }

  /** Entry `seq` is in the log, whether it was heard of here or not. */
  expect(seq: number): void {
    this.#catchUp.expect(seq);
  }

  /** The log may hold more than was heard of: it is asked after a while, until it answers. */
  doubt(): void {
    this.#catchUp.doubt();
  }

  read(range: LogRange): Promise<LogPage> {
    const key = JSON.stringify(range);
    let read = this.#reads.get(key);
    if (!read) {
      read = this.#services.log.read(this.name, range).finally(() => this.#reads.delete(key));
      this.#reads.set(key, read);
    }
    return read;
  }

  /** What a resume from before the ring may need, read once for all who come at about the same time. */
  lookBack(): Promise<readonly EntryRecord[]> {
    return this.#lookback.entries();
  }

  close(): void {
    this.#closed = true;
    this.#catchUp.close();
    this.#company?.close();
    this.#lookback.forget();
    this.presence.close();
    this.#typing.close();
    this.#fanOut.close();
  }

  #signal(message: Signal['message']): void {
    const signal = new Signal(message);
    for (const reader of this.#readers) reader.signal(signal);
    this.#fanOut.mark();
  }
}
