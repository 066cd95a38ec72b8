// Lets the host render again at each second of a time to wait, and once more when it is over.
import type { ReactiveController, ReactiveControllerHost } from 'lit';

export class Countdown implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #until: () => number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `until` is on `performance.now()`'s scale, undefined where there is nothing to wait for. */
  constructor(host: ReactiveControllerHost, until: () => number | undefined) {
    this.#host = host;
    this.#until = until;
    host.addController(this);
  }

  /** Full seconds left; 0 when it is over. */
  get seconds(): number {
    return Math.ceil(this.#leftMs / 1_000);
  }

  get #leftMs(): number {
    return Math.max(0, (this.#until() ?? 0) - performance.now());
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostUpdated(): void {
    clearTimeout(this.#timer);
    const leftMs = this.#leftMs;
    if (leftMs > 0) this.#timer = setTimeout(() => this.#host.requestUpdate(), (leftMs % 1_000) + 1);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }
}
