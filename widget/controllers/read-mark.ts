// What the reader has seen: how far, and where the line stands before what came while they were away.
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** What is read, and whether the reader looks at the end of it just now. */
export interface Look {
  /** Of another room or another log nothing was read before. */
  readonly of: readonly unknown[];
  /** The newest seq. */
  readonly last: number;
  readonly isWatching: boolean;
}

export class ReadMark implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #of: readonly unknown[] = [];
  #readUpTo = 0;
  #line: number | undefined;
  #unheld = 0;
  #goneUpTo = 0;
  #wasWatching = true;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** The newest seq that the reader has seen. */
  get readUpTo(): number {
    return this.#readUpTo;
  }

  /** After this seq stands the line; undefined while nothing came unseen. */
  get line(): number | undefined {
    return this.#line;
  }

  /** After this seq they are counted where they are held: those before it were counted when they were let go. */
  get countsAfter(): number {
    return Math.max(this.#readUpTo, this.#goneUpTo);
  }

  /** How many unread messages were let go. */
  get unheld(): number {
    return this.#unheld;
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.#onVisibility);
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#onVisibility);
  }

  take({ of, last, isWatching }: Look): void {
    const isNew = of.some((one, index) => one !== this.#of[index]);
    if (isNew) {
      // What was there before the visit is history, not news.
      this.#of = of;
      this.#read(last);
      this.#line = undefined;
    }
    const watches = isWatching && document.visibilityState === 'visible';
    // The line stays where it was when they come back, until they leave again.
    if (this.#wasWatching && !watches) this.#line = this.#readUpTo;
    if (watches) this.#read(last);
    this.#wasWatching = watches;
  }

  /** The reader has looked at the end. */
  sawAll(last: number): void {
    this.#read(last);
    this.#host.requestUpdate();
  }

  /** So many unread messages were let go, up to this seq; a page may bring some back. */
  letGo(count: number, upTo: number): void {
    this.#unheld += count;
    this.#goneUpTo = Math.max(this.#goneUpTo, upTo);
  }

  /** Who speaks has read what was said before. */
  spoke(): void {
    this.#line = undefined;
  }

  #read(upTo: number): void {
    this.#readUpTo = upTo;
    this.#unheld = this.#goneUpTo = 0;
  }

  readonly #onVisibility = (): void => this.#host.requestUpdate();
}
