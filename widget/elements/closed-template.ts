// What stands in the composer's place where nothing can be written: why, and what to do about it.
import { html, nothing } from 'lit';

export interface Closed {
  /** A sentence, or a template of one. */
  readonly sentence: unknown;
  readonly action?: { readonly label: string; readonly run: () => void };
}

export function closedTemplate({ sentence, action }: Closed) {
  return html`<div class="closed" part="closed" role="alert" tabindex=${action ? nothing : -1}>
    <span><bdi>${sentence}</bdi></span>
    ${
      action
        ? html`<button class="send wide" type="button" @click=${action.run}>${action.label}</button>`
        : nothing
    }
  </div>`;
}
