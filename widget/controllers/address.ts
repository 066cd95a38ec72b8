// The message that the page's address names: at first, and whenever that changes.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { seqInAddress } from '../message-address.ts';

export class Address implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  /** Empty once it was gone to. */
  #hash = location.hash;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('hashchange', this.#onChange);
  }

  hostDisconnected(): void {
    removeEventListener('hashchange', this.#onChange);
  }

  /** The seq of the message to go to, once. */
  take(room: string): number | undefined {
    const first = document.querySelector(this.#host.localName) ?? this.#host;
    const seq = seqInAddress(this.#hash, room, first === this.#host);
    if (seq !== undefined) this.#hash = '';
    return seq;
  }

  readonly #onChange = (): void => {
    this.#hash = location.hash;
    this.#host.requestUpdate();
  };
}
