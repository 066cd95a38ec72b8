// Tells a floating panel what of the window is in sight: an on-screen keyboard lies over the page, and only
// the visual viewport knows of it.
import type { ReactiveController, ReactiveControllerHost } from 'lit';

interface KeyboardHost extends ReactiveControllerHost, HTMLElement {
  readonly renderRoot: HTMLElement | DocumentFragment;
}

export class AboveKeyboard implements ReactiveController {
  readonly #host: KeyboardHost;
  #frame = 0;

  constructor(host: KeyboardHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    for (const type of ['resize', 'scroll']) visualViewport?.addEventListener(type, this.#onChange);
  }

  hostUpdated(): void {
    this.#place();
  }

  hostDisconnected(): void {
    for (const type of ['resize', 'scroll']) visualViewport?.removeEventListener(type, this.#onChange);
    cancelAnimationFrame(this.#frame);
  }

  readonly #onChange = (): void => {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#place());
  };

  #place(): void {
    const panel = this.#host.renderRoot.querySelector<HTMLElement>('.panel');
    if (!panel || !visualViewport) return;
    const { height, offsetTop, scale } = visualViewport;
    // Fingers that zoom make the view smaller too: there the panel stays as it is.
    panel.style.setProperty('--free-size', `${height * scale}px`);
    panel.style.setProperty('--free-start', `${scale > 1 ? 0 : offsetTop}px`);
  }
}
