// What a word may be completed to.
import type { Participant } from '../../protocol/server-messages.ts';
import type { Command } from '../commands.ts';
import type { Emoji } from '../emoji/emoji.ts';
import type { Strings } from '../locales/en.ts';
import { matchesOf } from './match.ts';
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
  readonly commands: readonly Command[];
  readonly emoji: readonly Emoji[];
  readonly strings: Strings;
}

export function optionsFor({ kind, word }: Query, sources: Sources): readonly Option[] {
  switch (kind) {
    case 'person':
      return unlessWritten(`@${word}`, people(word, sources.people));
    case 'command':
      return unlessWritten(`/${word}`, commands(word, sources));
    case 'emoji':
      return matchesOf(word, sources.emoji, ({ codes }) => codes).map((emoji) => ({
        text: emoji.char,
        sign: emoji.char,
        label: `:${emoji.codes.find((code) => code.startsWith(word)) ?? emoji.codes[0]}:`,
      }));
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

function commands(word: string, { commands: all, strings }: Sources): readonly Option[] {
  return matchesOf(word, all, ({ name }) => [name]).map(({ name, example, hint }) => ({
    text: `/${name}`,
    label: strings[example],
    note: strings[hint],
  }));
}

/** Where nothing else is meant than what stands there already, there is nothing to choose. */
function unlessWritten(written: string, options: readonly Option[]): readonly Option[] {
  return options.length === 1 && options[0]!.text === written ? [] : options;
}
