// The top of the panel: what room this is, how many are here, and the way out of a floating one.
import { html, nothing } from 'lit';
import type { Strings } from '../locales/en.ts';
import { closeIcon } from './icons.ts';

export interface Header {
  readonly heading: string;
  /** How many are here; undefined while that is not known. */
  readonly present: number | undefined;
  readonly strings: Strings;
  /** Absent where the panel cannot be closed. */
  readonly onClose: (() => void) | undefined;
}

export function headerTemplate({ heading, present, strings, onClose }: Header) {
  return html`<header class="header" part="header">
    <h2 class="heading" id="heading" part="title"><bdi>${heading}</bdi></h2>
    ${
      present === undefined
        ? nothing
        : html`<span class="present" part="present">${strings.present(present)}</span>`
    }
    ${
      onClose
        ? html`<button class="icon-button" type="button" aria-label=${strings.close} @click=${onClose}>
            ${closeIcon}
          </button>`
        : nothing
    }
  </header>`;
}
