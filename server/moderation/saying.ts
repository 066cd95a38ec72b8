// What an act says: all that people will read of it.
import type { Act } from '../../protocol/client-messages.ts';

export type Saying = Extract<Act, { readonly text: string }>;

/** First its text, then what can be chosen from; nothing where it has no words. */
export function textsOf(act: Act): readonly string[] {
  if (!('text' in act)) return [];
  return act.type === 'poll' ? [act.text, ...act.options] : [act.text];
}

/** The same act with these in their place. */
export function withTexts(act: Saying, [text = '', ...options]: readonly string[]): Saying {
  return act.type === 'poll' ? { ...act, text, options } : { ...act, text };
}
