// Whether an act is of a shape that could be told at all; the first question, since it costs nothing.
import type { Act } from '../../protocol/client-messages.ts';
import { countCharacters, optionCharacters, textCharacters } from '../../protocol/limits.ts';
import { isBlank } from '../identity/names.ts';
import { isEmoji } from './emoji.ts';
import type { Refusal } from './refusal.ts';

export function unfit(act: Act): Refusal | undefined {
  if (act.type === 'react') return isEmoji(act.emoji) ? undefined : unknownEmoji;
  if (!('text' in act)) return undefined;
  return unfitText(act.text) ?? (act.type === 'poll' ? unfitOptions(act.options) : undefined);
}

function unfitOptions(options: readonly string[]): Refusal | undefined {
  if (options.some(isBlank)) return emptyOption;
  const characters = Math.max(...options.map(countCharacters));
  if (characters <= optionCharacters) return undefined;
  return {
    code: 'text-too-long',
    sentence: `An answer to choose has ${characters} characters; ${optionCharacters} fit. Shorten it by ${characters - optionCharacters} and send it again.`,
  };
}

const emptyOption: Refusal = {
  code: 'text-empty',
  sentence: 'An answer to choose is empty. Write something there, or leave it out.',
};

function unfitText(text: string): Refusal | undefined {
  if (isBlank(text))
    return { code: 'text-empty', sentence: 'There is nothing to send yet. Write something first.' };
  // Code points are never more than units, so that most texts need no count.
  const characters = text.length > textCharacters ? countCharacters(text) : text.length;
  if (characters <= textCharacters) return undefined;
  return {
    code: 'text-too-long',
    sentence: `This message has ${characters} characters; ${textCharacters} fit. Shorten it by ${characters - textCharacters} and send it again.`,
  };
}

const unknownEmoji: Refusal = {
  code: 'emoji-unknown',
  sentence: 'That is not one emoji that this chat knows. Choose another.',
};
