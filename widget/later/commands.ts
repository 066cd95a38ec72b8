// Lines that begin with a slash and do something: which there are, and what a written line amounts to.
// What moderators may do joins the list, and costs the core nothing.
import { countCharacters, nameCharacters } from '../../protocol/limits.ts';
import type { Meaning } from '../elements/meaning.ts';
import { enCommands } from '../locales/en-commands.ts';
import type { ComposerStrings, GivenStrings } from '../locales/strings.ts';

type CommandStrings = ComposerStrings & typeof enCommands;

/** Keys of plain texts. */
type TextKey = Exclude<keyof typeof enCommands, 'unknownCommand' | 'incomplete'>;

/** How a command is written, and what it does. */
export interface Hint {
  readonly name: string;
  readonly example: string;
  readonly hint: string;
}

interface Command {
  readonly name: string;
  /** Where this capability is missing, there is no such command. */
  readonly needs?: string;
  readonly example: TextKey;
  readonly hint: TextKey;
  /** `rest` is what stands behind the name. */
  readonly run: (rest: string, strings: CommandStrings) => Meaning;
}

const commands: readonly Command[] = [
  {
    name: 'me',
    example: 'meExample',
    hint: 'meHint',
    // As an emphasis, which every client shows: as italics, or as the underscores that people have long read so.
    run: (rest, { incomplete, meExample }) =>
      rest === ''
        ? { kind: 'problem', sentence: incomplete(meExample) }
        : { kind: 'message', text: `_${rest.replace(/\s+/g, ' ')}_` },
  },
  {
    name: 'nick',
    needs: 'rename',
    example: 'nickExample',
    hint: 'nickHint',
    run: (rest, { incomplete, nickExample, tooLong }) => {
      if (rest === '') return { kind: 'problem', sentence: incomplete(nickExample) };
      const over = countCharacters(rest) - nameCharacters;
      return over > 0
        ? { kind: 'problem', sentence: tooLong(over) }
        : { kind: 'wish', type: 'chat-name', detail: rest };
    },
  },
  // Behind a slash alone the completions are the list of all commands.
  {
    name: 'help',
    example: 'helpExample',
    hint: 'helpHint',
    run: () => ({ kind: 'draft', text: '/' }),
  },
];

/** A path or a comment is no command, though it begins with a slash. */
const shape = /^(\/?)\/(\p{L}+)(?:\s(.*))?$/su;

/** What there is for those who may do this much. */
export function commandsFor(can: readonly string[], strings: GivenStrings): readonly Hint[] {
  const all = { ...enCommands, ...strings };
  return allowed(can).map(({ name, example, hint }) => ({ name, example: all[example], hint: all[hint] }));
}

/** A second slash makes a message of what would be a command. */
export function meaningOf(line: string, can: readonly string[], strings: ComposerStrings): Meaning {
  const [, escape, name, rest = ''] = shape.exec(line) ?? [];
  if (name === undefined) return { kind: 'message', text: line };
  if (escape) return { kind: 'message', text: line.slice(1) };
  const all = { ...enCommands, ...strings };
  const command = allowed(can).find((other) => other.name === name.toLowerCase());
  return command?.run(rest.trim(), all) ?? { kind: 'problem', sentence: all.unknownCommand(name) };
}

function allowed(can: readonly string[]): readonly Command[] {
  return commands.filter(({ needs }) => needs === undefined || can.includes(needs));
}
