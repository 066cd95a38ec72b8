// What a surface shows is asked for: on its way, there, or not to be had for a reason in words.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { html, nothing } from 'lit';
import { troubleTemplate } from './elements/trouble-template.ts';
import type { ConsoleStrings } from './strings.ts';
import { sentenceOf } from './trouble.ts';

export type Loaded<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly sentence: string }
  /** `trouble`: why it could not be asked for anew, in words. */
  | { readonly kind: 'there'; readonly value: T; readonly trouble?: string };

export class Loader<T> implements ReactiveController {
  state: Loaded<T> = { kind: 'loading' };
  readonly #host: ReactiveControllerHost & { readonly strings: ConsoleStrings };
  readonly #load: () => Promise<T>;
  #run = 0;

  constructor(host: ReactiveControllerHost & { readonly strings: ConsoleStrings }, load: () => Promise<T>) {
    this.#host = host;
    this.#load = load;
    host.addController(this);
  }

  hostConnected(): void {
    void this.run();
  }

  hostDisconnected(): void {
    this.#run++;
  }

  get value(): T | undefined {
    return this.state.kind === 'there' ? this.state.value : undefined;
  }

  /** Takes this for what is there now, without asking. */
  put(value: T): void {
    this.#run++;
    this.#become({ kind: 'there', value });
  }

  /** What is there stays in view until there is more to say; an answer to an earlier question is dropped. */
  async run(): Promise<void> {
    const run = ++this.#run;
    try {
      const value = await this.#load();
      if (run === this.#run) this.#become({ kind: 'there', value });
    } catch (error) {
      if (run === this.#run) this.#fail(sentenceOf(error, this.#host.strings));
    }
  }

  render(there: (value: T) => unknown): unknown {
    const { strings } = this.#host;
    switch (this.state.kind) {
      case 'loading':
        return html`<p class="quiet waiting" role="status">${strings.loading}</p>`;
      case 'failed':
        return troubleTemplate(this.state.sentence, strings, () => void this.run());
      case 'there': {
        const { value, trouble } = this.state;
        return html`${trouble === undefined ? nothing : html`<p class="problem" role="alert">${trouble}</p>`}${there(value)}`;
      }
    }
  }

  #fail(sentence: string): void {
    const { state } = this;
    this.#become(state.kind === 'there' ? { ...state, trouble: sentence } : { kind: 'failed', sentence });
  }

  #become(state: Loaded<T>): void {
    this.state = state;
    this.#host.requestUpdate();
  }
}
