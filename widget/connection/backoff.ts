// How long to wait before the next try: full jitter, so that a crowd does not come back as one.
import { backoffBaseMs, backoffCapMs } from '../../protocol/timing.ts';

/** A random part of a span that doubles with each failed attempt; `random` is in [0, 1). */
export function backoffMs(attempt: number, random: number): number {
  return random * Math.min(backoffCapMs, backoffBaseMs * 2 ** attempt);
}
