// What stands in the place of a list that could not be had: why, and the way to ask for it again.
import { html } from 'lit';
import type { ConsoleStrings } from '../strings.ts';

export function troubleTemplate(sentence: string, { tryAgain }: ConsoleStrings, again: () => void) {
  return html`<div class="trouble" role="alert">
    <p>${sentence}</p>
    <button class="button" type="button" @click=${again}>${tryAgain}</button>
  </div>`;
}
