// Defines the element, once a page: a second copy of the script leaves the first in charge, and one of another
// version says so.
import { setDefaultServer } from './default-server.ts';
import { version } from './version.ts';
import { WsChat } from './ws-chat.ts';

/** The server is where `script` came from, for an element that names none. */
export function define(script?: string): void {
  if (script) setDefaultServer(script);
  // Where pages are rendered by a server there is nothing to define.
  if (!('customElements' in globalThis)) return;
  const first = customElements.get('ws-chat') as { readonly version?: string } | undefined;
  if (!first) customElements.define('ws-chat', WsChat);
  else if (first.version !== version)
    console.warn(`ws-chat ${version} is not used: the page has ${first.version}.`);
}
