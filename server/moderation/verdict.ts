// What becomes of a draft, decided before anyone else sees it: limits first, then the rates.
import { countCharacters, textCharacters } from '../../protocol/limits.ts';
import type { RefusalCode } from '../../protocol/refusals.ts';
import { isBlank } from '../identity/names.ts';
import type { TokenBuckets } from './token-buckets.ts';

export interface Draft {
  readonly participantId: string;
  /** Where it comes from, for rates that a new guest cannot shake off. */
  readonly addressKey: string;
  readonly text: string;
}

export interface Refusal {
  readonly code: RefusalCode;
  readonly sentence: string;
  readonly retryAfterMs?: number;
}

export type Verdict =
  | { readonly verdict: 'publish'; readonly text: string }
  | { readonly verdict: 'refuse'; readonly refusal: Refusal };

export interface Rates {
  readonly byParticipant: TokenBuckets;
  readonly byAddress: TokenBuckets;
}

export function judge(draft: Draft, rates: Rates): Verdict {
  if (isBlank(draft.text))
    return refuse('text-empty', 'There is nothing to send yet. Write something first.');
  const characters = countCharacters(draft.text);
  if (characters > textCharacters)
    return refuse(
      'text-too-long',
      `This message has ${characters} characters; ${textCharacters} fit. Shorten it by ${characters - textCharacters} and send it again.`,
    );
  const waitMs = rates.byParticipant.take(draft.participantId) || rates.byAddress.take(draft.addressKey);
  if (waitMs > 0) return refuse('rate-limited', tooFast(waitMs), waitMs);
  return { verdict: 'publish', text: draft.text.toWellFormed() };
}

function refuse(code: RefusalCode, sentence: string, retryAfterMs?: number): Verdict {
  const refusal = retryAfterMs === undefined ? { code, sentence } : { code, sentence, retryAfterMs };
  return { verdict: 'refuse', refusal };
}

function tooFast(waitMs: number): string {
  const seconds = Math.ceil(waitMs / 1_000);
  return `That was quick. The next message can go in ${seconds === 1 ? 'a second' : `${seconds} seconds`}.`;
}
