// The judge of every fault test: what was acknowledged, what each observer was shown, and the log as somebody
// reads it who comes last, laid side by side. A text begins with `author:number`, so that each is known again.
import type { Entry } from '../../protocol/server-messages.ts';

/** What one author wrote: numbers 0, 1, 2… in this order. */
export interface Written {
  readonly author: string;
  /** By number: the seq it was acknowledged as, or `unnumbered`; 0 where nothing was heard. */
  readonly acknowledged: readonly number[];
  /** Acknowledgements that named another seq than an earlier one of the same draft. */
  readonly contradicted: number;
}

/** Acknowledged, and nobody said as which seq. */
export const unnumbered = -1;

/** Entries that an observer was shown one after the other, `first` to `last`, and what they add up to. */
export interface Run {
  readonly first: number;
  readonly last: number;
  readonly sum: number;
}

export interface Shown {
  readonly observer: string;
  readonly runs: readonly Run[];
  /** Entries that came again on a link that had brought them. */
  readonly repeated: number;
  /** Entries that came although one before them was missing. */
  readonly gaps: number;
}

export interface Verdict {
  readonly acknowledged: number;
  /** Acknowledged, and not in the log, or under another seq than was told. */
  readonly lost: number;
  readonly twice: number;
  /** Before another that its author wrote earlier. */
  readonly reordered: number;
  readonly holes: number;
  /** Observers whose entries are not the log’s. */
  readonly divergent: readonly string[];
  /** Entries in the log. */
  readonly entries: number;
}

/** A sum over entries that depends on each of them and on their order. */
export const emptySum = 0x811c9dc5;

export function added(sum: number, entry: Entry): number {
  const text = 'text' in entry ? entry.text : '';
  return mixed(sum, `${entry.type} ${entry.seq} ${entry.draftId} ${entry.from.id} ${text}`);
}

/** FNV-1a. */
function mixed(sum: number, text: string): number {
  for (let index = 0; index < text.length; index++) sum = Math.imul(sum ^ text.charCodeAt(index), 0x01000193);
  return sum >>> 0;
}

export interface Evidence {
  readonly written: readonly Written[];
  readonly shown: readonly Shown[];
  /** From the first entry on, as history gives it. */
  readonly log: AsyncIterable<Entry> | Iterable<Entry>;
}

export async function judge({ written, shown, log }: Evidence): Promise<Verdict> {
  const authors = new Map(written.map(({ author }) => [author, new Author()]));
  const observed = new Observed(shown);
  let last = 0;
  let twice = 0;
  let holes = 0;
  for await (const entry of log) {
    if (entry.seq <= last) twice++;
    else holes += entry.seq - last - 1;
    last = Math.max(last, entry.seq);
    observed.pass(entry);
    if (entry.type !== 'message') continue;
    const [name = '', number] = entry.text.split(':', 2);
    authors.get(name)?.pass(Number(number), entry.seq);
  }
  const each = written.map((one) => ({ one, found: authors.get(one.author)! }));
  const gaps = shown.reduce((sum, one) => sum + one.gaps, 0);
  const repeated = shown.reduce((sum, one) => sum + one.repeated, 0);
  const sum = (count: (one: (typeof each)[number]) => number) =>
    each.reduce((total, one) => total + count(one), 0);
  return {
    acknowledged: sum(({ one }) => one.acknowledged.filter((seq) => seq !== 0).length),
    lost: sum(
      ({ one, found }) => one.acknowledged.filter((seq, number) => isLost(seq, found.seqOf(number))).length,
    ),
    twice: twice + repeated + sum(({ one, found }) => found.twice + one.contradicted),
    reordered: sum(({ found }) => found.reordered),
    holes: holes + gaps,
    divergent: observed.divergent(),
    entries: last,
  };
}

function isLost(acknowledged: number, found: number | undefined): boolean {
  if (acknowledged === 0) return false;
  return found === undefined || (acknowledged !== unnumbered && found !== acknowledged);
}

/** One author’s messages as they pass by in the log. */
class Author {
  readonly #seqs: number[] = [];
  #newest = -1;
  twice = 0;
  reordered = 0;

  pass(number: number, seq: number): void {
    if (this.#seqs[number] !== undefined) {
      this.twice++;
      return;
    }
    this.#seqs[number] = seq;
    if (number < this.#newest) this.reordered++;
    this.#newest = Math.max(this.#newest, number);
  }

  seqOf(number: number): number | undefined {
    return this.#seqs[number];
  }
}

/** All observers’ runs as the log passes by: one sum for each place where a run begins. */
class Observed {
  readonly #waiting: { readonly observer: string; readonly run: Run }[];
  readonly #sums = new Map<number, number>();
  readonly #firsts: ReadonlySet<number>;
  readonly #ends = new Map<number, { readonly observer: string; readonly run: Run }[]>();
  readonly #right = new Set<Run>();

  constructor(shown: readonly Shown[]) {
    // An observer that saw nothing yet has nothing to compare.
    this.#waiting = shown.flatMap(({ observer, runs }) =>
      runs.filter(({ first, last }) => last >= first).map((run) => ({ observer, run })),
    );
    this.#firsts = new Set(this.#waiting.map(({ run }) => run.first));
    for (const one of this.#waiting)
      this.#ends.set(one.run.last, [...(this.#ends.get(one.run.last) ?? []), one]);
  }

  pass(entry: Entry): void {
    if (this.#firsts.has(entry.seq)) this.#sums.set(entry.seq, emptySum);
    for (const [first, sum] of this.#sums) this.#sums.set(first, added(sum, entry));
    for (const { run } of this.#ends.get(entry.seq) ?? [])
      if (this.#sums.get(run.first) === run.sum) this.#right.add(run);
  }

  divergent(): readonly string[] {
    const wrong = this.#waiting.filter(({ run }) => !this.#right.has(run));
    return [...new Set(wrong.map(({ observer }) => observer))];
  }
}

/** What every fault test must be able to say of itself. */
export const flawless = { lost: 0, twice: 0, reordered: 0, holes: 0, divergent: [] } as const;

/** The one line. */
export function verdictLine({ acknowledged, lost, twice, reordered, holes }: Verdict): string {
  return `acknowledged ${acknowledged}, lost ${lost}, twice ${twice}, reordered ${reordered}, holes ${holes}`;
}
