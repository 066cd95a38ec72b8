// What a written line amounts to, if it is no message as it stands.

export type Meaning =
  | { readonly kind: 'message'; readonly text: string }
  /** Something for the element around the composer to do, as an event of this type tells it. Where it `waits`, it is sent as a message is. */
  | { readonly kind: 'wish'; readonly type: string; readonly detail: unknown; readonly waits?: true }
  /** Another text to go on with. */
  | { readonly kind: 'draft'; readonly text: string }
  | { readonly kind: 'problem'; readonly sentence: string };
