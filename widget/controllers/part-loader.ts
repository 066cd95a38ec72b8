// Fetches a part of the panel as soon as there is one to see: it comes beside the connection, and then takes its
// place in the page by itself.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ChatComposer } from '../later/chat-composer.ts';

export class PartLoader implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #fetch: () => Promise<unknown>;
  readonly #isWanted: () => boolean;
  #loading: Promise<unknown> | undefined;
  #isMissing = false;

  constructor(host: ReactiveControllerHost, fetch: () => Promise<unknown>, isWanted: () => boolean) {
    this.#host = host;
    this.#fetch = fetch;
    this.#isWanted = isWanted;
    host.addController(this);
  }

  /** Where it cannot be fetched: tries once more. */
  get retry(): (() => void) | undefined {
    return this.#isMissing ? this.#retry : undefined;
  }

  hostUpdate(): void {
    if (this.#isWanted()) this.#loading ??= this.#fetch().catch(() => this.#miss(true));
  }

  readonly #retry = (): void => {
    this.#loading = undefined;
    this.#miss(false);
  };

  #miss(isMissing: boolean): void {
    this.#isMissing = isMissing;
    this.#host.requestUpdate();
  }
}

/** Once it has come; who went elsewhere meanwhile stays there. */
export function focusComposer(composer: ChatComposer): void {
  if (composer.matches(':defined')) return composer.focus();
  const { activeElement } = document;
  void customElements
    .whenDefined('ws-chat-composer')
    .then(() => composer.updateComplete)
    .then(() => {
      if (document.activeElement === activeElement) composer.focus();
    });
}
