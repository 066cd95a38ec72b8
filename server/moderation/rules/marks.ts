// Marks piled on one letter, which run into the lines above and below.
import { refuse, type Rule } from './rule.ts';

const mark = /^\p{M}$/u;
const plain = /^[\p{ASCII}\p{L}\p{Emoji_Presentation}\s]*$/u;

/** One character is made of a letter and so many marks at most. */
const joined = 3;

/** So many may stand on one letter; languages need up to three, four in some. */
export function createMarkRule(most: number): Rule {
  return (text) => {
    if (plain.test(text)) return undefined;
    // A pile is found as it was written first: to normalize it would take time in its square.
    const isPiled = hasPile(text, most + joined) || hasPile(text.normalize('NFC'), most);
    return isPiled ? piled : undefined;
  };
}

function hasPile(text: string, most: number): boolean {
  let run = 0;
  for (const character of text) {
    run = mark.test(character) ? run + 1 : 0;
    if (run > most) return true;
  }
  return false;
}

const piled = refuse('too-many-marks', 'Some letters carry too many marks. Write them plainly.');
