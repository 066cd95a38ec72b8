// The top of the panel: what room this is, how many are here, and the way out of a floating one.
import { html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { Strings } from '../locales/en.ts';
import { closeIcon } from './icons.ts';
import { Part, PartEvent } from './part.ts';

/** @fires chat-close - The person wants the panel closed. */
export class ChatHeader extends Part {
  @property({ attribute: false }) heading = '';
  /** How many are here; undefined while that is not known. */
  @property({ attribute: false }) present: number | undefined;
  @property({ attribute: false }) closable = false;
  @property({ attribute: false }) strings!: Strings;

  #onClose(): void {
    this.dispatchEvent(new PartEvent('chat-close', undefined));
  }

  override render() {
    const { strings, present } = this;
    return html`
      <h2 class="heading" id="heading" part="title"><bdi>${this.heading}</bdi></h2>
      ${
        present === undefined
          ? nothing
          : html`<span class="present" part="present" title=${strings.presentLabel(present)}
              >${strings.present(present)}</span
            >`
      }
      ${
        this.closable
          ? html`<button
              class="icon-button"
              type="button"
              aria-label=${strings.close}
              @click=${this.#onClose}
            >
              ${closeIcon}
            </button>`
          : nothing
      }
    `;
  }
}
