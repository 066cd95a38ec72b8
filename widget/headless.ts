// The bundle for one's own interface: the chat without a screen, in a page or in a program of its own.
// Nothing in here draws.
import { expected } from './rows/expected.ts';
import type { Row } from './rows/row.ts';
import { createRows as createBareRows, type Shown } from './rows/rows.ts';
import { ChatClient, type Answer, type ChatClientOptions } from './client.ts';
import { solve } from './proof/solve.ts';
import { withoutPage } from './without-page.ts';

export type { Participant, Role } from '../protocol/server-messages.ts';
export type { Limits } from '../protocol/limits.ts';
export type { ChatState, NamingState } from './chat-state.ts';
export type { LinkState } from './connection/link.ts';
export type { Credentials, SignInState, TokenProvider } from './credentials.ts';
export type { Socket } from './connection/socket.ts';
export type { Surroundings } from './connection/surroundings.ts';
export type { DraftKeep } from './outbox/draft-keep.ts';
export type { Deed, Draft } from './outbox/outbox.ts';
export type { Writer } from './presence/typing.ts';
export type { LineRow, Row } from './rows/row.ts';
export type { Shown };
export type { Work } from './outbox/sender.ts';
export type { Keep } from './storage.ts';
export {
  findLine,
  type Line,
  type Message,
  type Notice,
  type Reaction,
  type Removed,
} from './timeline/fold.ts';
export {
  emptyTimeline,
  reduce as reduceTimeline,
  type Timeline,
  type TimelineEvent,
} from './timeline/timeline.ts';
export { ChatClient, type Answer, type ChatClientOptions };

export interface CreateOptions extends ChatClientOptions {
  /** For a program outside of any page: the page that it stands for, as `https://www.example.com`. */
  readonly origin?: string | undefined;
}

/**
 * The chat in one room; it connects when it is told to `start`. In a page it keeps what the element keeps:
 * the visitor's token and name, and what was not sent yet. Outside of a page it forgets them at its end,
 * unless it is given a `keep` and a `draftKeep`.
 */
export function createChatClient({ origin, ...options }: CreateOptions): ChatClient {
  const server = addressOf(options.server);
  const defaults = typeof document === 'undefined' ? withoutPage(origin) : {};
  return new ChatClient({ work: solve, ...defaults, ...options, server });
}

/** Makes rows of what is shown, with what one’s own deeds will have done; the same lines give the same row objects. */
export function createRows(): (shown: Shown) => readonly Row[] {
  const rows = createBareRows();
  return (shown) => rows({ expected, ...shown });
}

/** With the closing slash that relative addresses need. */
function addressOf(server: string): string {
  const address = server.endsWith('/') ? server : `${server}/`;
  if (/^https?:/.test(address) && URL.canParse(address)) return address;
  throw new TypeError(
    `"${server}" is not the address of a chat server. Give it whole, as in https://chat.example.com.`,
  );
}
