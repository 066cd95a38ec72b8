// The button that opens a floating chat, with the count of what came meanwhile.
import { html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { Strings } from '../locales/en.ts';
import { chatIcon } from './icons.ts';
import { Part, PartEvent } from './part.ts';

/** More than this is shown as a plus: nobody counts further. */
const mostShown = 99;

/** @fires chat-open - The person wants the panel opened. */
export class ChatLauncher extends Part {
  @property({ attribute: false }) unread = 0;
  @property({ attribute: false }) strings!: Strings;

  #onClick(): void {
    this.dispatchEvent(new PartEvent('chat-open', undefined));
  }

  override render() {
    const { unread, strings } = this;
    return html`<button
      type="button"
      part="launcher"
      aria-label=${unread > 0 ? strings.openUnread(unread) : strings.open}
      @click=${this.#onClick}
    >
      ${chatIcon}
      ${
        unread > 0
          ? html`<span class="badge" aria-hidden="true"
              >${unread > mostShown ? `${mostShown}+` : unread}</span
            >`
          : nothing
      }
    </button>`;
  }
}
