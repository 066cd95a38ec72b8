// Says something for a moment: what came of an act that leaves no other trace.
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Long enough to be read. */
const toastMs = 4_000;

export class Toast implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Empty while nothing is said. */
  sentence = '';

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.sentence = '';
  }

  say(sentence: string): void {
    this.sentence = sentence;
    this.#host.requestUpdate();
    clearTimeout(this.#timer);
    if (sentence !== '') this.#timer = setTimeout(() => this.say(''), toastMs);
  }
}
