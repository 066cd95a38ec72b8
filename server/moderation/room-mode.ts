// What a room’s mode lets through: one question for each way in which a room can be kept.
import type { Act } from '../../protocol/client-messages.ts';
import type { RoomMode } from '../../protocol/server-messages.ts';
import { authorize } from '../identity/permissions.ts';
import type { Author } from './author.ts';
import { isEmojiOnly } from './emoji.ts';
import type { Place } from './place.ts';
import { inWords, type Refusal } from './refusal.ts';
import type { Said } from './recent.ts';
import { textsOf } from './saying.ts';

/** Whether it is kept in no special way. */
export function isOpen(mode: RoomMode): boolean {
  return Object.keys(mode).length === 0;
}

/** Those who keep the room speak in it as they like; everybody may take back what is theirs. */
export function refusedByMode(
  mode: RoomMode,
  act: Act,
  author: Author,
  place: Place,
  time: number,
): Refusal | undefined {
  if (act.type === 'remove') return undefined;
  const closed = closedByMode(mode, author, place, time);
  if (closed) return closed;
  const isBound = mode.emojiOnly && !authorize(author.participant, 'bypass-mode', place);
  if (isBound && !textsOf(act).every(isEmojiOnly))
    return { code: 'emoji-only', sentence: 'This room speaks in emoji alone just now. Leave out the words.' };
  return undefined;
}

/** Why they can write nothing at all there just now. */
export function closedByMode(
  { paused, readOnly, membersOnly }: RoomMode,
  { participant }: Pick<Author, 'participant'>,
  place: Place,
  time: number,
): Refusal | undefined {
  if (authorize(participant, 'bypass-mode', place)) return undefined;
  if (paused && (paused.until === undefined || paused.until > time)) return pausedRefusal(paused, time);
  if (readOnly) return { code: 'read-only', sentence: 'This room is for reading just now.' };
  if (membersOnly && participant.role === 'guest')
    return {
      code: 'members-only',
      sentence: 'Only members may write here just now. Sign in on this site first.',
    };
  return undefined;
}

function pausedRefusal({ message, until }: NonNullable<RoomMode['paused']>, time: number): Refusal {
  const sentence = message ?? 'The chat is paused.';
  if (until === undefined) return { code: 'paused', sentence };
  return {
    code: 'paused',
    sentence: `${sentence} It goes on in ${inWords(until - time)}.`,
    retryAfterMs: until - time,
  };
}

/** The wait between two messages of one person; a draft that comes again has waited already. */
export function refusedBySlowness(
  { slowSeconds = 0 }: RoomMode,
  act: Act,
  author: Author,
  place: Place,
  recent: readonly Said[],
  now: number,
): Refusal | undefined {
  const isLine = act.type === 'post' || act.type === 'poll' || act.type === 'notice';
  if (slowSeconds === 0 || !isLine) return undefined;
  if (authorize(author.participant, 'bypass-slow', place)) return undefined;
  return tooSoon(slowSeconds, act.draftId, recent, now);
}

export function tooSoon(
  slowSeconds: number,
  draft: string,
  recent: readonly Said[],
  now: number,
): Refusal | undefined {
  const last = recent.at(-1);
  if (!last || recent.some(({ draftId }) => draftId === draft)) return undefined;
  const waitMs = Math.ceil(last.at + slowSeconds * 1_000 - now);
  if (waitMs <= 0) return undefined;
  return {
    code: 'slow-mode',
    sentence: `Slow mode is on. Your next message can go in ${inWords(waitMs)}.`,
    retryAfterMs: waitMs,
  };
}
