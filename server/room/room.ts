// One room's life: its readers, its ring, who is present. It never sees a socket's insides.
import type { Clock } from '../clock.ts';
import type { EntryRecord, Log, LogPage, LogRange } from '../log/log.ts';
import type { Flusher, Flushable } from './flusher.ts';
import { Presence } from './presence.ts';
import { Ring, ringEntries } from './ring.ts';

/** Somebody who follows the room by a cursor into its ring. */
export interface Reader extends Flushable {
  /** Tells the count of those present, if there is room for it: signals are the first to be shed. */
  present(count: number): void;
}

export interface RoomServices {
  readonly log: Log;
  readonly flusher: Flusher;
  readonly clock: Clock;
  readonly onFailure: (error: unknown) => void;
}

export class Room implements Flushable {
  readonly name: string;
  readonly ring: Ring;
  readonly #services: RoomServices;
  readonly #readers = new Set<Reader>();
  readonly #presence: Presence;
  /** Reads under way, so that all who ask for the same range share one. */
  readonly #reads = new Map<string, Promise<LogPage>>();
  /** The newest seq that is known to be in the log. */
  #awaited = 0;
  #filling: Promise<void> | undefined;

  /** `newest` is the log's last page. */
  constructor(name: string, newest: LogPage, services: RoomServices) {
    this.name = name;
    this.ring = new Ring(newest.head, newest.entries);
    this.#services = services;
    this.#presence = new Presence(services.clock, (count) => {
      for (const reader of this.#readers) reader.present(count);
    });
  }

  get present(): number {
    return this.#presence.count;
  }

  enter(reader: Reader, participantId: string): void {
    this.#readers.add(reader);
    this.#presence.arrived(participantId);
  }

  leave(reader: Reader, participantId: string): void {
    if (this.#readers.delete(reader)) this.#presence.departed(participantId);
  }

  /**
   * A committed entry. One that is known already is dropped; before one that comes too early, the
   * missing ones are read from the log: it is the truth, and this only a hint.
   */
  add(record: EntryRecord): void {
    if (record.seq <= this.ring.head) return;
    if (record.seq > this.ring.head + 1) return this.#await(record.seq);
    this.ring.push(record);
    this.#services.flusher.mark(this);
  }

  flush(): void {
    for (const reader of this.#readers) reader.flush();
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

  close(): void {
    this.#presence.close();
  }

  /** Reads what is missing, unless it is being read already. */
  #await(seq: number): void {
    this.#awaited = Math.max(this.#awaited, seq);
    this.#filling ??= this.#fill()
      .catch((error: unknown) => this.#services.onFailure(error))
      .finally(() => (this.#filling = undefined));
  }

  /** Until nothing is missing any more: what comes meanwhile may make another hole. */
  async #fill(): Promise<void> {
    while (this.ring.head < this.#awaited) {
      const { entries } = await this.read({ after: this.ring.head, limit: ringEntries });
      if (entries.length === 0)
        throw new Error(`The log lacks entries after ${this.ring.head} in ${this.name}.`);
      for (const entry of entries) this.add(entry);
    }
  }
}
