// Marks piled on one letter. Normalization sorts them by comparing each with those before it, which takes time
// in the square of the pile: what a stranger wrote is cut to piles of a few before it is normalized.

/** No script writes so many, and none are joined with a letter into one character. */
const surplus = /(\p{M}{8})\p{M}+/gu;

export function withoutPiles(text: string): string {
  return text.replace(surplus, '$1');
}
