// Group commit without a timer: while one batch is on its way to the log, the next one gathers.
import type { Clock } from '../clock.ts';
import type { AppendOutcome, DraftRecord, Log } from '../log/log.ts';

/** What became of a draft. `unavailable`: the log refused the batch, nothing was acknowledged. */
export type CommitOutcome = AppendOutcome['outcome'] | 'unavailable';

export type OnCommitted = (outcome: CommitOutcome, seq: number) => void;

interface Queued {
  readonly draft: DraftRecord;
  readonly done: OnCommitted;
}

/** Most drafts in one transaction: beyond this the gain is small and the wait grows. */
const batchDrafts = 256;

/** Most drafts that may wait; the next one is refused as busy. */
export const queueDrafts = 2_000;

/** How long a failed commit makes the log count as unhealthy. */
const mistrustMs = 5_000;

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
  readonly #clock: Pick<Clock, 'now'>;
  readonly #events: CommitterEvents;
  #queue: Queued[] = [];
  #running: Promise<void> | undefined;
  #failedAt = -Infinity;
  #closed = false;

  constructor(log: Log, clock: Pick<Clock, 'now'>, events: CommitterEvents) {
    this.#log = log;
    this.#clock = clock;
    this.#events = events;
  }

  /** False for a while after a batch failed; then somebody has to try again, or nobody would ever know. */
  get healthy(): boolean {
    return this.#clock.now() - this.#failedAt >= mistrustMs;
  }

  /** Returns false, and takes nothing, when too much waits already, or after `close`. */
  submit(draft: DraftRecord, done: OnCommitted): boolean {
    if (this.#closed || this.#queue.length >= queueDrafts) return false;
    this.#queue.push({ draft, done });
    this.#running ??= this.#run();
    return true;
  }

  /** Takes nothing more; resolves when nothing waits any more. */
  async close(): Promise<void> {
    this.#closed = true;
    while (this.#running) await this.#running;
  }

  async #run(): Promise<void> {
    // One turn of patience: what arrives in the same turn shares the first commit.
    await Promise.resolve();
    while (this.#queue.length > 0) {
      const batch = this.#queue.slice(0, batchDrafts);
      this.#queue = this.#queue.slice(batchDrafts);
      await this.#commit(batch);
    }
    // In the same breath as the last look at the queue: a draft that comes now starts the next run.
    this.#running = undefined;
  }

  async #commit(batch: readonly Queued[]): Promise<void> {
    let outcomes: readonly AppendOutcome[];
    try {
      outcomes = await this.#log.append(batch.map((queued) => queued.draft));
      this.#failedAt = -Infinity;
    } catch (error) {
      this.#failedAt = this.#clock.now();
      this.#events.onFailure(error);
      for (const room of new Set(batch.map(({ draft }) => draft.room))) this.#events.onDoubt(room);
      for (const { done } of batch) done('unavailable', 0);
      return;
    }
    outcomes.forEach(({ outcome, seq }, index) => {
      const { draft, done } = batch[index]!;
      if (outcome === 'committed') this.#events.onEntry(draft, seq);
      else if (outcome === 'twin') this.#events.onTwin(draft.room, seq);
      done(outcome, seq);
    });
  }
}
