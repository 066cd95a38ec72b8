// Whether the host is about to be seen: nothing is asked of a server for a chat far down the page.
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** So near to the window is near, in pixels. */
const margin = 300;

export class Nearness implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  /** Whether it has been near once, or is wanted: what was loaded stays. */
  isNear = false;
  #observer: IntersectionObserver | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    if (this.isNear) return;
    this.#observer = new IntersectionObserver(
      (seen) => {
        if (!seen.some(({ isIntersecting }) => isIntersecting)) return;
        this.isNear = true;
        this.#observer?.disconnect();
        this.#host.requestUpdate();
      },
      { rootMargin: `${margin}px` },
    );
    this.#observer.observe(this.#host);
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
  }
}
