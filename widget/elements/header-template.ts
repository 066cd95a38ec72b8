// The top of the panel: what room this is, how many are here, what can be set, and the way out of a floating one.
import { html, nothing } from 'lit';
import type { Strings } from '../locales/en.ts';
import { closeIcon, settingsIcon } from './icons.ts';
import type { SheetName } from './sheet-template.ts';

export interface Header {
  readonly heading: string;
  /** How many are here; undefined while that is not known. */
  readonly present: number | undefined;
  readonly strings: Strings;
  /** What lies over the conversation. */
  readonly sheet: SheetName | undefined;
  /** Absent where there is no server that anything could be kept for. */
  readonly onSheet: ((sheet: SheetName) => void) | undefined;
  /** Absent where the panel cannot be closed. */
  readonly onClose: (() => void) | undefined;
}

export function headerTemplate({ heading, present, strings, sheet, onSheet, onClose }: Header) {
  return html`<header class="header" part="header">
    <h2 class="heading" id="heading" part="title"><bdi>${heading}</bdi></h2>
    ${
      present === undefined
        ? nothing
        : html`<button
            class="present"
            part="present"
            type="button"
            data-sheet="people"
            aria-label="${strings.present(present)}. ${strings.people}"
            aria-expanded=${sheet === 'people'}
            @click=${() => onSheet?.('people')}
          >
            ${strings.present(present)}
          </button>`
    }
    ${
      onSheet
        ? html`<button
            class="icon-button"
            type="button"
            data-sheet="settings"
            aria-label=${strings.settings}
            title=${strings.settings}
            aria-expanded=${sheet === 'settings'}
            @click=${() => onSheet('settings')}
          >
            ${settingsIcon}
          </button>`
        : nothing
    }
    ${
      onClose
        ? html`<button class="icon-button close" type="button" aria-label=${strings.close} @click=${onClose}>
            ${closeIcon}
          </button>`
        : nothing
    }
  </header>`;
}
