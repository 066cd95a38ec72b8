// What a line is that begins with a slash and does something.
import type { Participant } from '../../protocol/server-messages.ts';
import type { Meaning } from '../elements/meaning.ts';
import type { enCommands } from '../locales/en-commands.ts';
import type { ComposerStrings, GivenStrings } from '../locales/strings.ts';

export type CommandStrings = ComposerStrings & typeof enCommands;

/** How a command is written, and what it does. */
export interface Hint {
  readonly name: string;
  /** What it is completed to, where that is not its name. */
  readonly text?: string;
  readonly example: string;
  readonly hint: string;
}

export interface Command {
  readonly name: string;
  /** Where this capability is missing, there is no such command. */
  readonly needs?: string;
  /** Somebody's name comes behind it. */
  readonly isAboutSomebody?: boolean;
  readonly tell: (strings: GivenStrings) => Pick<Hint, 'example' | 'hint'>;
  /** `rest` is what stands behind the name. */
  readonly run: (rest: string, strings: CommandStrings, people: readonly Participant[]) => Meaning;
}

/** What there is besides, and whom it may be about. */
export interface CommandRoom {
  readonly people: readonly Participant[];
  readonly further: readonly Command[];
}
