// What the element finds in its page, laid out with the first one that is made, under whichever name it was defined: the list’s
// own element, and what the files that are loaded later share with the core.
import { ChatLog } from './elements/chat-log.ts';
import * as shared from './shared.ts';

/** Where the files that are loaded later find it. */
const sharedPlace = Symbol.for('ws-chat shared');

export function layOut(): void {
  if (sharedPlace in globalThis) return;
  Object.defineProperty(globalThis, sharedPlace, { value: shared });
  customElements.define('ws-chat-log', ChatLog);
}
