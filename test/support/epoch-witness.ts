// What the widget's own client shows of a log whose epoch changes: each entry by the epoch and the seq under which
// it was shown. It writes one message after the other, as `Witness` does, which knows one epoch only.
import type { Entry } from '../../protocol/server-messages.ts';
import type { ChatClient } from '../../widget/client.ts';
import { added, emptySum, type Run } from './verdict.ts';

export interface Acknowledged {
  readonly epoch: string;
  readonly seq: number;
  readonly draftId: string;
}

export interface EpochWitnessOptions {
  readonly client: ChatClient;
  readonly name: string;
}

export class EpochWitness {
  readonly client: ChatClient;
  readonly name: string;
  readonly acknowledged: Acknowledged[] = [];
  /** Draft ids by epoch and seq. */
  readonly seen = new Map<string, string>();
  /** Places in which another entry was shown later. */
  readonly changed: string[] = [];
  readonly #entries = new Map<string, Map<number, Entry>>();
  #posted = 0;
  #rests = true;
  #draftId: string | undefined;
  #told: Acknowledged | undefined;

  constructor({ client, name }: EpochWitnessOptions) {
    this.client = client;
    this.name = name;
    client.subscribe(() => this.#look());
  }

  get epoch(): string | undefined {
    return this.client.state.timeline.epoch;
  }

  get last(): number {
    return this.client.state.timeline.last;
  }

  get isIdle(): boolean {
    return this.#draftId === undefined;
  }

  write(): void {
    this.#rests = false;
    this.#look();
  }

  rest(): void {
    this.#rests = true;
  }

  /** What it was shown in an epoch: stretches without a hole. */
  runs(epoch: string): readonly Run[] {
    const runs: Run[] = [];
    const entries = [...(this.#entries.get(epoch)?.values() ?? [])];
    for (const entry of entries.toSorted((one, other) => one.seq - other.seq)) {
      const run = runs.at(-1);
      if (run?.last === entry.seq - 1)
        runs[runs.length - 1] = { first: run.first, last: entry.seq, sum: added(run.sum, entry) };
      else runs.push({ first: entry.seq, last: entry.seq, sum: added(emptySum, entry) });
    }
    return runs;
  }

  #look(): void {
    const { timeline, drafts } = this.client.state;
    if (timeline.epoch === undefined) return;
    this.#note(timeline.epoch, timeline.entries);
    const draft = drafts.find(({ draftId }) => draftId === this.#draftId);
    if (draft?.kind === 'refused') throw new Error(`${this.name} was refused: ${draft.sentence}`);
    if (draft?.kind === 'accepted') {
      const { draftId, seq } = draft;
      this.#told = { epoch: timeline.epoch, seq, draftId };
    }
    if (this.#draftId !== undefined && !draft) this.#confirmed(timeline.epoch, timeline.entries);
    if (this.#draftId === undefined && !this.#rests) this.#post();
  }

  #post(): void {
    // Known before the first change that the post makes.
    this.#rests = true;
    this.#draftId = this.client.post(`${this.name}:${this.#posted++}:`);
    this.#rests = false;
  }

  #confirmed(epoch: string, entries: readonly Entry[]): void {
    const draftId = this.#draftId!;
    const own = entries.findLast((entry) => entry.draftId === draftId);
    const known = own ? { epoch, seq: own.seq, draftId } : this.#told;
    this.#draftId = undefined;
    this.#told = undefined;
    if (!known) throw new Error(`${this.name} lost its draft ${draftId} without an answer.`);
    this.acknowledged.push(known);
  }

  /** Entries only join at the end, or all are other ones: what is known is met from the end on. */
  #note(epoch: string, entries: readonly Entry[]): void {
    const known = this.#entries.get(epoch) ?? new Map<number, Entry>();
    this.#entries.set(epoch, known);
    for (const entry of entries.toReversed()) {
      const place = `${epoch} ${entry.seq}`;
      const before = this.seen.get(place);
      if (before === entry.draftId) return;
      if (before !== undefined) this.changed.push(place);
      this.seen.set(place, entry.draftId);
      known.set(entry.seq, entry);
    }
  }
}
