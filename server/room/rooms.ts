// The rooms that are in memory: loaded when the first reader comes, let go some time after the last.
import type { Clock } from '../clock.ts';
import type { DraftRecord, EntryRecord, Log } from '../log/log.ts';
import { Committer, type OnCommitted } from './committer.ts';
import { Flusher } from './flusher.ts';
import { ringEntries } from './ring.ts';
import { Room } from './room.ts';

/** An empty room stays in memory this long, so that a reload of its only page costs no read. */
const keepEmptyMs = 30_000;

export class Rooms {
  readonly flusher: Flusher;
  readonly #log: Log;
  readonly #clock: Clock;
  readonly #committer: Committer;
  readonly #rooms = new Map<string, Promise<Room>>();
  readonly #loaded = new Map<string, Room>();
  /** Entries that were committed while their room was being read. */
  readonly #early = new Map<string, EntryRecord[]>();
  readonly #evictions = new Map<string, () => void>();

  constructor(log: Log, clock: Clock, onFailure: (error: unknown) => void) {
    this.#log = log;
    this.#clock = clock;
    this.flusher = new Flusher(clock);
    this.#committer = new Committer(log, {
      onEntry: ({ room, ...record }, seq) => this.#add(room, { ...record, seq }),
      onFailure,
    });
  }

  get epoch(): string {
    return this.#log.epoch;
  }

  /** False while the log does not take entries. */
  get healthy(): boolean {
    return this.#committer.healthy;
  }

  /** The room, from memory or from one read of the log. */
  async find(name: string): Promise<Room> {
    this.#evictions.get(name)?.();
    this.#evictions.delete(name);
    let room = this.#rooms.get(name);
    if (!room) {
      room = this.#load(name);
      this.#rooms.set(name, room);
      room.catch(() => this.#rooms.delete(name));
    }
    return room;
  }

  /** Tells that a reader left; the last one starts the room's rest. */
  vacated(room: Room): void {
    if (!room.empty || this.#evictions.has(room.name)) return;
    this.#evictions.set(
      room.name,
      this.#clock.after(keepEmptyMs, () => this.#evict(room)),
    );
  }

  /** Returns false, and takes nothing, when the log has too much to do. */
  submit(draft: DraftRecord, done: OnCommitted): boolean {
    return this.#committer.submit(draft, done);
  }

  /** Waits for the drafts under way, then lets everything go. */
  async close(): Promise<void> {
    await this.#committer.idle();
    for (const stop of this.#evictions.values()) stop();
    for (const room of this.#loaded.values()) room.close();
  }

  /** Registers first and reads second, so that no entry can fall between the two. */
  async #load(name: string): Promise<Room> {
    const early: EntryRecord[] = [];
    this.#early.set(name, early);
    try {
      const newest = await this.#log.read(name, { before: Number.MAX_SAFE_INTEGER, limit: ringEntries });
      const room = new Room(name, newest, this.#log, this.flusher, this.#clock);
      this.#loaded.set(name, room);
      for (const record of early) room.add(record);
      return room;
    } finally {
      this.#early.delete(name);
    }
  }

  #add(name: string, record: EntryRecord): void {
    this.#early.get(name)?.push(record);
    this.#loaded.get(name)?.add(record);
  }

  #evict(room: Room): void {
    this.#evictions.delete(room.name);
    if (!room.empty) return;
    this.#rooms.delete(room.name);
    this.#loaded.delete(room.name);
    room.close();
  }
}
