// What a reader may want of a message.

import type { MuteWish } from '../muting.ts';

export type RowAct =
  | { readonly kind: 'react'; readonly seq: number; readonly emoji: string; readonly on: boolean }
  | { readonly kind: 'reply' | 'edit' | 'remove' | 'copy' | 'link' | 'jump'; readonly seq: number }
  | { readonly kind: 'pin'; readonly seq: number; readonly on: boolean }
  | { readonly kind: 'vote'; readonly seq: number; readonly option?: number }
  | { readonly kind: 'end-poll'; readonly seq: number }
  | ({ readonly kind: 'mute' } & MuteWish);

/** What is at hand without looking for it. */
export const quickEmojis = ['👍', '❤️', '😂', '🎉', '😮', '😢'];
