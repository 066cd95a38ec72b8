// Says something for a moment: what came of an act that leaves no other trace.
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Long enough to be read. */
const toastMs = 4_000;

/** And to reach what can be done about it. */
const aboutMs = 10_000;

interface ToastHost extends ReactiveControllerHost {
  readonly renderRoot: HTMLElement | DocumentFragment;
}

export class Toast implements ReactiveController {
  readonly #host: ToastHost;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Empty while nothing is said. */
  sentence = '';
  /** What can be done about it, as a template. */
  about: unknown;

  constructor(host: ToastHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.sentence = '';
    this.about = undefined;
  }

  say(sentence: string, about?: unknown): void {
    this.sentence = sentence;
    this.about = about;
    this.#host.requestUpdate();
    clearTimeout(this.#timer);
    if (sentence !== '') this.#timer = setTimeout(() => this.#end(), about ? aboutMs : toastMs);
  }

  /** Whoever is at it has the time they need. */
  #end(): void {
    const isUsed = this.#host.renderRoot.querySelector('.toast:is(:hover, :focus-within)');
    if (isUsed && this.about) this.say(this.sentence, this.about);
    else this.say('');
  }
}
