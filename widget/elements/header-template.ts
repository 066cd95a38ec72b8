// The top of the panel: what room this is, how many are here, what can be set, and the way out of a floating one.
import { html, nothing } from 'lit';
import type { Strings } from '../locales/en.ts';
import { goAlong } from './across.ts';
import { closeIcon, icon } from './icons.ts';
import type { SheetName } from './sheet-template.ts';

export interface Header {
  readonly heading: string;
  /** How many are here; undefined while that is not known. */
  readonly present: number | undefined;
  readonly strings: Strings;
  /** What lies over the conversation. */
  readonly sheet: SheetName | undefined;
  /** Further buttons. */
  readonly extra: unknown;
  /** Absent where there is no server that anything could be kept for. */
  readonly onSheet: ((sheet: SheetName) => void) | undefined;
  /** Absent where the panel cannot be closed. */
  readonly onClose: (() => void) | undefined;
}

const settingsIcon = icon(
  'M6.5 3.4l.2-1.7h2.6l.2 1.7 1.7 1 1.6-.7 1.3 2.3-1.4 1v2l1.4 1-1.3 2.3-1.6-.7-1.7 1-.2 1.7H6.7l-.2-1.7-1.7-1-1.6.7-1.3-2.3 1.4-1V7L1.9 6l1.3-2.3 1.6.7zM10 8a2 2 0 1 1-4 0 2 2 0 0 1 4 0z',
  18,
);

export function headerTemplate({ heading, present, strings, sheet, extra, onSheet, onClose }: Header) {
  return html`<header class="header" part="header">
    <slot name="header-start"></slot>
    <h2 class="heading" id="heading" part="title"><bdi>${heading}</bdi></h2>
    <slot name="header-end"></slot>
    <div class="together" role="toolbar" aria-labelledby="heading" @keydown=${goAlong}>
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
      ${extra}
      ${
        onSheet
          ? html`<button
              class="icon-button"
              type="button"
              data-sheet="settings"
              tabindex=${present === undefined ? 0 : -1}
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
          ? html`<button
              class="icon-button close"
              type="button"
              tabindex=${onSheet ? -1 : 0}
              aria-label=${strings.close}
              @click=${onClose}
            >
              ${closeIcon}
            </button>`
          : nothing
      }
    </div>
  </header>`;
}
