// Asks how a person wants to be called.
import type { PropertyValues } from 'lit';
import { nameCharacters } from '../../protocol/limits.ts';
import { enName } from '../locales/en-name.ts';
import type { GivenStrings } from '../locales/strings.ts';
import { compositionEnded, given, html, isComposing, nothing, Part, PartEvent } from '../shared.ts';
import { nameForm } from '../styles/name-form.ts';

/** `asked`: whether the name can be had is not known yet. */
export type Named = 'taken' | 'asked' | 'left';

/**
 * @fires chat-name - `name`: the person chose how to be called. Cancelled, the server has to be asked first.
 * @fires chat-named - `Named`: the form has done its work, or has to wait.
 */
export class NameForm extends Part {
  static override readonly properties = {
    name: given,
    problem: given,
    waits: given,
    label: given,
    strings: given,
  };

  static override readonly sheet = nameForm;

  /** What is suggested. */
  name = '';
  /** Why a name cannot be had. */
  problem = '';
  /** For what the server says of the name. */
  waits = false;
  /** What the button says. */
  label = '';
  strings!: GivenStrings;

  protected override firstUpdated(): void {
    // Not bound: a welcome that comes meanwhile must not write over what is being typed.
    this.#field.value = this.name;
  }

  protected override updated(changed: PropertyValues<this>): void {
    // At first, and when the name was refused.
    if (this.waits || !changed.has('waits')) return;
    this.#field.focus();
    this.#field.select();
  }

  get #field(): HTMLInputElement {
    return this.querySelector('input')!;
  }

  #end(how: Named): void {
    this.dispatchEvent(new PartEvent('chat-named', how));
  }

  #onKeydown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || isComposing(event)) return;
    // A floating chat around it stays open.
    event.stopPropagation();
    this.#end('left');
  }

  #onSubmit(event: Event): void {
    event.preventDefault();
    const name = this.#field.value.trim();
    if (name === '' || this.waits) return;
    this.#end(this.dispatchEvent(new PartEvent('chat-name', name)) ? 'taken' : 'asked');
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
          aria-describedby=${this.problem ? 'name-problem' : nothing}
          ?readonly=${this.waits}
          @keydown=${this.#onKeydown}
          @compositionend=${compositionEnded}
        />
        <button class="send wide" aria-disabled=${this.waits ? 'true' : 'false'}>${this.label}</button>
      </div>
      ${this.problem ? html`<div id="name-problem" class="problem" role="alert">${this.problem}</div>` : nothing}
    </form>`;
  }
}

customElements.define('ws-chat-name-form', NameForm);
