// Asks again every so often while the part is in the page and the page is looked at.
import type { ReactiveController, ReactiveControllerHost } from 'lit';

export class Every implements ReactiveController {
  readonly #ms: number;
  readonly #run: () => void;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(host: ReactiveControllerHost, ms: number, run: () => void) {
    this.#ms = ms;
    this.#run = run;
    host.addController(this);
  }

  hostConnected(): void {
    this.#timer = setInterval(() => {
      if (document.visibilityState === 'visible') this.#run();
    }, this.#ms);
  }

  hostDisconnected(): void {
    clearInterval(this.#timer);
  }
}
