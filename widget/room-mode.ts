// How a room is kept, as somebody in it meets that: why they can write nothing at all, and what else is told.
import type { Role, RoomMode } from '../protocol/server-messages.ts';

/** Somebody in the room. */
export interface Standing {
  /** What they may do here; empty until that was heard. */
  readonly may: readonly string[];
  readonly role: Role | undefined;
}

/** `until` is Unix time in milliseconds. */
export type Shut =
  | { readonly kind: 'paused'; readonly message: string | undefined; readonly until: number | undefined }
  | { readonly kind: 'read-only' | 'members-only' | 'no-post' };

/** Undefined where something can be written. Whom the mode does not bind is told of it all the same. */
export function shutFor(mode: RoomMode, { may, role }: Standing, time: number): Shut | undefined {
  if (may.length > 0 && !may.includes('post')) return { kind: 'no-post' };
  if (may.includes('bypass-mode')) return undefined;
  const pause = pauseOf(mode, time);
  if (pause) return pause;
  if (mode.readOnly) return { kind: 'read-only' };
  return mode.membersOnly && role === 'guest' ? { kind: 'members-only' } : undefined;
}

/** A pause whose end has come is over without a word. */
export function pauseOf({ paused }: RoomMode, time: number): Extract<Shut, { kind: 'paused' }> | undefined {
  if (!paused || paused.until! <= time) return undefined;
  return { kind: 'paused', message: paused.message, until: paused.until };
}
