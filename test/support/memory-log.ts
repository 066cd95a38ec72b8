// A log in memory whose commits end when the test says so; for tests of what stands on the port.
import type {
  AppendOutcome,
  DraftRecord,
  EntryRecord,
  Log,
  LogPage,
  LogRange,
} from '../../server/log/log.ts';

export class MemoryLog implements Log {
  readonly epoch = 'epoch-1';
  readonly rooms = new Map<string, EntryRecord[]>();
  /** The batches as they came. */
  readonly batches: (readonly DraftRecord[])[] = [];
  reads = 0;
  #held: (() => void)[] | undefined;
  #heldReads: (() => void)[] | undefined;
  #failure: Error | undefined;
  #readFailure: Error | undefined;
  #losesAnswers = false;

  /** From now on commits wait for `release`. */
  hold(): void {
    this.#held = [];
  }

  release(): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const go of held) go();
  }

  /** From now on commits fail, until called with nothing. */
  fail(failure?: Error): void {
    this.#failure = failure;
  }

  /** Whether commits are written and nobody hears of it. */
  loseAnswers(loses: boolean): void {
    this.#losesAnswers = loses;
  }

  /** From now on reads see the log as it is when they are asked, but arrive only after `releaseReads`. */
  holdReads(): void {
    this.#heldReads = [];
  }

  releaseReads(): void {
    const held = this.#heldReads ?? [];
    this.#heldReads = undefined;
    for (const go of held) go();
  }

  /** From now on reads fail, until called with nothing. */
  failReads(failure?: Error): void {
    this.#readFailure = failure;
  }

  async append(drafts: readonly DraftRecord[]): Promise<readonly AppendOutcome[]> {
    this.batches.push(drafts);
    if (this.#held) await new Promise<void>((resolve) => this.#held!.push(resolve));
    if (this.#failure) throw this.#failure;
    const outcomes = drafts.map(({ room, ...draft }): AppendOutcome => {
      const entries = this.rooms.get(room) ?? [];
      this.rooms.set(room, entries);
      const twin = entries.find(
        ({ participant, draftId }) => participant === draft.participant && draftId === draft.draftId,
      );
      if (twin) return { outcome: twin.body === draft.body ? 'twin' : 'conflict', seq: twin.seq };
      entries.push({ ...draft, seq: entries.length + 1 });
      return { outcome: 'committed', seq: entries.length };
    });
    if (this.#losesAnswers) throw new Error('The answer was lost.');
    return outcomes;
  }

  async read(room: string, range: LogRange): Promise<LogPage> {
    this.reads++;
    const all = this.rooms.get(room) ?? [];
    const matching =
      'before' in range
        ? all.filter(({ seq }) => seq < range.before)
        : all.filter(({ seq }) => seq > range.after);
    const entries =
      'before' in range ? matching.slice(-range.limit || matching.length) : matching.slice(0, range.limit);
    const page = { head: all.length, entries, more: matching.length > entries.length };
    if (this.#heldReads) await new Promise<void>((resolve) => this.#heldReads!.push(resolve));
    if (this.#readFailure) throw this.#readFailure;
    return page;
  }

  async close(): Promise<void> {}
}
