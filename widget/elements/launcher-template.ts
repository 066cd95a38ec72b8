// The button that opens a floating chat, with the count of what came meanwhile.
import { html, nothing } from 'lit';
import type { Strings } from '../locales/en.ts';
import { chatIcon } from './icons.ts';

/** More than this is shown as a plus: nobody counts further. */
const mostShown = 99;

export function launcherTemplate(unread: number, strings: Strings, onOpen: () => void) {
  return html`<button
    class="launcher"
    part="launcher"
    type="button"
    aria-label=${unread > 0 ? strings.openUnread(unread) : strings.open}
    @click=${onOpen}
  >
    ${chatIcon}
    ${
      unread > 0
        ? html`<span class="badge" aria-hidden="true">${unread > mostShown ? `${mostShown}+` : unread}</span>`
        : nothing
    }
  </button>`;
}
