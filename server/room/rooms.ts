// The rooms that are in memory: loaded when the first visitor comes, let go some time after the last.
import type { Clock } from '../clock.ts';
import type { DraftRecord, EntryRecord, Log } from '../log/log.ts';
import { Committer, type CommitWatcher, type OnCommitted } from './committer.ts';
import { Flusher } from './flusher.ts';
import { alone, type Relay } from './relay.ts';
import { Resting } from './resting.ts';
import { ringEntries } from './ring.ts';
import type { Standings } from '../moderation/standings.ts';
import { Room } from './room.ts';

interface Place {
  loading?: Promise<Room>;
  /** Entries that were committed while the room was being read. */
  readonly early: EntryRecord[];
  loaded: Room | undefined;
  /** Those who are in the room, and those who are about to be. */
  visitors: number;
}

export class Rooms {
  readonly flusher: Flusher;
  readonly #log: Log;
  readonly #clock: Clock;
  readonly #committer: Committer;
  readonly #standings: Pick<Standings, 'load'>;
  readonly #onFailure: (error: unknown) => void;
  readonly #relay: Relay;
  readonly #places = new Map<string, Place>();
  readonly #resting: Resting;
  /** Those of whom nothing is taken any more. */
  readonly #barred = new Set<string>();
  /** Those of whom nothing is taken just now. */
  readonly #suspended = new Set<string>();
  #entryWatcher: ((room: string) => void) | undefined;
  #holesFilled = 0;
  #closed = false;

  constructor(
    log: Log,
    standings: Pick<Standings, 'load'>,
    clock: Clock,
    onFailure: (error: unknown) => void,
    relay = alone,
  ) {
    this.#log = log;
    this.#relay = relay;
    this.#standings = standings;
    this.#clock = clock;
    this.#onFailure = onFailure;
    this.flusher = new Flusher(clock);
    this.#resting = new Resting(clock, (room) => {
      this.#drop(room.name);
      room.close();
    });
    this.#committer = new Committer(log, clock, {
      onEntry: ({ room, own: _own, spares: _spares, keeps: _keeps, noted: _noted, ...draft }, seq) => {
        const record = { ...draft, seq };
        this.add(room, record);
        relay.committed(room, record);
        this.#entryWatcher?.(room);
      },
      onTwin: (room, seq) => this.#whenLoaded(room, (loaded) => loaded.expect(seq)),
      onDoubt: (room) => this.#whenLoaded(room, (loaded) => loaded.doubt()),
      onFailure,
    });
  }

  /** False while the log does not take entries. */
  get healthy(): boolean {
    return this.#committer.healthy;
  }

  /** How many drafts wait for the log. */
  get waiting(): number {
    return this.#committer.waiting;
  }

  /** How often the log was read for what others did not tell. */
  get holesFilled(): number {
    return this.#holesFilled;
  }

  /** Told of each batch that came back from the log. */
  watchCommits(watcher: CommitWatcher): void {
    this.#committer.watch(watcher);
  }

  /** Told of each entry that was committed here, in the middle of that: it has to be quick. */
  watchEntries(watcher: (room: string) => void): void {
    this.#entryWatcher = watcher;
  }

  /** The room, from memory or from one read of the log. Each visit ends with `leave`. */
  async visit(name: string): Promise<Room> {
    const place = this.#places.get(name) ?? this.#open(name);
    place.visitors++;
    if (!place.loaded) return place.loading!;
    this.#resting.wake(place.loaded);
    return place.loaded;
  }

  /** Ends a visit; the last one starts the room's rest. */
  leave(room: Room): void {
    const place = this.#places.get(room.name);
    // It may have been started anew since.
    if (place?.loaded !== room || --place.visitors > 0 || this.#closed) return;
    this.#resting.add(room);
  }

  /** Returns false, and takes nothing, when the log has too much to do, or they are suspended. */
  submit(draft: DraftRecord, done: OnCommitted): boolean {
    if (this.#barred.has(draft.participant)) {
      done('withdrawn', 0);
      return true;
    }
    if (this.#suspended.has(draft.participant)) return false;
    return this.#committer.submit(draft, done);
  }

  /** Deletes what is from before a time (Unix milliseconds): from the log, and from the rooms in memory. */
  expire(before: number, except?: ReadonlyMap<string, number>): Promise<void> {
    return this.#log.expire(before, (name, seq) => this.expireTo(name, seq), except);
  }

  /** Entry `seq` is in the log: a room in memory reads up to it. */
  expect(name: string, seq: number): void {
    this.loaded(name)?.expect(seq);
  }

  /** The log keeps nothing of it up to `seq`. */
  expireTo(name: string, seq: number): void {
    this.#whenLoaded(name, (room) => room.expire(seq));
  }

  /** A room that is in memory. */
  loaded(name: string): Room | undefined {
    return this.#places.get(name)?.loaded;
  }

  /** The rooms that are in memory. */
  get allLoaded(): readonly Room[] {
    return [...this.#places.values()].flatMap(({ loaded }) => loaded ?? []);
  }

  /** Everybody in every room looks how they stand. */
  reconsider(): void {
    for (const { loaded } of this.#places.values()) loaded?.reconsider();
  }

  /** From now on nothing of theirs is taken, and what waits is taken back. */
  bar(participant: string): void {
    this.#barred.add(participant);
    this.#committer.withdraw((draft) => draft.participant === participant);
  }

  /** Takes back what waits of theirs, and takes nothing until the returned undo is called. */
  suspend(participant: string): () => void {
    this.#suspended.add(participant);
    this.#committer.withdraw((draft) => draft.participant === participant);
    return () => this.#suspended.delete(participant);
  }

  /** Takes back drafts of a room that are not on their way to the log yet. */
  withdraw(room: string, isToGo: (draft: DraftRecord) => boolean): void {
    this.#committer.withdraw((draft) => draft.room === room && isToGo(draft));
  }

  /** Takes no more drafts; resolves when those that were taken are committed. */
  finish(): Promise<void> {
    return this.#committer.close();
  }

  /** Starts every room anew from the log, after entries changed there. Whoever is in one must leave it. */
  startAnew(): void {
    const former = [...this.#places];
    this.#resting.clear();
    for (const [name, { loaded }] of former) {
      this.#drop(name);
      loaded?.close();
    }
  }

  /** Lets everything go; nothing happens by itself any more. */
  close(): void {
    this.#closed = true;
    this.#resting.clear();
    for (const { loaded } of this.#places.values()) loaded?.close();
  }

  #open(name: string): Place {
    const place: Place = { early: [], loaded: undefined, visitors: 0 };
    this.#places.set(name, place);
    place.loading = this.#load(name, place).catch((error: unknown) => {
      // Whoever comes next tries again.
      if (this.#places.get(name) === place) this.#drop(name);
      throw error;
    });
    return place;
  }

  /** Registers first and reads second, so that no entry can fall between the two. */
  async #load(name: string, place: Place): Promise<Room> {
    const following = this.#relay.follow(name);
    if (following) await following;
    // As it was before the read: what was erased meanwhile is then told under the former epoch, to who comes back.
    const { epoch } = this.#log;
    const [newest, standing] = await Promise.all([
      this.#log.read(name, { before: Number.MAX_SAFE_INTEGER, limit: ringEntries }),
      this.#standings.load(name),
    ]);
    const services = {
      ...{ log: this.#log, clock: this.#clock, onFailure: this.#onFailure, relay: this.#relay },
      onHole: () => {
        this.#holesFilled++;
      },
    };
    place.loaded = new Room(name, { ...newest, epoch }, standing, services);
    for (const record of place.early.splice(0)) place.loaded.add(record);
    this.#relay.loaded(name);
    return place.loaded;
  }

  /** A committed entry of a room that may be in memory. */
  add(name: string, record: EntryRecord): void {
    const place = this.#places.get(name);
    if (place?.loaded) place.loaded.add(record);
    else place?.early.push(record);
  }

  #drop(name: string): void {
    this.#places.delete(name);
    this.#relay.unfollow(name);
  }

  /** What was read before may lack what is told here. */
  #whenLoaded(name: string, tell: (room: Room) => void): void {
    // Where loading fails nobody follows the room, and whoever comes next reads it anew.
    this.#places.get(name)?.loading?.then(tell, () => {});
  }
}
