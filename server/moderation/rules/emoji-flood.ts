// More emoji than a line of talk needs.
import { countEmoji } from '../emoji.ts';
import { refuse, type Rule } from './rule.ts';

export function createEmojiRule(most: number): Rule {
  return (text) => {
    const count = countEmoji(text);
    if (count <= most) return undefined;
    return refuse('too-many-emoji', `This message has ${count} emoji; ${most} fit. Leave some out.`);
  };
}
