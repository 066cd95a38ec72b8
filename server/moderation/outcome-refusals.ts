// Why a draft did not become an entry, as its author is told: at once, or when a moderator let it in.
import type { CommitOutcome } from '../room/committer.ts';
import type { Refusal } from './refusal.ts';

type Unentered = Exclude<CommitOutcome, 'committed' | 'twin'> | 'busy';

export const outcomeRefusals = {
  conflict: {
    code: 'draft-conflict',
    sentence: 'Another message was sent under this draft’s id. Send it as a new one.',
  },
  missing: {
    code: 'not-found',
    sentence: 'That message is not here any more, so nothing can be done with it.',
  },
  foreign: {
    code: 'not-allowed',
    sentence: 'That message is somebody else’s. Only its author may do that.',
  },
  ended: {
    code: 'poll-ended',
    sentence: 'That poll is over: it takes no more votes.',
  },
  fixed: {
    code: 'not-allowed',
    sentence: 'A poll stays as it was asked. Take it back, and ask anew.',
  },
  withdrawn: {
    code: 'not-allowed',
    sentence: 'Those who keep this room have just taken that right from you.',
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
} as const satisfies Record<Unentered, Refusal>;
