// What a room has not heard of yet though the log holds it: entries that overtook others, those in between, and
// what nobody knows after a commit that was lost on the way.
import type { Clock } from '../clock.ts';
import type { EntryRecord, LogPage, LogRange } from '../log/log.ts';
import { ringEntries } from './ring.ts';

export interface CatchUpServices {
  readonly room: string;
  readonly clock: Pick<Clock, 'after'>;
  readonly onFailure: (error: unknown) => void;
  /** How long what was overtaken is waited for, in milliseconds. */
  readonly patienceMs: number;
  /** The newest seq that the room knows. */
  readonly head: () => number;
  /** Takes the next entry. */
  readonly push: (record: EntryRecord) => void;
  /** Reads the log, together with others who ask for the same. */
  readonly read: (range: LogRange) => Promise<LogPage>;
  /** Reads it by itself, so that it looks no earlier than it was asked to. */
  readonly look: (range: LogRange) => Promise<LogPage>;
}

/** The log is asked again after this long, where it could not tell what became of a batch. */
const doubtMs = 1_000;

export class CatchUp {
  readonly #services: CatchUpServices;
  /** The newest seq that is known to be in the log. */
  #awaited = 0;
  #filling: Promise<void> | undefined;
  /** Entries that overtook others, by seq, and the wait for those. */
  readonly #early = new Map<number, EntryRecord>();
  #newestEarly = 0;
  #stopPatience: (() => void) | undefined;
  #stopDoubt: (() => void) | undefined;
  #closed = false;

  constructor(services: CatchUpServices) {
    this.#services = services;
  }

  /** It overtook others, which may come by themselves in a moment. */
  keep(record: EntryRecord): void {
    const { patienceMs, clock } = this.#services;
    if (patienceMs === 0 || this.#closed) return this.#await(record.seq);
    if (this.#early.size < ringEntries) this.#early.set(record.seq, record);
    this.#newestEarly = Math.max(this.#newestEarly, record.seq);
    this.#stopPatience ??= clock.after(patienceMs, () => {
      this.#stopPatience = undefined;
      this.expect(this.#newestEarly);
    });
  }

  /** What came early follows on what came now. */
  follow(): void {
    if (this.#newestEarly === 0) return;
    const { head, push } = this.#services;
    for (let next; (next = this.#early.get(head() + 1));) push(next);
    for (const seq of this.#early.keys()) if (seq <= head()) this.#early.delete(seq);
    if (this.#newestEarly > head()) return;
    this.#newestEarly = 0;
    this.#stopPatience?.();
    this.#stopPatience = undefined;
  }

  /** Entry `seq` is in the log, whether it was heard of or not. */
  expect(seq: number): void {
    if (seq > this.#services.head()) this.#await(seq);
  }

  /** The log may hold more than was heard of: it is asked after a while, until it answers. */
  doubt(): void {
    if (this.#closed) return;
    const { clock, head, look, onFailure } = this.#services;
    this.#stopDoubt ??= clock.after(doubtMs, () => {
      this.#stopDoubt = undefined;
      look({ after: head(), limit: 1 }).then(
        (page) => this.expect(page.head),
        (error: unknown) => {
          onFailure(error);
          this.doubt();
        },
      );
    });
  }

  close(): void {
    this.#closed = true;
    this.#stopDoubt?.();
    this.#stopPatience?.();
    this.#early.clear();
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
    const { room, head, push, read } = this.#services;
    while (head() < this.#awaited) {
      const { entries } = await read({ after: head(), limit: ringEntries });
      // What begins later was deleted in between, of which the room hears as well.
      if (entries.length === 0 || entries[0]!.seq > head() + 1)
        throw new Error(`The log lacks entries after ${head()} in ${room}.`);
      for (const entry of entries) if (entry.seq > head()) push(entry);
      this.follow();
    }
  }
}
