// What the author of a draft is told about it.
import { refusals } from '../../protocol/refusals.ts';
import type { Accepted, Refused } from '../../protocol/server-messages.ts';
import type { Refusal } from '../moderation/verdict.ts';
import type { CommitOutcome } from '../room/committer.ts';

const sentences = {
  conflict: {
    code: 'draft-conflict',
    sentence: 'Another message was sent under this draft’s id. Send it as a new one.',
  },
  unavailable: {
    code: 'unavailable',
    sentence: 'The chat cannot store messages right now. This one is tried again in a while.',
    retryAfterMs: 5_000,
  },
  busy: {
    code: 'busy',
    sentence: 'The chat is very busy. This one is tried again in a moment.',
    retryAfterMs: 1_000,
  },
} as const satisfies Record<string, Refusal>;

export function refused(draftId: string, refusal: Refusal): Refused {
  return { type: 'refused', draftId, kind: refusals[refusal.code], ...refusal };
}

export function postAnswer(draftId: string, outcome: CommitOutcome | 'busy', seq = 0): Accepted | Refused {
  if (outcome === 'committed' || outcome === 'twin') return { type: 'accepted', draftId, seq };
  return refused(draftId, sentences[outcome]);
}
