// What a written line amounts to, if it is no message as it stands.

export type Meaning =
  | { readonly kind: 'message'; readonly text: string }
  /** Something for the element around the composer to do, as an event of this type tells it. */
  | { readonly kind: 'wish'; readonly type: string; readonly detail: unknown }
  /** Another text to go on with. */
  | { readonly kind: 'draft'; readonly text: string }
  | { readonly kind: 'problem'; readonly sentence: string };
