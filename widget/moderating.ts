// What those who keep a room ask for, as the parts tell it: an act of the wire, and whom it is about in words.
import type { Moderate } from '../protocol/client-messages.ts';
import type { NoticeLevel } from '../protocol/server-messages.ts';

export type ModerationAct = Moderate['act'];

/** How a room is kept, as an act says it. */
export type ModeChange = Extract<ModerationAct, { do: 'mode' }>['mode'];

export type ModerationWish =
  | { readonly kind: 'act'; readonly act: ModerationAct; readonly name: string }
  /** The room is kept like this, and otherwise as before. */
  | { readonly kind: 'mode'; readonly change: ModeChange }
  /** One message is taken back, of the person with this name. */
  | { readonly kind: 'remove'; readonly seq: number; readonly name: string }
  /** A line of the room's own. */
  | { readonly kind: 'notice'; readonly text: string; readonly level: NoticeLevel }
  /** A message that asks. */
  | { readonly kind: 'poll'; readonly text: string; readonly options: readonly string[] }
  /** What was done last is to be as it was before. */
  | { readonly kind: 'undo' };

/** Who has any of these keeps the room: then the files for it are loaded. */
const keeping = /^(remove-any|clear|mute|kick|ban|mode|review|notice|poll|pin)$/;

export function keepsRoom(may: readonly string[]): boolean {
  return may.some((one) => keeping.test(one));
}

/** Whether there is anything to be done about a person. */
export function actsOnPeople(may: readonly string[]): boolean {
  return may.some((one) => /^(remove-any|mute|kick|ban)$/.test(one));
}

export const secondMs = 1_000;
export const minuteMs = 60_000;
export const hourMs = 3_600_000;
export const dayMs = 86_400_000;
