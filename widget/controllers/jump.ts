// On the way to one message: what is around it is asked for until it is held, and then it is shown.
import type { ReactiveController, ReactiveControllerHost } from 'lit';

export interface JumpOptions {
  /** Shows the message with this seq, once what is held is drawn; false where it is not there. */
  readonly reveal: (seq: number) => Promise<boolean>;
  /** The oldest seq that is held, and whether the log has older ones; undefined while nothing is known. */
  readonly held: () => { readonly oldest: number; readonly more: boolean } | undefined;
  /** Asks for what is around this seq, unless that is on its way. */
  readonly around: (seq: number) => void;
  readonly onMissing: () => void;
}

/** `seeking` asks for the message; what is `shown` is held, and only has to be drawn. */
type Way = { readonly kind: 'none' } | { readonly kind: 'seeking' | 'shown'; readonly seq: number };

export class Jump implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #options: JumpOptions;
  #way: Way = { kind: 'none' };

  constructor(host: ReactiveControllerHost, options: JumpOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  /** While on the way nothing may be let go. */
  get isUnderWay(): boolean {
    return this.#way.kind !== 'none';
  }

  to(seq: number): void {
    this.#way = { kind: 'seeking', seq };
    this.#host.requestUpdate();
  }

  hostUpdated(): void {
    const held = this.#options.held();
    if (this.#way.kind !== 'seeking' || !held) return;
    const { seq } = this.#way;
    if (seq < held.oldest && held.more) return this.#options.around(seq);
    void this.#show(seq);
  }

  async #show(seq: number): Promise<void> {
    const way: Way = { kind: 'shown', seq };
    this.#way = way;
    const isThere = await this.#options.reveal(seq);
    // Another jump may have begun meanwhile.
    if (this.#way !== way) return;
    this.#way = { kind: 'none' };
    // What was held for it may be let go.
    this.#host.requestUpdate();
    if (!isThere) this.#options.onMissing();
  }
}
