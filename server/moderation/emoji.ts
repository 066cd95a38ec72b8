// Emoji in a text, found in one walk over it.

const one = /\p{RGI_Emoji}/vy;
const whole = /^\p{RGI_Emoji}$/v;
const pictograph = /\p{Extended_Pictographic}|\p{Regional_Indicator}{2}/gu;
const joiner = '\u200d';

/** One emoji as people see it, however many code points it is made of. */
export function isEmoji(text: string): boolean {
  return whole.test(text);
}

/** Nothing but emoji and white space; each step takes the longest emoji there is, and never goes back. */
export function isEmojiOnly(text: string): boolean {
  for (let index = 0; index < text.length;) {
    if (/\s/.test(text[index]!)) index++;
    else {
      one.lastIndex = index;
      if (!one.test(text)) return false;
      index = one.lastIndex;
    }
  }
  return true;
}

/** How many a reader sees: what is joined to another is none of its own. */
export function countEmoji(text: string): number {
  let count = 0;
  for (const { index } of text.matchAll(pictograph)) if (text[index - 1] !== joiner) count++;
  return count;
}
