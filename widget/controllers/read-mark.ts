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

  /** How many unread messages are no longer held. */
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

  /** So many unread messages are held no longer. */
  letGo(count: number): void {
    this.#unheld += count;
  }

  /** Who speaks has read what was said before. */
  spoke(): void {
    this.#line = undefined;
  }

  #read(upTo: number): void {
    this.#readUpTo = upTo;
    this.#unheld = 0;
  }

  readonly #onVisibility = (): void => this.#host.requestUpdate();
}
