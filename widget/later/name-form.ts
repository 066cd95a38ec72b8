// Asks how a person wants to be called.
import { nameCharacters } from '../../protocol/limits.ts';
import { enName } from '../locales/en-name.ts';
import type { GivenStrings } from '../locales/strings.ts';
import { compositionEnded, given, html, isComposing, Part, PartEvent } from '../shared.ts';
import { nameForm } from '../styles/name-form.ts';

/**
 * @fires chat-name - `name`: the person chose how to be called.
 * @fires chat-named - `chosen`: the form has done its work; whether a name was chosen.
 */
export class NameForm extends Part {
  static override readonly properties = { name: given, label: given, strings: given };

  static override readonly sheet = nameForm;

  /** What is suggested. */
  name = '';
  /** What the button says. */
  label = '';
  strings!: GivenStrings;

  protected override firstUpdated(): void {
    const field = this.#field;
    // Not bound: a welcome that comes meanwhile must not write over what is being typed.
    field.value = this.name;
    field.focus();
    field.select();
  }

  get #field(): HTMLInputElement {
    return this.querySelector('input')!;
  }

  #end(chosen: boolean): void {
    this.dispatchEvent(new PartEvent('chat-named', chosen));
  }

  #onKeydown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || isComposing(event)) return;
    // A floating chat around it stays open.
    event.stopPropagation();
    this.#end(false);
  }

  #onSubmit(event: Event): void {
    event.preventDefault();
    const name = this.#field.value.trim();
    if (name === '') return;
    this.dispatchEvent(new PartEvent('chat-name', name));
    this.#end(true);
  }

  override render() {
    const strings = { ...enName, ...this.strings };
    return html`<form class="name-form" @submit=${this.#onSubmit}>
      <label for="name">${strings.yourName} <small>${strings.nameHint}</small></label>
      <div class="field">
        <input
          id="name"
          required
          autocomplete="nickname"
          enterkeyhint="done"
          maxlength=${nameCharacters}
          @keydown=${this.#onKeydown}
          @compositionend=${compositionEnded}
        />
        <button class="send wide">${this.label}</button>
      </div>
    </form>`;
  }
}

customElements.define('ws-chat-name-form', NameForm);
