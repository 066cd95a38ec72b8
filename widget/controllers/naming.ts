// Asks the person for a name: before the first message goes out, and when they want another one.
import { html, type ReactiveControllerHost } from 'lit';
import type { PartEvent } from '../elements/part.ts';
import type { ComposerStrings } from '../locales/strings.ts';

type Why = 'before-sending' | 'changing';

export interface NamingOptions {
  /** The form has gone; `sends` where the message that waited for the name may go now. */
  readonly onEnd: (chosen: boolean, sends: boolean) => void;
  /** The form cannot be fetched. */
  readonly onMissing: () => void;
}

export class Naming {
  readonly #host: ReactiveControllerHost;
  readonly #options: NamingOptions;
  #why: Why | undefined;

  constructor(host: ReactiveControllerHost, options: NamingOptions) {
    this.#host = host;
    this.#options = options;
  }

  get asks(): boolean {
    return this.#why !== undefined;
  }

  /** Who begins to write is soon asked. */
  prepare(): Promise<boolean> {
    return import('../later/name-form.ts').then(
      () => true,
      () => false,
    );
  }

  async ask(why: Why): Promise<void> {
    this.#become(why);
    if (await this.prepare()) return;
    this.#become(undefined);
    this.#options.onMissing();
  }

  /** `name` is what is suggested. */
  template(name: string, strings: ComposerStrings) {
    return html`<ws-chat-name-form
      .name=${name}
      .label=${this.#why === 'changing' ? strings.save : strings.send}
      .strings=${strings}
      @chat-named=${this.#onNamed}
    ></ws-chat-name-form>`;
  }

  readonly #onNamed = ({ detail: chosen }: PartEvent<boolean>): void => {
    const sends = chosen && this.#why === 'before-sending';
    this.#become(undefined);
    this.#options.onEnd(chosen, sends);
  };

  #become(why: Why | undefined): void {
    this.#why = why;
    this.#host.requestUpdate();
  }
}
