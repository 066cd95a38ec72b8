// Asks once more before what cannot be undone: by a word that is to be typed, where that is given.
import { html, nothing, type PropertyValues } from 'lit';
import { given, Part, PartEvent } from '../../elements/part.ts';
import type { ConsoleStrings } from '../strings.ts';

export interface Question {
  readonly title: string;
  readonly text: string;
  readonly button: string;
  /** What is to be typed first. */
  readonly word?: string;
  /** The sentence of what went wrong comes back, and the question stays. */
  readonly run: () => Promise<string | undefined>;
}

/** @fires console-dialog-closed - Nothing is asked any more. */
export class ConfirmDialog extends Part {
  static override readonly properties = {
    question: given,
    strings: given,
    typed: { state: true },
    trouble: { state: true },
    busy: { state: true },
  };

  question: Question | undefined;
  strings!: ConsoleStrings;

  private typed = '';
  private trouble = '';
  private busy = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('question')) return;
    this.typed = '';
    this.trouble = '';
    this.busy = false;
  }

  protected override updated(changed: PropertyValues<this>): void {
    const dialog = this.querySelector('dialog');
    if (!changed.has('question') || !dialog || dialog.open) return;
    dialog.showModal();
    dialog.querySelector<HTMLElement>('[data-first]')?.focus();
  }

  readonly #onClosed = (): void => void this.dispatchEvent(new PartEvent('console-dialog-closed', undefined));

  readonly #onSubmit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const { question } = this;
    if (!question || this.busy || !this.#isSure) return;
    this.busy = true;
    this.trouble = (await question.run()) ?? '';
    this.busy = false;
    if (this.trouble === '') this.querySelector('dialog')?.close();
  };

  get #isSure(): boolean {
    const { word } = this.question ?? {};
    return word === undefined || this.typed.trim().toLowerCase() === word.toLowerCase();
  }

  override render() {
    const { question, strings } = this;
    if (!question) return nothing;
    const { title, text, button, word } = question;
    return html`<dialog class="dialog" aria-labelledby="confirm-title" @close=${this.#onClosed}>
      <form method="dialog" @submit=${this.#onSubmit}>
        <h2 id="confirm-title">${title}</h2>
        <p>${text}</p>
        ${
          word === undefined
            ? nothing
            : html`<label class="field"
                ><span>${strings.typeWord(word)}</span>
                <input
                  data-first
                  autocomplete="off"
                  autocapitalize="off"
                  spellcheck="false"
                  .value=${this.typed}
                  @input=${({ target }: Event) => (this.typed = (target as HTMLInputElement).value)}
              /></label>`
        }
        <p class="problem" role="alert">${this.trouble}</p>
        <footer>
          <button class="button" type="button" @click=${() => this.querySelector('dialog')?.close()}>
            ${strings.leaveIt}
          </button>
          <button
            class="button danger"
            type="submit"
            ?data-first=${word === undefined}
            ?disabled=${!this.#isSure}
            aria-busy=${String(this.busy)}
          >
            ${button}
          </button>
        </footer>
      </form>
    </dialog>`;
  }
}
