// Lines that begin with a slash and do something: what there is, and what a written line amounts to.
// What moderators may do joins the list.
import { countCharacters, nameCharacters } from '../protocol/limits.ts';
import type { Strings } from './locales/en.ts';

/** What a written line amounts to. */
export type Meaning =
  | { readonly kind: 'message'; readonly text: string }
  /** Something for the element around the composer to do, as an event of this type tells it. */
  | { readonly kind: 'wish'; readonly type: string; readonly detail: unknown }
  | { readonly kind: 'help' }
  | { readonly kind: 'problem'; readonly sentence: string };

/** Keys of plain sentences. */
type TextKey = { [Key in keyof Strings]: Strings[Key] extends string ? Key : never }[keyof Strings];

export interface Command {
  readonly name: string;
  /** Where this capability is missing, there is no such command. */
  readonly needs?: string;
  /** How it is written, and what it does. */
  readonly example: TextKey;
  readonly hint: TextKey;
  /** `rest` is what stands behind the name. */
  readonly run: (rest: string, strings: Strings) => Meaning;
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
  { name: 'help', example: 'helpExample', hint: 'helpHint', run: () => ({ kind: 'help' }) },
];

/** A path or a comment is no command, though it begins with a slash. */
const shape = /^(\/?)\/(\p{L}+)(?:\s+(.*))?$/su;

export function commandsFor(can: readonly string[]): readonly Command[] {
  return commands.filter(({ needs }) => needs === undefined || can.includes(needs));
}

/** A second slash makes a message of what would be a command. */
export function meaningOf(line: string, can: readonly string[], strings: Strings): Meaning {
  const [, escape, name, rest = ''] = shape.exec(line) ?? [];
  if (name === undefined) return { kind: 'message', text: line };
  if (escape) return { kind: 'message', text: line.slice(1) };
  const command = commandsFor(can).find((other) => other.name === name.toLowerCase());
  return command?.run(rest.trim(), strings) ?? { kind: 'problem', sentence: strings.unknownCommand(name) };
}
