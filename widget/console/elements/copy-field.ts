// A text to take along: shown whole, selected at a click, copied by a button.
import { html } from 'lit';
import { given, Part } from '../../elements/part.ts';
import type { ConsoleStrings } from '../strings.ts';

export class CopyField extends Part {
  static override readonly properties = {
    text: given,
    label: given,
    strings: given,
    copied: { state: true },
  };

  text = '';
  label = '';
  strings!: ConsoleStrings;

  private copied = '';

  readonly #copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(this.text);
      this.copied = this.text;
    } catch {
      // On a plain http page there is no clipboard: the person copies what is selected.
      const { code } = this;
      if (code) getSelection()?.selectAllChildren(code);
      this.copied = '';
    }
  };

  get code(): HTMLElement | null {
    return this.querySelector('code');
  }

  override render() {
    const { strings, text } = this;
    const isCopied = this.copied === text && text !== '';
    return html`<figure class="copy">
      <figcaption>${this.label}</figcaption>
      <pre tabindex="0" aria-label=${this.label}><code>${text}</code></pre>
      <button class="button" type="button" @click=${this.#copy}>
        ${isCopied ? strings.copied : strings.copy}
      </button>
      <span class="unseen" role="status">${isCopied ? strings.copied : ''}</span>
    </figure>`;
  }
}
