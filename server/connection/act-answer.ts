// What the author of an act is told about it.
import type { Accepted } from '../../protocol/server-messages.ts';
import { outcomeRefusals } from '../moderation/outcome-refusals.ts';
import { refused } from '../moderation/refusal.ts';
import type { CommitOutcome } from '../room/committer.ts';

export function actAnswer(
  draftId: string,
  outcome: CommitOutcome | 'busy',
  seq = 0,
): Accepted | ReturnType<typeof refused> {
  if (outcome === 'committed' || outcome === 'twin') return { type: 'accepted', draftId, seq };
  return refused(draftId, outcomeRefusals[outcome]);
}
