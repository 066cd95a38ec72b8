// What a reader may want of a message.
import type { ReportReason } from '../../protocol/reports.ts';
import type { MuteWish } from '../muting.ts';

export type RowAct =
  | { readonly kind: 'react'; readonly seq: number; readonly emoji: string; readonly on: boolean }
  | { readonly kind: 'reply' | 'edit' | 'remove' | 'copy' | 'link' | 'jump'; readonly seq: number }
  | { readonly kind: 'pin'; readonly seq: number; readonly on: boolean }
  | { readonly kind: 'vote'; readonly seq: number; readonly option?: number }
  | { readonly kind: 'end-poll'; readonly seq: number }
  /** Those who keep the room are to see it; `text` is a word to them, and may be empty. */
  | { readonly kind: 'report'; readonly seq: number; readonly reason: ReportReason; readonly text: string }
  | ({ readonly kind: 'mute' } & MuteWish);

/** What is at hand without looking for it. */
export const quickEmojis = ['👍', '❤️', '😂', '🎉', '😮', '😢'];
