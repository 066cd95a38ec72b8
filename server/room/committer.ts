// Group commit without a timer: while one batch is on its way to the log, the next one gathers. When
// the log fails, nothing of the batch is acknowledged, and the log is asked until it works again.
import type { Clock } from '../clock.ts';
import type { AppendOutcome, DraftRecord, Log, Taken } from '../log/log.ts';

/** What became of a draft. `unavailable`: whether the log took it is not known; it was not acknowledged. `withdrawn`: it was taken back before. */
export type CommitOutcome = AppendOutcome['outcome'] | 'unavailable' | 'withdrawn';

/** `taken`: what a removal took from somebody else, if its draft `keeps` that. */
export type OnCommitted = (outcome: CommitOutcome, seq: number, taken?: Taken) => void;

interface Queued {
  readonly draft: DraftRecord;
  readonly bytes: number;
  readonly done: OnCommitted;
}

/** Most that goes into one transaction: beyond this the gain is small and the wait grows. */
export const batchDrafts = 256;
export const batchBytes = 256 * 1_024;

/** Most that may wait; what would be more is refused as busy. */
export const queueDrafts = 2_000;
export const queueBytes = 4 * 1_024 * 1_024;

/** How often a log that failed is asked whether it works again. */
const probeEveryMs = 1_000;

/** How many drafts a batch had, how long the log had it, in milliseconds, and whether it took them. */
export type CommitWatcher = (drafts: number, ms: number, isTaken: boolean) => void;

export interface CommitterEvents {
  /** An entry is on disk: called in the log's order, before its author's callback. */
  readonly onEntry: (draft: DraftRecord, seq: number) => void;
  /** An entry was on disk before: its first answer may have been lost, and nobody here heard of it. */
  readonly onTwin: (room: string, seq: number) => void;
  /** What became of drafts for this room is not known. */
  readonly onDoubt: (room: string) => void;
  readonly onFailure: (error: unknown) => void;
}

export class Committer {
  readonly #log: Log;
  readonly #clock: Pick<Clock, 'now' | 'after'>;
  readonly #events: CommitterEvents;
  readonly #queue: Queued[] = [];
  #queuedBytes = 0;
  #running: Promise<void> | undefined;
  #healthy = true;
  /** Ends the wait for the next probe. */
  #stopProbing: (() => void) | undefined;
  #closed = false;
  #watcher: CommitWatcher = () => {};

  constructor(log: Log, clock: Pick<Clock, 'now' | 'after'>, events: CommitterEvents) {
    this.#log = log;
    this.#clock = clock;
    this.#events = events;
  }

  /** False from a failure until the log is known to work. */
  get healthy(): boolean {
    return this.#healthy;
  }

  /** How many drafts wait for their turn. */
  get waiting(): number {
    return this.#queue.length;
  }

  /** Told of each batch that came back from the log. */
  watch(watcher: CommitWatcher): void {
    this.#watcher = watcher;
  }

  /** Returns false, and takes nothing, when too much waits already, or after `close`. */
  submit(draft: DraftRecord, done: OnCommitted): boolean {
    const bytes = bytesOf(draft);
    if (this.#closed || this.#queue.length >= queueDrafts || this.#queuedBytes + bytes > queueBytes)
      return false;
    this.#queue.push({ draft, bytes, done });
    this.#queuedBytes += bytes;
    this.#running ??= this.#run();
    return true;
  }

  /** Takes back what only waits: what is on its way to the log stays. */
  withdraw(isToGo: (draft: DraftRecord) => boolean): void {
    const gone = this.#queue.filter(({ draft }) => isToGo(draft));
    const left = this.#queue.filter(({ draft }) => !isToGo(draft));
    this.#queue.splice(0, Infinity, ...left);
    for (const { bytes, done } of gone) {
      this.#queuedBytes -= bytes;
      done('withdrawn', 0);
    }
  }

  /** Takes nothing more; resolves when nothing waits any more. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#stopProbing?.();
    while (this.#running) await this.#running;
  }

  async #run(): Promise<void> {
    // One turn of patience: what arrives in the same turn shares the first commit.
    await Promise.resolve();
    while (this.#queue.length > 0) await this.#commit(this.#nextBatch());
    // In the same breath as the last look at the queue: a draft that comes now starts the next run.
    this.#running = undefined;
  }

  #nextBatch(): readonly Queued[] {
    let bytes = 0;
    let count = 0;
    for (const queued of this.#queue) {
      if (count === batchDrafts || (count > 0 && bytes + queued.bytes > batchBytes)) break;
      bytes += queued.bytes;
      count++;
    }
    this.#queuedBytes -= bytes;
    return this.#queue.splice(0, count);
  }

  async #commit(batch: readonly Queued[]): Promise<void> {
    const drafts = batch.map((queued) => queued.draft);
    const startedAt = this.#clock.now();
    const came = (isTaken: boolean) => this.#watcher(batch.length, this.#clock.now() - startedAt, isTaken);
    let outcomes: readonly AppendOutcome[];
    try {
      outcomes = await this.#log.append(drafts);
    } catch (error) {
      came(false);
      this.#failed();
      this.#events.onFailure(error);
      for (const room of new Set(drafts.map(({ room }) => room))) this.#events.onDoubt(room);
      for (const { done } of batch) done('unavailable', 0);
      return;
    }
    came(true);
    outcomes.forEach(({ outcome, seq, taken }, index) => {
      const { draft, done } = batch[index]!;
      if (outcome === 'committed') this.#events.onEntry(draft, seq);
      else if (outcome === 'twin') this.#events.onTwin(draft.room, seq);
      done(outcome, seq, taken);
    });
    this.#heal();
  }

  #failed(): void {
    if (!this.#healthy) return;
    this.#healthy = false;
    this.#scheduleProbe();
  }

  #heal(): void {
    if (this.#healthy) return;
    this.#healthy = true;
    this.#stopProbing?.();
    this.#stopProbing = undefined;
  }

  #scheduleProbe(): void {
    if (this.#closed) return;
    this.#stopProbing = this.#clock.after(probeEveryMs, () => void this.#probe());
  }

  /** The next one is scheduled only after this one's answer: a disk that hangs is not asked again and again. */
  async #probe(): Promise<void> {
    const works = await this.#log.probe().then(
      () => true,
      () => false,
    );
    if (this.#healthy) return;
    if (works) this.#heal();
    else this.#scheduleProbe();
  }
}

/** What a draft takes in the queue, about. */
function bytesOf({ body, author }: DraftRecord): number {
  return Buffer.byteLength(body) + Buffer.byteLength(author);
}
