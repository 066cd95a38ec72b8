// What a word may be completed to.
import type { Participant } from '../../protocol/server-messages.ts';
import type { Emoji } from '../emoji/emoji.ts';
import type { Hint } from './command.ts';
import { matchesOf, mostMatches } from './match.ts';
import type { Query } from './query.ts';

export interface Option {
  /** What takes the word's place; a space follows it. */
  readonly text: string;
  /** A picture before the words, if there is one. */
  readonly sign?: string;
  readonly label: string;
  readonly note?: string;
}

export interface Sources {
  readonly people: readonly Participant[];
  readonly commands: readonly Hint[];
  readonly emoji: readonly Emoji[];
}

export function optionsFor({ kind, word }: Query, sources: Sources): readonly Option[] {
  switch (kind) {
    case 'person':
      return unlessWritten(`@${word}`, people(word, sources.people));
    case 'command':
      return unlessWritten(`/${word}`, commands(word, sources.commands));
    case 'emoji':
      return emoji(word.toLowerCase(), sources.emoji);
    case 'shortcode':
      return sources.emoji
        .filter(({ codes }) => codes.includes(word.toLowerCase()))
        .slice(0, 1)
        .map(({ char }) => ({ text: char, label: char }));
  }
}

/** Two of one name are mentioned alike. */
function people(word: string, all: readonly Participant[]): readonly Option[] {
  const names = [...new Set(all.map(({ name }) => name))];
  return matchesOf(word, names, (name) => [name]).map((name) => ({ text: `@${name}`, label: name }));
}

function commands(word: string, all: readonly Hint[]): readonly Option[] {
  return matchesOf(word, all, ({ name }) => [name]).map(({ name, text, example, hint }) => ({
    text: text ?? `/${name}`,
    label: example,
    note: hint,
  }));
}

/** The shorter shortcode is the commoner one. */
function emoji(word: string, all: readonly Emoji[]): readonly Option[] {
  const strange = ({ label }: Option) => label.length + (label.startsWith(`:${word}`) ? 0 : 100);
  return matchesOf(word, all, ({ codes }) => codes, Infinity)
    .map(({ char, codes }) => {
      const code = codes.find((other) => other.startsWith(word)) ?? codes[0];
      return { text: char, sign: char, label: `:${code}:` };
    })
    .sort((left, right) => strange(left) - strange(right))
    .slice(0, mostMatches);
}

/** Where nothing else is meant than what stands there already, there is nothing to choose. */
function unlessWritten(written: string, options: readonly Option[]): readonly Option[] {
  return options.length === 1 && options[0]!.text === written ? [] : options;
}
