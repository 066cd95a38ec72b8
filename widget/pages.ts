// Asks the server for pages of the log, one at a time: those that fill a hole, and those that a reader wants.
import type { History } from '../protocol/client-messages.ts';
import { answerMs } from '../protocol/timing.ts';
import { pageEntries } from '../protocol/limits.ts';
import type { Entry, Page } from '../protocol/server-messages.ts';
import { afterEntries, afterHead, afterPage, noGap, type Gap, type GapStep } from './timeline/gap.ts';

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

/** What is on its way, and who takes it. */
interface Asked {
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
    this.#asked = {
      after: question.after,
      take: (page) => {
        take(page);
        // The hole had to wait until nothing else was asked.
        if (this.#gap.kind === 'open') this.#fill();
      },
    };
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
    // One that is told twice answers nothing.
    if (asked?.after !== page.after) return;
    this.#asked = undefined;
    this.#stopPatience();
    asked?.take(page);
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
    // The question stays open over there, and a second one would end the link.
    this.#stopPatience = this.#options.after(answerMs, this.#options.rejoin);
    if (this.#asked) return;
    const after = this.#options.last();
    if (!this.#options.send({ type: 'history', after, limit: pageEntries })) return;
    const take = (page: Page) => this.#take(afterPage(this.#gap, page, this.#options.last()));
    this.#asked = { after, take };
  }
}
