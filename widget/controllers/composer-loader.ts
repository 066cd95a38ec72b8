// Fetches where one writes as soon as there is a panel to write in: it comes beside the connection, and then
// takes its place in the page by itself.
import type { ReactiveController } from 'lit';
import type { ChatComposer } from '../later/chat-composer.ts';
import type { Acts } from './acts.ts';
import type { ActsHost } from './acts-options.ts';

export class ComposerLoader implements ReactiveController {
  readonly #host: ActsHost;
  readonly #acts: () => Acts;
  readonly #isWanted: () => boolean;
  #loading: Promise<unknown> | undefined;
  #isMissing = false;

  constructor(host: ActsHost, acts: () => Acts, isWanted: () => boolean) {
    this.#host = host;
    this.#acts = acts;
    this.#isWanted = isWanted;
    host.addController(this);
  }

  /** Where it cannot be fetched: tries once more. */
  get retry(): (() => void) | undefined {
    return this.#isMissing ? this.#retry : undefined;
  }

  hostUpdate(): void {
    if (!this.#isWanted()) return;
    this.#loading ??= import('../later/chat-composer.ts').then(
      // Where nothing is written, what the page has sent may be refused all the same.
      ({ WritingActs }) => (this.#acts().writing ??= new WritingActs(this.#acts())),
      () => this.#miss(true),
    );
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
