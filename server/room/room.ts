// One room's life: its readers, its ring, who is present. It never sees a socket's insides.
import { rosterParticipants } from '../../protocol/limits.ts';
import type { Participant, Refused } from '../../protocol/server-messages.ts';
import type { Clock } from '../clock.ts';
import { isRestoral, type EntryRecord, type Log, type LogPage, type LogRange } from '../log/log.ts';
import type { Standing } from '../moderation/standing.ts';
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

/** The log is asked again after this long, where it could not tell what became of a batch. */
const doubtMs = 1_000;

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
  /** Reads under way, so that all who ask for the same range share one. */
  readonly #reads = new Map<string, Promise<LogPage>>();
  /** The log keeps nothing up to this seq; 0 while nobody said how far that goes, but it keeps what is before the ring. */
  #expired: number;
  /** The newest seq that is known to be in the log. */
  #awaited = 0;
  #filling: Promise<void> | undefined;
  /** Entries that overtook others, by seq, and the wait for those. */
  readonly #early = new Map<number, EntryRecord>();
  #newestEarly = 0;
  #stopPatience: (() => void) | undefined;
  #stopDoubt: (() => void) | undefined;
  #closed = false;

  constructor(name: string, newest: RoomStart, standing: Standing, services: RoomServices) {
    const { clock, relay = alone } = services;
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
    this.#lookback = new Lookback(this.ring, clock, (range) => services.log.read(name, range));
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
    if (record.seq > this.ring.head + 1) return this.#keep(record);
    this.#push(record);
    this.#catchUp();
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
    this.#catchUp();
  }

  /** Whether the log keeps anything older than entry `seq`, one of the ring or the next after it. */
  hasOlder(seq: number): boolean {
    return seq > this.#expired + 1;
  }

  /** Entry `seq` is in the log, whether it was heard of here or not. */
  expect(seq: number): void {
    if (seq > this.ring.head) this.#await(seq);
  }

  /** The log may hold more than was heard of: it is asked after a while, until it answers. */
  doubt(): void {
    if (this.#closed) return;
    const { clock, log, onFailure } = this.#services;
    this.#stopDoubt ??= clock.after(doubtMs, () => {
      this.#stopDoubt = undefined;
      // Not shared: a read that is under way may have looked too early.
      log.read(this.name, { after: this.ring.head, limit: 1 }).then(
        ({ head }) => this.expect(head),
        (error: unknown) => {
          onFailure(error);
          this.doubt();
        },
      );
    });
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
    this.#stopDoubt?.();
    this.#stopPatience?.();
    this.#early.clear();
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

  /** For a moment, in which the ones before it may come by themselves. */
  #keep(record: EntryRecord): void {
    const { patienceMs } = this.#relay;
    if (patienceMs === 0 || this.#closed) return this.#await(record.seq);
    if (this.#early.size < ringEntries) this.#early.set(record.seq, record);
    this.#newestEarly = Math.max(this.#newestEarly, record.seq);
    this.#stopPatience ??= this.#services.clock.after(patienceMs, () => {
      this.#stopPatience = undefined;
      this.expect(this.#newestEarly);
    });
  }

  /** What came early follows on what came now. */
  #catchUp(): void {
    if (this.#newestEarly === 0) return;
    for (let next; (next = this.#early.get(this.ring.head + 1));) this.#push(next);
    for (const seq of this.#early.keys()) if (seq <= this.ring.head) this.#early.delete(seq);
    if (this.#newestEarly > this.ring.head) return;
    this.#newestEarly = 0;
    this.#stopPatience?.();
    this.#stopPatience = undefined;
  }

  /** Reads what is missing, unless it is being read already. */
  #await(seq: number): void {
    this.#awaited = Math.max(this.#awaited, seq);
    this.#filling ??= this.#fill()
      .catch((error: unknown) => {
        this.#services.onFailure(error);
        this.doubt();
      })
      .finally(() => (this.#filling = undefined));
  }

  /** Until nothing is missing any more: what comes meanwhile may make another hole. */
  async #fill(): Promise<void> {
    while (this.ring.head < this.#awaited) {
      this.#services.onHole?.();
      const { entries } = await this.read({ after: this.ring.head, limit: ringEntries });
      // What begins later was deleted in between, of which the room hears as well.
      if (entries.length === 0 || entries[0]!.seq > this.ring.head + 1)
        throw new Error(`The log lacks entries after ${this.ring.head} in ${this.name}.`);
      for (const entry of entries) this.add(entry);
    }
  }
}
