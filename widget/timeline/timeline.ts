// What is known of a room's log: its entries as they came, without a hole, and what they amount to.
// Pure: frames in, timeline out.
import { tailDrafts } from '../../protocol/limits.ts';
import type { Entry, Page, Reset, Welcome } from '../../protocol/server-messages.ts';
import { forget } from './forget.ts';
import { emptyFold, foldBefore, foldFrom, foldOnto, type Fold } from './fold.ts';

export interface Timeline extends Fold {
  /** Undefined until the first welcome. */
  readonly epoch: string | undefined;
  /** The newest seq that was seen, 0 for none. */
  readonly last: number;
  /** Without a hole, in order of seq, ending at `last`. */
  readonly entries: readonly Entry[];
  /** Whether the log holds entries older than these. */
  readonly more: boolean;
  /** After this seq the server left out what was too much to bring back. */
  readonly skippedAfter: number | undefined;
}

export type TimelineEvent =
  | Welcome
  | { readonly type: 'entered'; readonly entries: readonly Entry[] }
  | Page
  /** Lets the oldest entries go, down to `keep`. */
  | { readonly type: 'trimmed'; readonly keep: number };

export const emptyTimeline: Timeline = {
  ...emptyFold,
  epoch: undefined,
  last: 0,
  entries: [],
  more: false,
  skippedAfter: undefined,
};

/** What to ask history for, to go on from the oldest known entry. */
export function olderThan({ entries, last }: Timeline): number {
  return entries[0]?.seq ?? last + 1;
}

/** How many entries lie between what was seen before and what is held now. */
export function skippedIn(timeline: Timeline): number {
  const { skippedAfter } = timeline;
  return skippedAfter === undefined ? 0 : Math.max(0, olderThan(timeline) - 1 - skippedAfter);
}

/** The draft ids of the newest entries, up to `last`. */
export function tailOf({ entries }: Timeline): readonly string[] {
  const ids: readonly unknown[] = entries.slice(-tailDrafts).map(({ draftId }) => draftId);
  // A newer server may have entries that nobody drafted.
  const missing = ids.findLastIndex((id) => typeof id !== 'string');
  return ids.slice(missing + 1) as readonly string[];
}

export function reduce(timeline: Timeline, event: TimelineEvent): Timeline {
  switch (event.type) {
    case 'welcome':
      return event.resumed
        ? append({ ...timeline, epoch: event.epoch }, event.entries)
        : append(startedFrom(timeline, event), event.entries);
    case 'entered':
      return append(timeline, event.entries);
    case 'page':
      return event.after === undefined ? prepend(timeline, event) : append(timeline, event.entries);
    case 'trimmed':
      return trim(timeline, event.keep);
  }
}

/**
 * What is known already is dropped: a resume may bring what also came as a frame. Nothing is put past
 * a hole.
 */
function append(timeline: Timeline, further: readonly Entry[]): Timeline {
  const news: Entry[] = [];
  let { last } = timeline;
  for (const entry of further) {
    if (entry.seq !== last + 1) continue;
    news.push(entry);
    last = entry.seq;
  }
  if (news.length === 0) return timeline;
  const { lines, early } = foldOnto(timeline, news);
  const entries = forget([...timeline.entries, ...news], news);
  return { ...timeline, lines, early: forget(early, news), last, entries };
}

/** The server starts us anew: what we knew is gone. */
function startedFrom(timeline: Timeline, { epoch, head, entries, more, why }: Reset): Timeline {
  const last = entries.length > 0 ? entries[0]!.seq - 1 : head;
  const skippedAfter = why === 'too-far' && last > timeline.last ? timeline.last : undefined;
  return { ...emptyTimeline, epoch, last, more, skippedAfter };
}

/** A page counts only where it joins: the rows may have been replaced since it was asked for. */
function prepend(timeline: Timeline, { before, entries, more }: Page): Timeline {
  const oldest = olderThan(timeline);
  if (before !== oldest || (entries.at(-1)?.seq ?? oldest - 1) !== oldest - 1) return timeline;
  const folded = foldBefore(timeline, entries);
  const next = { ...timeline, ...folded, entries: [...entries, ...timeline.entries], more };
  return skippedIn(next) > 0 ? next : { ...next, skippedAfter: undefined };
}

/** What is let go was seen, and so is not counted as skipped. */
function trim(timeline: Timeline, keep: number): Timeline {
  if (timeline.entries.length <= keep) return timeline;
  const entries = timeline.entries.slice(timeline.entries.length - keep);
  return { ...timeline, ...foldFrom(timeline, entries), entries, more: true, skippedAfter: undefined };
}
