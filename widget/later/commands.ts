// Lines that begin with a slash and do something: which there are, and what a written line amounts to.
// What those who keep the room may write besides is loaded for them alone.
import { countCharacters, nameCharacters } from '../../protocol/limits.ts';
import type { Command, CommandRoom, Hint } from '../completions/command.ts';
import type { Meaning } from '../elements/meaning.ts';
import { enCommands } from '../locales/en-commands.ts';
import type { ComposerStrings, GivenStrings } from '../locales/strings.ts';
import { keepsRoom } from '../moderating.ts';

/** Keys of plain texts. */
type TextKey = Exclude<keyof typeof enCommands, 'unknownCommand' | 'incomplete'>;

const commands: readonly Command[] = [
  {
    name: 'me',
    tell: said('meExample', 'meHint'),
    // As an emphasis, which every client shows: as italics, or as the underscores that people have long read so.
    run: (rest, { incomplete, meExample }) =>
      rest === ''
        ? { kind: 'problem', sentence: incomplete(meExample) }
        : { kind: 'message', text: `_${rest.replace(/\s+/g, ' ')}_` },
  },
  {
    name: 'nick',
    needs: 'rename',
    tell: said('nickExample', 'nickHint'),
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
    tell: said('helpExample', 'helpHint'),
    run: () => ({ kind: 'draft', text: '/' }),
  },
];

/** A path or a comment is no command, though it begins with a slash. */
const shape = /^(\/?)\/(\p{L}[\p{L}-]*)(?:\s(.*))?$/su;

/** What there is for those who may do this much. */
export function commandsFor(
  can: readonly string[],
  strings: GivenStrings,
  further: readonly Command[] = [],
): readonly Hint[] {
  return allowed(can, further).map(({ name, isAboutSomebody, tell }) => ({
    name,
    ...(isAboutSomebody && { text: `/${name} @` }),
    ...tell(strings),
  }));
}

/** What those may write besides who keep the room; nothing for others. */
export async function furtherCommands(can: readonly string[]): Promise<readonly Command[]> {
  return keepsRoom(can) ? (await import('./moderator-commands.ts')).moderatorCommands : [];
}

/** A second slash makes a message of what would be a command. */
export function meaningOf(
  line: string,
  can: readonly string[],
  strings: ComposerStrings,
  { people, further }: CommandRoom = { people: [], further: [] },
): Meaning {
  const [, escape, name, rest = ''] = shape.exec(line) ?? [];
  if (name === undefined) return { kind: 'message', text: line };
  if (escape) return { kind: 'message', text: line.slice(1) };
  const all = { ...enCommands, ...strings };
  const command = allowed(can, further).find((other) => other.name === name.toLowerCase());
  return command?.run(rest.trim(), all, people) ?? { kind: 'problem', sentence: all.unknownCommand(name) };
}

/** Before it was heard what may be done, all that anybody may. */
function allowed(can: readonly string[], further: readonly Command[]): readonly Command[] {
  return [...commands, ...further].filter(
    ({ needs }) => needs === undefined || can.length === 0 || can.includes(needs),
  );
}

function said(example: TextKey, hint: TextKey): Command['tell'] {
  return (strings) => {
    const all = { ...enCommands, ...strings };
    return { example: all[example], hint: all[hint] };
  };
}
