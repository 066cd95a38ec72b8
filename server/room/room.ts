// One room's life: its readers, its ring, who is present. It never sees a socket's insides.
import { rosterParticipants } from '../../protocol/limits.ts';
import type { Participant, Refused } from '../../protocol/server-messages.ts';
import type { Clock } from '../clock.ts';
import type { EntryRecord, Log, LogPage, LogRange } from '../log/log.ts';
import type { Standing } from '../moderation/standing.ts';
import { FanOut, type Flushable } from './fan-out.ts';
import { Lookback } from './lookback.ts';
import { Presence } from './presence.ts';
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
}

/** The log is asked again after this long, where it could not tell what became of a batch. */
const doubtMs = 1_000;

/** More than this is not gathered: the other half of the ring is for those who read slowly. */
const gatheredEntries = ringEntries / 2;

/** What takes more of the ring's bytes counts as several entries. */
const bytesOfOne = ringBytes / ringEntries;

export class Room {
  readonly name: string;
  readonly ring: Ring;
  readonly presence: Presence;
  readonly standing: Standing;
  readonly #services: RoomServices;
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
  #stopDoubt: (() => void) | undefined;
  #closed = false;

  /** `newest` is the log's last page. */
  constructor(name: string, newest: LogPage, standing: Standing, services: RoomServices) {
    const { clock } = services;
    this.name = name;
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

  enter(reader: Reader, participant: Participant): void {
    this.#readers.add(reader);
    this.presence.arrived(participant);
  }

  leave(reader: Reader, participantId: string): void {
    if (!this.#readers.delete(reader)) return;
    this.presence.departed(participantId);
    this.#typing.stopped(participantId);
  }

  /** Everybody looks how they stand; who has to leave does so within this call. */
  reconsider(kicked?: string): void {
    for (const reader of [...this.#readers]) reader.reconsider(kicked);
  }

  tell(participantId: string, refused: Refused): void {
    for (const reader of this.#readers) reader.tell(participantId, refused);
  }

  /** Nobody is told who types in a crowd: there, somebody always does. */
  typing(participant: Participant, on: boolean): void {
    if (!on) this.#typing.stopped(participant.id);
    else if (this.presence.count <= rosterParticipants) this.#typing.started(participant);
  }

  /**
   * A committed entry. One that is known already is dropped; before one that comes too early, the
   * missing ones are read from the log: it is the truth, and this only a hint.
   */
  add(record: EntryRecord): void {
    if (record.seq <= this.ring.head) return;
    if (record.seq > this.ring.head + 1) return this.#await(record.seq);
    this.ring.push(record);
    if (record.kind === 'removal') this.#lookback.forget();
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
      const { entries } = await this.read({ after: this.ring.head, limit: ringEntries });
      // What begins later was deleted in between, of which the room hears as well.
      if (entries.length === 0 || entries[0]!.seq > this.ring.head + 1)
        throw new Error(`The log lacks entries after ${this.ring.head} in ${this.name}.`);
      for (const entry of entries) this.add(entry);
    }
  }
}
