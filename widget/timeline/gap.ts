// What to do about entries that are missing on a live link: what came past the hole waits here until
// pages have filled it. Pure: says what may be put into the timeline now, and what to do.
import type { Entry, Page } from '../../protocol/server-messages.ts';

export type Gap =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'open';
      /** The newest seq that is known to exist. */
      readonly upTo: number;
      /** What came past the hole, in order. */
      readonly held: readonly Entry[];
      /** The latest page brought nothing: another such, and the link is begun anew. */
      readonly hasFailed: boolean;
    };

export interface GapStep {
  readonly gap: Gap;
  /** These follow `last` without a hole. */
  readonly apply: readonly Entry[];
  /** `ask`: for what comes after the last entry then. */
  readonly then: 'go-on' | 'ask' | 'rejoin';
}

export const noGap: Gap = { kind: 'none' };

/** Most entries that wait for a hole to be filled. */
const mostHeld = 500;

const rejoin: GapStep = { gap: noGap, apply: [], then: 'rejoin' };

/** Entries came, in order; `last` is the newest seq that is held. */
export function afterEntries(gap: Gap, entries: readonly Entry[], last: number): GapStep {
  const held = gap.kind === 'open' ? gap.held : [];
  return settle(gap, [...held, ...entries].sort(bySeq), last);
}

/** The server has told us everything up to `head`, it says. */
export function afterHead(gap: Gap, head: number, last: number): GapStep {
  if (gap.kind === 'open')
    return { gap: { ...gap, upTo: Math.max(gap.upTo, head) }, apply: [], then: 'go-on' };
  if (head <= last) return { gap, apply: [], then: 'go-on' };
  return { gap: { kind: 'open', upTo: head, held: [], hasFailed: false }, apply: [], then: 'ask' };
}

/** The answer to what was asked. */
export function afterPage(gap: Gap, { entries, more }: Page, last: number): GapStep {
  if (gap.kind === 'none') return { gap, apply: [], then: 'go-on' };
  const step = settle(gap, [...entries, ...gap.held].sort(bySeq), last);
  if (step.gap.kind === 'none' || step.then === 'rejoin') return step;
  const hasFailed = step.apply.length === 0 || !more;
  if (hasFailed && step.gap.hasFailed) return rejoin;
  return { ...step, gap: { ...step.gap, hasFailed }, then: 'ask' };
}

/** Takes what joins; the rest waits. */
function settle(gap: Gap, entries: readonly Entry[], last: number): GapStep {
  const apply: Entry[] = [];
  let end = last;
  for (const entry of entries) {
    if (entry.seq !== end + 1) continue;
    apply.push(entry);
    end = entry.seq;
  }
  const held = entries.filter(({ seq }, index) => seq > end && seq !== entries[index - 1]?.seq);
  const upTo = Math.max(gap.kind === 'open' ? gap.upTo : 0, held.at(-1)?.seq ?? 0);
  if (upTo <= end) return { gap: noGap, apply, then: 'go-on' };
  if (held.length > mostHeld) return rejoin;
  if (gap.kind === 'none') return { gap: { kind: 'open', upTo, held, hasFailed: false }, apply, then: 'ask' };
  return { gap: { ...gap, upTo, held }, apply, then: 'go-on' };
}

function bySeq(left: Entry, right: Entry): number {
  return left.seq - right.seq;
}
