// The chat as that sees it which is loaded after the first view: what is said there, and whether the reader looks.
import type { ChatState } from './chat-state.ts';
import type { Choices } from './choices.ts';
import type { GivenStrings } from './locales/strings.ts';
import type { PresencePolicy } from './presence/comings.ts';
import type { RoomClient } from './room-client.ts';
import type { Row } from './rows/row.ts';

export interface Scene {
  readonly server: string;
  readonly room: string;
  readonly heading: string;
  readonly state: ChatState;
  readonly choices: Choices;
  readonly strings: GivenStrings;
  /** As the page has it: what holds while the reader has not chosen. */
  readonly density: 'comfortable' | 'compact';
  readonly presenceMessages: PresencePolicy;
  readonly client: Pick<RoomClient, 'act' | 'attach'>;
  /** Another room or another log is another story. */
  readonly of: readonly unknown[];
  /** Whether the chat is open. */
  readonly isShown: boolean;
  /** Asked for only when something came. */
  readonly rows: () => readonly Row[];
  /** Says something for a moment, and what can be done about it. */
  readonly say: (sentence: string, about?: unknown) => void;
  /** Has the language also say what is said to those who keep a room. */
  readonly learn: () => Promise<void>;
  /** Brings the chat before the reader. */
  readonly show: () => void;
}
