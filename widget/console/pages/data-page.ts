// What is kept of one person: taken along for them, or emptied everywhere.
import { html, nothing, type PropertyValues } from 'lit';
import { given } from '../../elements/part.ts';
import { download } from '../download.ts';
import type { Question } from '../elements/confirm-dialog.ts';
import { Page } from '../page.ts';

export class DataPage extends Page {
  static override readonly properties = {
    ...Page.properties,
    who: given,
    person: { state: true },
    trouble: { state: true },
    done: { state: true },
    busy: { state: true },
    question: { state: true },
  };

  /** Whom the address names. */
  who: string | undefined;

  private person = '';
  private trouble = '';
  private done = '';
  private busy = false;
  private question: Question | undefined;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('who') || this.who === undefined) return;
    this.person = this.who;
    this.trouble = '';
    this.done = '';
  }

  readonly #onExport = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const id = this.person.trim();
    if (id === '' || this.busy) return;
    this.busy = true;
    try {
      download(await this.desk.api.exportPerson(id), 'person.jsonl');
      this.trouble = '';
    } catch (error) {
      this.trouble = this.desk.sentenceOf(error);
    }
    this.busy = false;
  };

  #askErase(): void {
    const { strings, desk } = this;
    const id = this.person.trim();
    if (id === '') return this.querySelector<HTMLInputElement>('[name=id]')?.focus();
    this.question = {
      title: strings.eraseTitle,
      text: strings.eraseText(id),
      button: strings.erase,
      word: strings.eraseWord,
      run: async () => {
        try {
          const { count } = await desk.api.erasePerson(id);
          this.done = strings.erasedSo(count, id);
          desk.say(this.done);
          return undefined;
        } catch (error) {
          return desk.sentenceOf(error);
        }
      },
    };
  }

  override render() {
    const { strings, desk } = this;
    const { may } = desk;
    return html`<header class="head"><h1>${strings.peoplesData}</h1></header>
      <div class="body narrow">
        <p class="quiet lead">${strings.dataHint}</p>
        <form class="card" @submit=${this.#onExport}>
          <label class="field"
            ><span>${strings.personId}</span> <small>${strings.personIdHint}</small>
            <input
              name="id"
              required
              maxlength="128"
              autocomplete="off"
              spellcheck="false"
              .value=${this.person}
              @input=${({ target }: Event) => (this.person = (target as HTMLInputElement).value)}
          /></label>
          <p class="problem" role="alert">${this.trouble}</p>
          <div class="together">
            ${
              may.includes('export')
                ? html`<button class="button primary" type="submit" aria-disabled=${String(this.busy)}>
                    ${strings.exportPerson}
                  </button>`
                : nothing
            }
            ${
              may.includes('erase')
                ? html`<button class="button danger" type="button" @click=${() => this.#askErase()}>
                    ${strings.erase}…
                  </button>`
                : nothing
            }
          </div>
        </form>
        <p role="status">${this.done}</p>
      </div>
      <ws-chat-console-confirm
        .question=${this.question}
        .strings=${strings}
        @console-dialog-closed=${() => (this.question = undefined)}
      ></ws-chat-console-confirm>`;
  }
}
