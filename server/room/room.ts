// One room's life: its readers, its ring, who is present. It never sees a socket's insides.
import type { Clock } from '../clock.ts';
import type { EntryRecord, Log, LogPage, LogRange } from '../log/log.ts';
import type { Flusher, Flushable } from './flusher.ts';
import { Presence } from './presence.ts';
import { Ring } from './ring.ts';

/** Somebody who follows the room by a cursor into its ring. */
export interface Reader extends Flushable {
  /** Tells the count of those present, if there is room for it: signals are the first to be shed. */
  present(count: number): void;
}

export class Room implements Flushable {
  readonly name: string;
  readonly ring: Ring;
  readonly #log: Log;
  readonly #flusher: Flusher;
  readonly #readers = new Set<Reader>();
  readonly #presence: Presence;
  /** Reads under way, so that all who ask for the same range share one. */
  readonly #reads = new Map<string, Promise<LogPage>>();

  constructor(name: string, newest: LogPage, log: Log, flusher: Flusher, clock: Clock) {
    this.name = name;
    this.ring = new Ring(newest.head, newest.entries);
    this.#log = log;
    this.#flusher = flusher;
    this.#presence = new Presence(clock, (count) => {
      for (const reader of this.#readers) reader.present(count);
    });
  }

  get empty(): boolean {
    return this.#readers.size === 0;
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

  /** A committed entry, in the log's order. One that a read brought already is dropped. */
  add(record: EntryRecord): void {
    if (record.seq <= this.ring.head) return;
    this.ring.push(record);
    this.#flusher.mark(this);
  }

  flush(): void {
    for (const reader of this.#readers) reader.flush();
  }

  read(range: LogRange): Promise<LogPage> {
    const key = JSON.stringify(range);
    let read = this.#reads.get(key);
    if (!read) {
      read = this.#log.read(this.name, range).finally(() => this.#reads.delete(key));
      this.#reads.set(key, read);
    }
    return read;
  }

  close(): void {
    this.#presence.close();
  }
}
