// What a text is as a whole, for how much room it gets.

/** More than this is folded: about a screen of a phone. */
const mostLines = 12;
const mostCharacters = 900;

/**
 * One to six: flags, keycaps, and pictures in colour with their skin tones, tags and joined pictures. Each
 * piece can be read in one way only, or in few, so that no text takes long.
 */
const onlyEmoji =
  /^\s*(?:(?:\p{RI}{2}|[\d#*]\ufe0f\u20e3|(?:\p{Emoji_Presentation}|\p{Extended_Pictographic}(?=[\ufe0f\p{EMod}]))\ufe0f?\p{EMod}?[\u{e0020}-\u{e007f}]*(?:\u200d\p{Extended_Pictographic}\ufe0f?\p{EMod}?)*)\s*){1,6}$/u;

/** Such a text is shown large. */
export function isOnlyEmoji(text: string): boolean {
  return onlyEmoji.test(text);
}

/** Such a text is folded. */
export function isLong(text: string): boolean {
  return text.length > mostCharacters || text.split('\n').length > mostLines;
}
