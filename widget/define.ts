// Defines the elements, once a page: a second copy of the script leaves the first in charge, and one of another
// version says so.
import { ChatLog } from './elements/chat-log.ts';
import * as shared from './shared.ts';
import { version } from './version.ts';
import { WsChat } from './ws-chat.ts';

/** Where the files that are loaded later find what they share with the core. */
const sharedPlace = Symbol.for('ws-chat shared');

export function define(): void {
  // Where pages are rendered by a server there is nothing to define.
  if (!('customElements' in globalThis)) return;
  const first = customElements.get('ws-chat') as { readonly version?: string } | undefined;
  if (first) {
    if (first.version !== version)
      console.warn(`ws-chat ${version} is not used: the page has ${first.version}.`);
    return;
  }
  Object.defineProperty(globalThis, sharedPlace, { value: shared });
  customElements.define('ws-chat-log', ChatLog);
  customElements.define('ws-chat', WsChat);
}
