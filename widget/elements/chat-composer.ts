// Where one writes. It asks for a name once, when the first message is sent, and loses nothing typed.
import { html, nothing } from 'lit';
import { countCharacters, nameCharacters } from '../../protocol/limits.ts';
import type { Strings } from '../locales/en.ts';
import { sendIcon } from './icons.ts';
import { given, Part, PartEvent } from './part.ts';

/** What the composer is busy with besides the message. */
type Naming = 'no' | 'before-sending' | 'changing';

/** From here on the characters left are counted out loud. */
const countFrom = 0.9;

/**
 * @fires chat-send - `text`: a message that fits.
 * @fires chat-name - `name`: the person chose how to be called.
 * @fires chat-typing - `on`: the person writes, or has taken all of it back.
 */
export class ChatComposer extends Part {
  static override readonly properties = {
    placeholder: given,
    name: given,
    named: given,
    maxCharacters: given,
    status: given,
    writers: given,
    full: given,
    strings: given,
    text: { state: true },
    naming: { state: true },
  };

  placeholder = '';
  /** The name that is used, or that is suggested while none was chosen. */
  name = '';
  /** Whether a name was chosen: until then the first message asks for one. */
  named = false;
  /** Longest message, in code points. */
  maxCharacters = 0;
  /** What the line above the field says of the connection; shown on the left. */
  status: unknown;
  /** Names of others who write just now. */
  writers: readonly string[] = [];
  /** Too many messages wait to be sent: no further one is taken. */
  full = false;
  strings!: Strings;

  private text = '';
  private naming: Naming = 'no';

  override focus(): void {
    (this.naming === 'no' ? this.#field : this.#nameField).focus();
  }

  /** Puts a text back to be written on; what is there already stays before it. */
  restore(text: string): void {
    this.text = this.text.trim() === '' ? text : `${this.text}\n${text}`;
    void this.updateComplete.then(() => this.focus());
  }

  protected override updated(): void {
    // Where the browser does not grow the field by itself.
    if (CSS.supports('field-sizing', 'content')) return;
    this.#field.style.height = 'auto';
    this.#field.style.height = `${this.#field.scrollHeight}px`;
  }

  get #field(): HTMLTextAreaElement {
    return this.querySelector('textarea')!;
  }

  get #nameField(): HTMLInputElement {
    return this.querySelector('input')!;
  }

  get #over(): number {
    return countCharacters(this.text.trim()) - this.maxCharacters;
  }

  get #canSend(): boolean {
    return this.text.trim() !== '' && this.#over <= 0 && !this.full;
  }

  #send(): void {
    if (!this.#canSend) return;
    if (!this.named) return this.#askName('before-sending');
    this.dispatchEvent(new PartEvent('chat-send', this.text.trim()));
    this.text = '';
  }

  #askName(naming: Naming): void {
    this.naming = naming;
    void this.updateComplete.then(() => {
      // Not bound: a welcome that comes meanwhile must not write over what is being typed.
      this.#nameField.value = this.name;
      this.#nameField.select();
    });
  }

  #closeNaming(): void {
    this.naming = 'no';
    void this.updateComplete.then(() => this.focus());
  }

  #onInput(): void {
    this.text = this.#field.value;
    this.dispatchEvent(new PartEvent('chat-typing', this.text.trim() !== ''));
  }

  #onKeydown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.shiftKey || isComposing(event)) return;
    event.preventDefault();
    this.#send();
  }

  #onSubmit(event: Event): void {
    event.preventDefault();
    this.#send();
    this.#field.focus();
  }

  #onNameKeydown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || isComposing(event)) return;
    event.stopPropagation();
    this.#closeNaming();
  }

  #onNameSubmit(event: Event): void {
    event.preventDefault();
    const name = this.#nameField.value.trim();
    if (name === '') return;
    this.dispatchEvent(new PartEvent('chat-name', name));
    const sends = this.naming === 'before-sending';
    this.named = true;
    this.#closeNaming();
    if (sends) this.#send();
  }

  override render() {
    return html`
      ${this.naming === 'no' ? this.#stateLine() : this.#nameForm()}
      <form class="field" part="composer" @submit=${this.#onSubmit}>
        <textarea
          part="input"
          rows="1"
          dir="auto"
          enterkeyhint="send"
          autocapitalize="sentences"
          aria-label=${this.placeholder}
          aria-describedby="problem"
          placeholder=${this.placeholder}
          .value=${this.text}
          @input=${this.#onInput}
          @keydown=${this.#onKeydown}
        ></textarea>
        <button
          class="send"
          part="send"
          aria-label=${this.strings.send}
          aria-disabled=${this.#canSend ? 'false' : 'true'}
        >
          ${sendIcon}
        </button>
      </form>
      <div id="problem" role="status">${this.#lengthLine()}</div>
    `;
  }

  #stateLine() {
    const { strings, name } = this;
    return html`<div class="state">
      <span class="state-line" part="status" role="status">${this.status}</span>
      ${
        this.status === undefined && this.writers.length > 0
          ? html`<span class="writers" part="writers" aria-hidden="true"
              ><bdi>${strings.writing(this.writers)}</bdi></span
            >`
          : nothing
      }
      ${
        this.named && this.status === undefined
          ? html`<button
              class="writing-as"
              type="button"
              aria-label=${strings.changeName(name)}
              @click=${() => this.#askName('changing')}
            >
              ${strings.writingAs} <b><bdi>${name}</bdi></b>
            </button>`
          : nothing
      }
    </div>`;
  }

  #nameForm() {
    const { strings } = this;
    return html`<form class="name-form" @submit=${this.#onNameSubmit}>
      <label for="name">${strings.yourName} <small>${strings.nameHint}</small></label>
      <div class="field">
        <input
          id="name"
          required
          autocomplete="nickname"
          enterkeyhint="done"
          maxlength=${nameCharacters}
          @keydown=${this.#onNameKeydown}
        />
        <button class="send wide">${this.naming === 'changing' ? strings.save : strings.send}</button>
      </div>
    </form>`;
  }

  #lengthLine() {
    const over = this.#over;
    if (over > 0) return html`<div class="problem">${this.strings.tooLong(over)}</div>`;
    if (this.full && this.text.trim() !== '')
      return html`<div class="problem">${this.strings.outboxFull}</div>`;
    if (-over > this.maxCharacters * (1 - countFrom)) return nothing;
    return html`<div class="count">${this.strings.charactersLeft(-over)}</div>`;
  }
}

/** Enter that ends a composition chooses a word; 229 is how older engines say so. */
function isComposing(event: KeyboardEvent): boolean {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only sign some engines give
  return event.isComposing || event.keyCode === 229;
}
