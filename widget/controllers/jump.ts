// On the way to one message: older pages are asked for until it is held, and then it is shown.
import type { ReactiveController, ReactiveControllerHost } from 'lit';

export interface JumpOptions {
  /** Shows the message with this seq; false where it is not held. */
  readonly reveal: (seq: number) => boolean;
  /** The oldest seq that is held, and whether the log has older ones; undefined while nothing is known. */
  readonly held: () => { readonly oldest: number; readonly more: boolean } | undefined;
  readonly loadOlder: () => void;
  readonly onTooFar: () => void;
}

/** Entries that are worth loading for one message. */
const farthest = 2_000;

export class Jump implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #options: JumpOptions;
  #goal: number | undefined;

  constructor(host: ReactiveControllerHost, options: JumpOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  /** While on the way nothing may be let go. */
  get isUnderWay(): boolean {
    return this.#goal !== undefined;
  }

  to(seq: number): void {
    this.#goal = seq;
    this.#host.requestUpdate();
  }

  hostUpdated(): void {
    const held = this.#options.held();
    if (this.#goal === undefined || !held) return;
    const goal = this.#goal;
    if (goal < held.oldest && held.more && held.oldest - goal <= farthest) return this.#options.loadOlder();
    this.#goal = undefined;
    if (!this.#options.reveal(goal)) this.#options.onTooFar();
  }
}

/** As in `#message-123`. */
export function seqInAddress(hash: string): number | undefined {
  const seq = /^#message-(\d{1,15})$/.exec(hash)?.[1];
  return seq === undefined ? undefined : Number(seq);
}

/** The page's address, and in it the message. */
export function addressOf(seq: number): string {
  const url = new URL(location.href);
  url.hash = `message-${seq}`;
  return url.href;
}
