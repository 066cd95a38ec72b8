// Defines the elements, once a page: a second copy of the script leaves the first in charge.
import { ChatComposer } from './elements/chat-composer.ts';
import { ChatLog } from './elements/chat-log.ts';
import * as shared from './shared.ts';
import { WsChat } from './ws-chat.ts';

/** Where the files that are loaded later find what they share with the core. */
const sharedPlace = Symbol.for('ws-chat shared');

export function define(): void {
  if (customElements.get('ws-chat')) return;
  Object.defineProperty(globalThis, sharedPlace, { value: shared });
  customElements.define('ws-chat-log', ChatLog);
  customElements.define('ws-chat-composer', ChatComposer);
  customElements.define('ws-chat', WsChat);
}
