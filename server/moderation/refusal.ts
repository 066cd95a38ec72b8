// Why a draft is not taken, as its author is told; and how a wait is put into words.
import { refusals, type RefusalCode } from '../../protocol/refusals.ts';
import type { Challenge, Refused } from '../../protocol/server-messages.ts';

export interface Refusal {
  readonly code: RefusalCode;
  readonly sentence: string;
  readonly retryAfterMs?: number;
  readonly challenge?: Challenge;
}

export function refused(draftId: string, { code, ...rest }: Refusal): Refused & Pick<Refusal, 'code'> {
  return { type: 'refused', draftId, code, kind: refusals[code], ...rest };
}

const units = [
  { name: 'day', ms: 86_400_000 },
  { name: 'hour', ms: 3_600_000 },
  { name: 'minute', ms: 60_000 },
] as const;

/** Never too short: “a second”, “40 seconds”, “3 hours”. */
export function inWords(ms: number): string {
  const { name, ms: unit } = units.find((one) => ms >= 2 * one.ms) ?? { name: 'second', ms: 1_000 };
  const count = Math.ceil(ms / unit);
  return count === 1 ? `a ${name}` : `${count} ${name}s`;
}
