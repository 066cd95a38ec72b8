// The part of the log that somebody reads while the log goes on without them: pages join it at either end,
// and what is far from the reader is let go. Pure: what happens in, the window out.
import type { Entry, Page } from '../../protocol/server-messages.ts';
import { emptyFold, findLine, foldOnto, forget, indexFrom, olderThan, reduce } from '../shared.ts';
import type { Timeline } from '../timeline/timeline.ts';

export interface Window {
  /** Its entries and what they amount to. It ends at its own `last`, which need not be the log's. */
  readonly timeline: Timeline;
  /** What changes its messages from further on than that, in order. */
  readonly late: readonly Amendment[];
  /** The newest seq of the log that is known. */
  readonly head: number;
}

type Amendment = Extract<Entry, { readonly ref: number }>;

/** Beyond that the oldest changes are forgotten, until the reader comes to them. */
const mostLate = 1_000;

export function windowOn(timeline: Timeline): Window {
  return { timeline, late: [], head: timeline.last };
}

/** On a page of what is newer than some seq. What was said of it since is known as far as that is held. */
export function windowAt(held: Timeline, page: Page): Window {
  const wanted = page.after! + 1;
  const first = page.entries[0]?.seq ?? wanted;
  // What is older than the first may be kept no longer.
  const more = wanted > 1 && first === wanted;
  const before: Timeline = { ...held, ...emptyFold, entries: [], last: first - 1, more };
  const timeline = reduce({ ...before, skippedAfter: undefined }, page);
  const isLate = (entry: Entry): entry is Amendment =>
    'ref' in entry && entry.seq > timeline.last && entry.ref <= timeline.last;
  return { timeline, late: held.entries.filter(isLate), head: Math.max(held.last, timeline.last) };
}

/** As the reader sees it. */
export function seenIn({ timeline, late }: Window): Timeline {
  return { ...timeline, lines: foldOnto(timeline, late).lines };
}

/** The log has gone on, as `held` has it; undefined where that does not follow what was known. */
export function afterNews(window: Window, held: Timeline): Window | undefined {
  const { timeline, late, head } = window;
  const first = olderThan(held);
  if (held.epoch !== timeline.epoch || first > head + 1 || held.last < head) return undefined;
  const news = held.entries.slice(head + 1 - first);
  if (news.length === 0) return window;
  if (timeline.last >= head)
    return { timeline: reduce(timeline, { type: 'entered', entries: news }), late, head: held.last };
  const changes = news.filter((entry): entry is Amendment => 'ref' in entry && entry.ref <= timeline.last);
  return {
    timeline: withoutRemoved(timeline, changes),
    late: [...late, ...changes].slice(-mostLate),
    head: held.last,
  };
}

/** What was taken back is gone for good, and not only as long as that is remembered. */
function withoutRemoved(timeline: Timeline, changes: readonly Amendment[]): Timeline {
  const removals = changes.filter(({ type }) => type === 'removal');
  if (removals.length === 0) return timeline;
  const { lines } = foldOnto(timeline, removals);
  return { ...timeline, lines, entries: forget(timeline.entries, removals) };
}

export function afterPage({ timeline: former, late, head }: Window, page: Page): Window {
  const timeline = reduce(former, page);
  return {
    timeline,
    late: late.filter(({ seq }) => seq > timeline.last),
    head: Math.max(head, timeline.last),
  };
}

/** Keeps so many entries, about as many before the seq in view as after it. */
export function keptAround(window: Window, seq: number, keep: number): Window {
  const { entries } = window.timeline;
  if (entries.length <= keep) return window;
  const before = seq - olderThan(window.timeline) - Math.floor(keep / 2);
  const first = Math.max(0, Math.min(before, entries.length - keep));
  const { timeline, ...rest } = cutAfter(window, entries.slice(0, first + keep));
  return { ...rest, timeline: reduce(timeline, { type: 'trimmed', keep }) };
}

/** Lets go what is newer than `kept`. What that has changed is as it was, and changed from further on. */
function cutAfter(window: Window, kept: readonly Entry[]): Window {
  const { timeline, late } = window;
  const gone = timeline.entries.slice(kept.length);
  const { seq: last } = kept.at(-1)!;
  if (gone.length === 0) return window;
  const changes = gone.filter((entry): entry is Amendment => 'ref' in entry && entry.ref <= last);
  const changed = new Set(changes.map(({ ref }) => ref));
  const anew = foldOnto(emptyFold, kept);
  const lines = timeline.lines
    .slice(0, indexFrom(timeline.lines, last + 1))
    .map((line) => (changed.has(line.seq) ? findLine(anew.lines, line.seq)! : line));
  return {
    ...window,
    timeline: { ...timeline, lines, early: anew.early, entries: kept, last },
    late: [...changes, ...late].slice(-mostLate),
  };
}
