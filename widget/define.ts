// Defines the elements, once a page: a second copy of the script leaves the first in charge.
import { ChatComposer } from './elements/chat-composer.ts';
import { ChatLog } from './elements/chat-log.ts';
import { WsChat } from './ws-chat.ts';

export function define(): void {
  if (customElements.get('ws-chat')) return;
  customElements.define('ws-chat-log', ChatLog);
  customElements.define('ws-chat-composer', ChatComposer);
  customElements.define('ws-chat', WsChat);
}
