// A rule looks at a text and says what is to become of it; nothing where it has nothing against it. Rules are
// pure, and take time in proportion to the text.
import type { Said } from '../recent.ts';
import type { Refusal } from '../refusal.ts';

/** What a rule may ask of a text beside its letters. */
export interface Context {
  readonly mayLink: boolean;
  readonly mayLinkImages: boolean;
  readonly mayMentionAll: boolean;
  readonly draftId: string;
  /** What the author said a moment ago, and what this says, as prints. */
  readonly recent: readonly Said[];
  readonly print: () => number;
  /** On the clock that never jumps, in milliseconds. */
  readonly now: number;
}

export type Ruling =
  | { readonly ruling: 'refuse'; readonly refusal: Refusal }
  /** A person has to look at it first; then it may go, as this. */
  | { readonly ruling: 'hold'; readonly text: string }
  /** It may go, as this. */
  | { readonly ruling: 'mask'; readonly text: string };

export type Rule = (text: string, context: Context) => Ruling | undefined;

export function refuse(code: Refusal['code'], sentence: string): Ruling {
  return { ruling: 'refuse', refusal: { code, sentence } };
}
