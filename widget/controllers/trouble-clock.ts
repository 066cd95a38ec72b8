// Lets the host render again when a time of trouble has something new to say: after the first two
// seconds, and then once a second.
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Trouble shorter than this is nobody's business. */
export const quietMs = 2_000;

export class TroubleClock implements ReactiveController {
  readonly #host: ReactiveControllerHost & Node;
  readonly #since: () => number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `since` is on `performance.now()`'s scale, undefined while all is well. */
  constructor(host: ReactiveControllerHost & Node, since: () => number | undefined) {
    this.#host = host;
    this.#since = since;
    host.addController(this);
  }

  /** Whether the trouble has lasted long enough to be told. */
  get isTrouble(): boolean {
    const since = this.#since();
    return since !== undefined && performance.now() - since >= quietMs;
  }

  hostUpdated(): void {
    clearTimeout(this.#timer);
    const since = this.#since();
    // What has left the page is drawn once more, and then no longer.
    if (since === undefined || !this.#host.isConnected) return;
    const waitMs = this.isTrouble ? 1_000 : since + quietMs - performance.now() + 1;
    this.#timer = setTimeout(() => this.#host.requestUpdate(), waitMs);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }
}
