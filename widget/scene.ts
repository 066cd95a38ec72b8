// The chat as that sees it which calls its reader: what is said there, and whether they look.
import type { Choices } from './choices.ts';
import type { Strings } from './locales/en.ts';
import type { Draft } from './outbox/outbox.ts';
import type { Row } from './rows/row.ts';

export interface Scene {
  readonly server: string;
  readonly room: string;
  readonly heading: string;
  readonly choices: Choices;
  readonly strings: Strings;
  /** Of another room or another log there is no news yet. */
  readonly of: readonly unknown[];
  /** The newest seq. */
  readonly last: number;
  readonly drafts: readonly Draft[];
  /** Whether the chat is open. */
  readonly isShown: boolean;
  /** Asked for only when something came. */
  readonly rows: () => readonly Row[];
  /** Brings the chat before the reader. */
  readonly show: () => void;
}
