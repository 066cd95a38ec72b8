// Whether an act is of a shape that could be told at all; the first question, since it costs nothing.
import type { Act } from '../../protocol/client-messages.ts';
import { countCharacters, textCharacters } from '../../protocol/limits.ts';
import { isBlank } from '../identity/names.ts';
import { isEmoji } from './emoji.ts';
import type { Refusal } from './refusal.ts';

export function unfit(act: Act): Refusal | undefined {
  if ('text' in act) return unfitText(act.text);
  return act.type === 'react' && !isEmoji(act.emoji) ? unknownEmoji : undefined;
}

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
