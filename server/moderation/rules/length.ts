// A room may want shorter messages than the wire carries.
import { countCharacters } from '../../../protocol/limits.ts';
import { refuse, type Rule } from './rule.ts';

export function createLengthRule(most: number): Rule {
  return (text) => {
    // Code points are never more than units, so that most texts need no count.
    const characters = text.length > most ? countCharacters(text) : text.length;
    if (characters <= most) return undefined;
    return refuse(
      'text-too-long',
      `This message has ${characters} characters; ${most} fit in this room. Shorten it by ${characters - most} and send it again.`,
    );
  };
}
