// What the shield of a room, while it is up, asks of an act of one guest.
import type { Act } from '../../../protocol/client-messages.ts';
import type { Challenge } from '../../../protocol/server-messages.ts';
import type { Said } from '../recent.ts';
import { inWords, type Refusal } from '../refusal.ts';
import { tooSoon } from '../room-mode.ts';

/** How it stands over one guest. */
export interface Shielding {
  readonly slowSeconds: number;
  /** Came a moment ago: a moderator looks at their words first. */
  readonly isNewcomer: boolean;
  /** What has to be done before anything else, where that is still to be done. */
  readonly proof: { readonly waitMs: number; readonly ask: () => Challenge } | undefined;
}

/** Everybody may take back what is theirs. */
export function refusedByShield(
  { slowSeconds, proof }: Shielding,
  act: Act,
  recent: readonly Said[],
  now: number,
): Refusal | undefined {
  if (act.type === 'remove') return undefined;
  return proof ? proofNeeded(proof) : tooSoon(slowSeconds, act.draftId, recent, now);
}

/** Who cannot do the work, as a client of plain text, can wait. */
function proofNeeded({ waitMs, ask }: NonNullable<Shielding['proof']>): Refusal {
  return {
    code: 'proof-needed',
    sentence: `Very many people are coming in just now, and this chat cannot yet tell that you are one. You can write in ${inWords(waitMs)}.`,
    retryAfterMs: waitMs,
    challenge: ask(),
  };
}
