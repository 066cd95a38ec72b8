// The server's end of a link: the transport of one connection, with a bounded buffer under it.
import type { Transport } from '../../../server/connection/transport.ts';
import { textsOf } from './frames.ts';
import type { ToPage, ToServer } from './page-end.ts';
import type { VirtualTime } from './virtual-time.ts';

/** What the server does with what reaches it. */
export interface Served {
  receive(text: string): void;
  drained(): void;
  closed(code: number): void;
}

/** Judges an upgrade; undefined if the page may not enter, or if there is no server. */
export type Knock = (end: ServerEnd) => Served | undefined;

export interface ServerEndOptions {
  readonly time: VirtualTime;
  readonly knock: Knock;
  readonly toPage: (item: ToPage, bytes: number) => void;
  /** Bytes that the network has taken and not delivered. */
  readonly inFlight: () => number;
  /** Bytes in flight from which on the end is congested. */
  readonly highWaterBytes: number;
  readonly onWritten: (texts: readonly string[]) => void;
  readonly cut: () => void;
}

/** How long the library waits for the answer to a close. */
const closeTimeoutMs = 30_000;

export class ServerEnd implements Transport {
  readonly #options: ServerEndOptions;
  #state: 'none' | 'open' | 'closing' | 'closed' = 'none';
  #served: Served | undefined;
  #needsDrain = false;

  constructor(options: ServerEndOptions) {
    this.#options = options;
  }

  get isOver(): boolean {
    return this.#state === 'none' || this.#state === 'closed';
  }

  get spareBytes(): number {
    return this.#options.highWaterBytes - this.#options.inFlight();
  }

  write(frames: Buffer): void {
    if (this.#state !== 'open') throw new Error('Something was written after the close.');
    const { toPage, inFlight, highWaterBytes, onWritten } = this.#options;
    const texts = textsOf(frames);
    onWritten(texts);
    for (const text of texts) toPage({ text }, text.length);
    if (inFlight() >= highWaterBytes) this.#needsDrain = true;
  }

  ping(): void {}

  close(code: number, reason: string): void {
    if (this.#state !== 'open') throw new Error('It was closed twice.');
    this.#state = 'closing';
    this.#options.toPage({ code, reason }, 0);
    this.#options.time.after(closeTimeoutMs, () => this.ended(1006));
  }

  destroy(): void {
    this.#options.cut();
  }

  /** Something came through the network. */
  arrive(item: ToServer): void {
    if (item === 'knock') return this.#admit();
    if (item === 'close') {
      const answers = this.#state === 'open';
      this.ended(1005);
      if (answers) this.#options.toPage({ code: 1005, reason: '' }, 0);
    } else if (this.#state === 'open') {
      this.#options.time.stir();
      this.#served?.receive(item.text);
    }
  }

  /** All that was in flight has arrived. */
  drained(): void {
    if (!this.#needsDrain) return;
    this.#needsDrain = false;
    this.#options.time.after(0, () => this.#served?.drained());
  }

  ended(code: number): void {
    const served = this.#served;
    this.#state = 'closed';
    this.#served = undefined;
    if (!served) return;
    this.#options.time.stir();
    served.closed(code);
  }

  /** The process is gone: nobody there hears of anything any more. */
  die(): void {
    this.#state = 'closed';
    this.#served = undefined;
  }

  #admit(): void {
    this.#state = 'open';
    this.#served = this.#options.knock(this);
    if (this.#served) return this.#options.toPage('open', 0);
    this.#state = 'closed';
    this.#options.toPage({ code: 1006, reason: '' }, 0);
  }
}
