// The page's end of a link: a socket as a browser gives it. It may speak on long after its page has
// forgotten it, and may hear of its end minutes late.
import type { Socket } from '../../../widget/connection/socket.ts';
import type { Random } from './random.ts';
import type { VirtualTime } from './virtual-time.ts';

export type ToPage = { readonly text: string } | 'open' | { readonly code: number; readonly reason: string };
export type ToServer = { readonly text: string } | 'knock' | 'close';

/** Longest wait of a browser for the answer to its close. */
const closeTimeoutMs = 30_000;

export interface PageEndOptions {
  readonly time: VirtualTime;
  readonly random: Random;
  readonly toServer: (item: ToServer) => void;
  /** Runs something in the page: now, or when it is awake again. */
  readonly inPage: (run: () => void) => void;
  /** The page is about to read this; `read` lets it. */
  readonly onHeard: (text: string, read: () => void) => void;
}

export class PageEnd implements Socket {
  onopen: Socket['onopen'] = null;
  onmessage: Socket['onmessage'] = null;
  onclose: Socket['onclose'] = null;
  readonly #options: PageEndOptions;
  #state: 'opening' | 'open' | 'closing' | 'closed' = 'opening';
  #isFormer = false;

  constructor(options: PageEndOptions) {
    this.#options = options;
  }

  /** Whether its page has closed it or heard of its end: a sleeping page hears of it later. */
  get isFormer(): boolean {
    return this.#isFormer;
  }

  get isOver(): boolean {
    return this.#state === 'closed';
  }

  send(text: string): void {
    if (this.#state === 'opening') throw new Error('The page sent before its socket was open.');
    if (this.#state === 'open') this.#options.toServer({ text });
  }

  close(): void {
    if (this.#state === 'closing' || this.#state === 'closed') return;
    this.#state = 'closing';
    this.#isFormer = true;
    const { time, random, toServer } = this.#options;
    toServer('close');
    time.after(random.whole(1_000, closeTimeoutMs), () => this.ended(1006, ''));
  }

  /** Something came through the network. */
  arrive(item: ToPage): void {
    const { inPage, onHeard } = this.#options;
    if (item === 'open')
      inPage(() => {
        if (this.#state !== 'opening') return;
        this.#state = 'open';
        this.onopen?.();
      });
    else if ('code' in item) this.ended(item.code, item.reason);
    // A socket that its page has closed still tells what arrives before the end.
    else if (!this.isOver) inPage(() => onHeard(item.text, () => this.onmessage?.({ data: item.text })));
  }

  ended(code: number, reason: string): void {
    if (this.isOver) return;
    this.#state = 'closed';
    this.#options.toServer('close');
    this.#options.inPage(() => {
      this.#isFormer = true;
      this.onclose?.({ code, reason });
    });
  }
}
