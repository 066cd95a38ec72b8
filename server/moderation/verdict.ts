// What becomes of an act, decided before anyone else sees it: its own limits, the rates, then the role.
import type { Act } from '../../protocol/client-messages.ts';
import { countCharacters, textCharacters } from '../../protocol/limits.ts';
import type { RefusalCode } from '../../protocol/refusals.ts';
import type { Participant } from '../../protocol/server-messages.ts';
import { isBlank } from '../identity/names.ts';
import { authorize } from '../identity/permissions.ts';
import { asks } from '../identity/verbs.ts';
import type { Place } from './place.ts';
import type { TokenBuckets } from './token-buckets.ts';

export interface Author {
  readonly participant: Participant;
  /** Where it comes from, for rates that a new guest cannot shake off. */
  readonly addressKey: string;
}

export interface Refusal {
  readonly code: RefusalCode;
  readonly sentence: string;
  readonly retryAfterMs?: number;
}

export type Verdict =
  | { readonly verdict: 'publish'; readonly act: Act }
  | { readonly verdict: 'refuse'; readonly refusal: Refusal };

export interface Rates {
  readonly byParticipant: TokenBuckets;
  readonly byAddress: TokenBuckets;
}

/** One emoji as people see it, however many code points it is made of. */
const emoji = /^\p{RGI_Emoji}$/v;

export function judge(act: Act, author: Author, place: Place, rates: Rates): Verdict {
  const refusal =
    ('text' in act ? unfitText(act.text) : undefined) ??
    (act.type === 'react' ? unfitEmoji(act.emoji) : undefined) ??
    tooFast(author, rates) ??
    unauthorized(act, author, place);
  if (refusal) return { verdict: 'refuse', refusal };
  return {
    verdict: 'publish',
    act: 'text' in act && !act.text.isWellFormed() ? { ...act, text: act.text.toWellFormed() } : act,
  };
}

function unfitText(text: string): Refusal | undefined {
  if (isBlank(text))
    return { code: 'text-empty', sentence: 'There is nothing to send yet. Write something first.' };
  // Code points are never more than units, so that most texts need no count.
  const characters = text.length > textCharacters ? countCharacters(text) : text.length;
  if (characters <= textCharacters) return undefined;
  return {
    code: 'text-too-long',
    sentence: `This message has ${characters} characters; ${textCharacters} fit. Shorten it by ${characters - textCharacters} and send it again.`,
  };
}

function unfitEmoji(text: string): Refusal | undefined {
  if (emoji.test(text)) return undefined;
  return { code: 'emoji-unknown', sentence: 'That is not one emoji that this chat knows. Choose another.' };
}

function unauthorized(act: Act, { participant }: Author, place: Place): Refusal | undefined {
  const isReply = act.type === 'post' && act.replyTo !== undefined;
  if (authorize(participant, asks[act.type], place) && (!isReply || authorize(participant, 'reply', place)))
    return undefined;
  return forbidden;
}

export const forbidden: Refusal = {
  code: 'not-allowed',
  sentence: 'Only those who keep this room may do that. Ask one of them.',
};

function tooFast({ participant, addressKey }: Author, rates: Rates): Refusal | undefined {
  const waitMs = rates.byParticipant.take(participant.id) || rates.byAddress.take(addressKey);
  if (waitMs === 0) return undefined;
  const seconds = Math.ceil(waitMs / 1_000);
  return {
    code: 'rate-limited',
    sentence: `That was quick. The next message can go in ${seconds === 1 ? 'a second' : `${seconds} seconds`}.`,
    retryAfterMs: waitMs,
  };
}
