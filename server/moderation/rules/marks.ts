// Marks piled on one letter, which run into the lines above and below.
import { refuse, type Rule } from './rule.ts';

const mark = /^\p{M}$/u;
const plain = /^[\p{ASCII}\p{L}\p{Emoji_Presentation}\s]*$/u;

/** So many may stand on one letter; languages need up to three, four in some. */
export function createMarkRule(most: number): Rule {
  return (text) => {
    if (plain.test(text)) return undefined;
    let run = 0;
    for (const character of text.normalize('NFC')) {
      run = mark.test(character) ? run + 1 : 0;
      if (run > most)
        return refuse('too-many-marks', 'Some letters carry too many marks. Write them plainly.');
    }
    return undefined;
  };
}
