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

export type Question = Omit<History, 'type'>;

/** What is on its way. */
type Asked = { readonly kind: 'hole' } | Reader;

interface Reader {
  readonly kind: 'reader';
  /** The seq, where newer entries are wanted. */
  readonly after: number | undefined;
  readonly take: (page: Page) => void;
}

export class Pages {
  readonly #options: PagesOptions;
  #gap: Gap = noGap;
  #asked: Asked | undefined;
  #stopPatience = () => {};

  constructor(options: PagesOptions) {
    this.#options = options;
  }

  /** Asks for a page on behalf of a reader, who takes it; returns whether it is on its way now. */
  ask(question: Question, take: (page: Page) => void): boolean {
    if (this.#asked || this.#gap.kind === 'open') return false;
    if (!this.#options.send({ type: 'history', ...question })) return false;
    this.#asked = { kind: 'reader', after: question.after, take };
    return true;
  }

  entered(entries: readonly Entry[]): void {
    this.#take(afterEntries(this.#gap, entries, this.#options.last()));
  }

  head(seq: number): void {
    this.#take(afterHead(this.#gap, seq, this.#options.last()));
  }

  arrived(page: Page): void {
    const asked = this.#asked;
    this.#asked = undefined;
    if (asked?.kind === 'reader' && asked.after === page.after) {
      asked.take(page);
      // The hole had to wait until nothing else was asked.
      if (this.#gap.kind === 'open') this.#fill();
    } else if (page.after !== undefined) {
      this.#stopPatience();
      this.#take(afterPage(this.#gap, page, this.#options.last()));
    }
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
    if (then === 'ask') this.#fill();
    if (then === 'rejoin') this.#options.rejoin();
  }

  #fill(): void {
    this.#stopPatience();
    this.#stopPatience = this.#options.after(answerMs, () => {
      if (this.#asked?.kind === 'hole') this.#asked = undefined;
      this.#take(afterFailure(this.#gap));
    });
    if (this.#asked) return;
    const after = this.#options.last();
    if (this.#options.send({ type: 'history', after, limit: pageEntries })) this.#asked = { kind: 'hole' };
  }
}
