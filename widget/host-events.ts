// What the element tells its page.
import type { ChatState } from './chat-state.ts';
import type { LinkState } from './connection/link.ts';
import type { SignInState } from './credentials.ts';
import { indexFrom, type Message } from './timeline/fold.ts';

export interface ChatEventDetails {
  /** A message came, ours included. */
  'ws-chat-message': Message;
  /** A message is about to be sent, or changed; cancel it and all stays in the field. */
  'ws-chat-send': {
    readonly text: string;
    /** The seq of the message that it answers. */
    readonly replyTo: number | undefined;
    /** The seq of the message that it changes. */
    readonly edits: number | undefined;
  };
  /** A link is about to be opened; cancel it to open it your way. */
  'ws-chat-link': { readonly url: string };
  /** How many messages came that the reader has not seen. */
  'ws-chat-unread': { readonly count: number };
  /** How the connection stands. */
  'ws-chat-connection': { readonly state: LinkState['kind'] };
  /** The visitor's token runs out soon, or has expired, and only the page can give another one. */
  'ws-chat-token-needed': { readonly expired: boolean };
  /** A floating chat was opened. */
  'ws-chat-open': undefined;
  /** A floating chat was closed. */
  'ws-chat-close': undefined;
}

const cancelable: ReadonlySet<keyof ChatEventDetails> = new Set(['ws-chat-send', 'ws-chat-link']);

/** Returns false where the page has cancelled it. */
export function tellPage<Type extends keyof ChatEventDetails>(
  host: HTMLElement,
  type: Type,
  detail: ChatEventDetails[Type],
): boolean {
  const how = { bubbles: true, composed: true, cancelable: cancelable.has(type), detail };
  return host.dispatchEvent(new CustomEvent(type, how));
}

/** Tells the page what has become of a chat since it was last asked to look. */
export function createReport(host: HTMLElement, state: () => ChatState | undefined): () => void {
  let link: LinkState['kind'] | undefined;
  let signIn: SignInState | undefined;
  let known: { readonly epoch: string | undefined; readonly last: number } | undefined;
  return () => {
    const now = state();
    if (!now) return;
    if (now.link.kind !== link) tellPage(host, 'ws-chat-connection', { state: (link = now.link.kind) });
    if (now.signIn !== signIn) {
      signIn = now.signIn;
      if (signIn === 'due' || signIn === 'needed')
        tellPage(host, 'ws-chat-token-needed', { expired: signIn === 'needed' });
    }
    const { epoch, last, lines } = now.timeline;
    // What was there before the visit is no news.
    const from = known && known.epoch === epoch ? indexFrom(lines, known.last + 1) : lines.length;
    known = epoch === undefined ? undefined : { epoch, last };
    for (const line of lines.slice(from))
      if (line.kind === 'message') tellPage(host, 'ws-chat-message', line);
  };
}

type ChatEventMap = { [Type in keyof ChatEventDetails]: CustomEvent<ChatEventDetails[Type]> };

declare global {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- merged into the DOM's own map
  interface HTMLElementEventMap extends ChatEventMap {}
}
