// Asks the person for a name: before the first message goes out, when they want another one, and when the one
// they want is somebody else's.
import { html, type ReactiveControllerHost } from 'lit';
import type { PartEvent } from '../elements/part.ts';
import type { Named } from '../later/name-form.ts';
import type { ComposerStrings } from '../locales/strings.ts';

type Why = 'before-sending' | 'changing';

interface Step {
  /** `waits`: for what the server says of the name. `commanded`: so too, without a form. */
  readonly kind: 'asks' | 'waits' | 'commanded';
  readonly why: Why;
}

export interface NamingOptions {
  /** The form has gone; `sends` where the message that waited for the name may go now. */
  readonly onEnd: (chosen: boolean, sends: boolean) => void;
  /** The form cannot be fetched. */
  readonly onMissing: () => void;
}

export class Naming {
  readonly #host: ReactiveControllerHost;
  readonly #options: NamingOptions;
  #step: Step | undefined;

  constructor(host: ReactiveControllerHost, options: NamingOptions) {
    this.#host = host;
    this.#options = options;
  }

  get asks(): boolean {
    return this.#step !== undefined && this.#step.kind !== 'commanded';
  }

  /** Whether a message goes as soon as the server agrees to the name. */
  get holdsMessage(): boolean {
    return this.#step?.kind === 'waits' && this.#step.why === 'before-sending';
  }

  /** Who begins to write is soon asked. */
  prepare(): Promise<boolean> {
    return import('../later/name-form.ts').then(
      () => true,
      () => false,
    );
  }

  async ask(why: Why): Promise<void> {
    this.#become({ kind: 'asks', why });
    if (await this.prepare()) return;
    this.#become(undefined);
    this.#options.onMissing();
  }

  /** A name was asked for by a command; the form comes if it is refused. */
  command(): void {
    this.#become({ kind: 'commanded', why: 'changing' });
  }

  /** Returns whether somebody waited for what the server says of the name. */
  answered(isRefused: boolean): boolean {
    const step = this.#step;
    if (!step || step.kind === 'asks') return false;
    if (isRefused) void this.ask(step.why);
    else if (step.kind === 'waits') this.#end(true);
    else this.#become(undefined);
    return true;
  }

  /** `name` is what is suggested, `problem` why it cannot be had. */
  template(name: string, problem: string, strings: ComposerStrings) {
    return html`<ws-chat-name-form
      .name=${name}
      .problem=${problem}
      .waits=${this.#step?.kind === 'waits'}
      .label=${this.#step?.why === 'changing' ? strings.save : strings.send}
      .strings=${strings}
      @chat-named=${this.#onNamed}
    ></ws-chat-name-form>`;
  }

  readonly #onNamed = ({ detail: how }: PartEvent<Named>): void => {
    if (how === 'asked') this.#become({ kind: 'waits', why: this.#step!.why });
    else this.#end(how === 'taken');
  };

  #end(chosen: boolean): void {
    const sends = chosen && this.#step?.why === 'before-sending';
    this.#become(undefined);
    this.#options.onEnd(chosen, sends);
  }

  #become(step: Step | undefined): void {
    this.#step = step;
    this.#host.requestUpdate();
  }
}
