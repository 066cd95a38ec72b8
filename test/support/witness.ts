// What the widget's own client wrote, was told and was shown, noted for the judge.
import type { ChatClient } from '../../widget/client.ts';
import { until } from './until.ts';
import { added, emptySum, unnumbered, type Run, type Shown, type Written } from './verdict.ts';

export interface WitnessOptions {
  readonly client: ChatClient;
  /** Letters, digits and hyphens, without a colon. */
  readonly name: string;
  /** How many messages it writes, the next one as soon as the one before is confirmed. */
  readonly most: number;
}

/** The client keeps what it was shown; so much of it is enough to note what is new. */
const keep = 200;

export class Witness {
  readonly client: ChatClient;
  readonly #name: string;
  readonly #most: number;
  readonly #acknowledged: number[] = [];
  readonly #runs: Run[] = [];
  #gaps = 0;
  #rests = true;
  #draftId: string | undefined;
  /** The seq that the draft under way was accepted as. */
  #told: number | undefined;

  constructor({ client, name, most }: WitnessOptions) {
    this.client = client;
    this.#name = name;
    this.#most = most;
    client.subscribe(() => this.#look());
  }

  get written(): Written {
    return { author: this.#name, acknowledged: this.#acknowledged, contradicted: 0 };
  }

  get shown(): Shown {
    return { observer: this.#name, runs: this.#runs, repeated: 0, gaps: this.#gaps };
  }

  get last(): number {
    return this.client.state.timeline.last;
  }

  get acknowledged(): number {
    return this.#acknowledged.length;
  }

  /** All that it was to write is confirmed. */
  get isDone(): boolean {
    return this.acknowledged === this.#most;
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

  #look(): void {
    const { timeline, drafts } = this.client.state;
    this.#note();
    const draft = drafts.find(({ draftId }) => draftId === this.#draftId);
    if (draft?.kind === 'refused') throw new Error(`${this.#name} was refused: ${draft.sentence}`);
    if (draft?.kind === 'accepted') this.#told = draft.seq;
    if (this.#draftId !== undefined && !draft) this.#confirmed();
    if (this.#draftId === undefined && !this.#rests && timeline.epoch !== undefined && !this.isDone)
      this.#post();
    if (timeline.entries.length > 2 * keep) this.client.trim(keep);
  }

  #post(): void {
    // Known before the first change that the post makes.
    this.#rests = true;
    this.#draftId = this.client.post(`${this.#name}:${this.acknowledged}:`);
    this.#rests = false;
  }

  /** By its echo, or by a seq that it was told. */
  #confirmed(): void {
    const { entries } = this.client.state.timeline;
    const own = entries.findLast(({ draftId }) => draftId === this.#draftId);
    this.#acknowledged.push(own?.seq ?? this.#told ?? unnumbered);
    this.#draftId = undefined;
    this.#told = undefined;
  }

  #note(): void {
    const { entries, last, epoch } = this.client.state.timeline;
    if (epoch === undefined) return;
    let run = this.#runs.at(-1);
    const first = entries[0]?.seq ?? last + 1;
    // It was started anew, further on: what came between is not shown.
    if (!run || first > run.last + 1) {
      run = { first, last: first - 1, sum: emptySum };
      this.#runs.push(run);
    }
    if (last <= run.last) return;
    let { sum, last: noted } = run;
    const from = entries.findIndex(({ seq }) => seq > noted);
    for (const entry of from < 0 ? [] : entries.slice(from)) {
      if (entry.seq !== noted + 1) this.#gaps++;
      sum = added(sum, entry);
      noted = entry.seq;
    }
    this.#runs[this.#runs.length - 1] = { first: run.first, last: noted, sum };
  }
}

/** As pages do whose network says that it is back. */
export function nudge(witnesses: readonly Witness[]): void {
  for (const { client } of witnesses) if (client.state.link.kind === 'waiting') client.retryNow();
}

/** Resolves when all of them were shown everything up to `head`. */
export async function everybodyAt(witnesses: readonly Witness[], head: number): Promise<void> {
  await until(`everybody at ${head}`, () => {
    nudge(witnesses);
    return witnesses.every(({ last }) => last >= head);
  });
}
