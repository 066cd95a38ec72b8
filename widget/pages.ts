// Asks the server for pages of the log, one at a time: those that fill a hole, and those that a reader wants.
import type { History } from '../protocol/client-messages.ts';
import { answerMs } from '../protocol/timing.ts';
import { pageEntries } from '../protocol/limits.ts';
import type { Entry, Page } from '../protocol/server-messages.ts';
import {
  afterEntries,
  afterFailure,
  afterHead,
  afterPage,
  noGap,
  type Gap,
  type GapStep,
} from './timeline/gap.ts';

export interface PagesOptions {
  /** Returns false, and sends nothing, while the room is not entered. */
  readonly send: (message: History) => boolean;
  readonly after: (ms: number, run: () => void) => () => void;
  /** The newest seq that is held. */
  readonly last: () => number;
  /** Puts entries into the timeline that follow `last` without a hole. */
  readonly apply: (entries: readonly Entry[]) => void;
  /** Leaves the link and comes back: what is missing is then resumed. */
  readonly rejoin: () => void;
}

/** Entries in a page for the reader. */
export const readerEntries = 50;

/** Who asks for the page takes it. */
export type TakePage = (page: Page) => void;

type Question = Omit<History, 'type'>;

export class Pages {
  readonly #options: PagesOptions;
  #gap: Gap = noGap;
  /** What the page on its way is for. */
  #asked: 'older' | 'hole' | 'replay' | TakePage | undefined;
  #stopPatience = () => {};

  constructor(options: PagesOptions) {
    this.#options = options;
  }

  /** Asks for what is older than `before`; returns whether it is on its way now. */
  askOlder(before: number): boolean {
    return this.ask('older', { before, limit: readerEntries });
  }

  /** Asks, unless something else is asked; returns whether this is on its way now. */
  ask(what: 'older' | 'replay' | TakePage, question: Question): boolean {
    if (this.#asked || this.#gap.kind === 'open') return this.#asked === what;
    if (!this.#options.send({ type: 'history', ...question })) return false;
    this.#asked = what;
    return true;
  }

  entered(entries: readonly Entry[]): void {
    this.#take(afterEntries(this.#gap, entries, this.#options.last()));
  }

  head(seq: number): void {
    this.#take(afterHead(this.#gap, seq, this.#options.last()));
  }

  /** Returns whether the page is for the reader, and nobody has taken it. */
  arrived(page: Page): boolean {
    const take = typeof this.#asked === 'function' ? this.#asked : undefined;
    const isOlder = page.after === undefined;
    this.#asked = undefined;
    take?.(page);
    if (!take && !isOlder) {
      this.#stopPatience();
      this.#take(afterPage(this.#gap, page, this.#options.last()));
    }
    // The hole had to wait until nothing else was asked.
    else if (this.#gap.kind === 'open') this.#ask();
    return !take && isOlder;
  }

  /** The link is gone, and with it whatever was on its way: the next one resumes. */
  unlinked(): void {
    this.#gap = noGap;
    this.#asked = undefined;
    this.#stopPatience();
  }

  #take({ gap, apply, then }: GapStep): void {
    this.#gap = gap;
    if (apply.length > 0) this.#options.apply(apply);
    if (then === 'ask') this.#ask();
    if (then === 'rejoin') this.#options.rejoin();
  }

  #ask(): void {
    this.#stopPatience();
    this.#stopPatience = this.#options.after(answerMs, () => {
      if (this.#asked === 'hole') this.#asked = undefined;
      this.#take(afterFailure(this.#gap));
    });
    if (this.#asked) return;
    const after = this.#options.last();
    if (this.#options.send({ type: 'history', after, limit: pageEntries })) this.#asked = 'hole';
  }
}
