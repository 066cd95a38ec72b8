// What is known of a room's log, and the drafts that are not in it yet. Pure: frames in, timeline out.
import type {
  Accepted,
  Entry,
  MessageEntry,
  Page,
  Refused,
  Reset,
  Welcome,
} from '../../protocol/server-messages.ts';

interface Written {
  readonly draftId: string;
  readonly text: string;
  /** Unix time in milliseconds. */
  readonly at: number;
}

/** A message of ours that is not among the entries yet. */
export type Draft =
  /** `sentence` says what it waits for, if the server asked for patience. */
  | (Written & { readonly kind: 'waiting'; readonly sentence?: string })
  /** On disk as `seq`; its echo is on the way. */
  | (Written & { readonly kind: 'accepted'; readonly seq: number })
  | (Written & { readonly kind: 'refused'; readonly final: boolean; readonly sentence: string });

export interface Timeline {
  /** Undefined until the first welcome. */
  readonly epoch: string | undefined;
  /** The newest seq that was seen, 0 for none. */
  readonly last: number;
  /** Without a hole, in order of seq, ending at `last`. */
  readonly entries: readonly Entry[];
  /** In the order they were written. */
  readonly drafts: readonly Draft[];
  /** Whether the log holds entries older than these. */
  readonly more: boolean;
}

export type TimelineEvent =
  | Welcome
  | { readonly type: 'entered'; readonly entry: Entry }
  | Accepted
  | Refused
  | Page
  | { readonly type: 'drafted'; readonly draftId: string; readonly text: string; readonly at: number }
  | { readonly type: 'retried'; readonly draftId: string }
  /** The server will take it a little later. */
  | { readonly type: 'delayed'; readonly draftId: string; readonly sentence: string }
  | { readonly type: 'discarded'; readonly draftId: string }
  /** Lets the oldest entries go, down to `keep`. */
  | { readonly type: 'trimmed'; readonly keep: number };

export const emptyTimeline: Timeline = { epoch: undefined, last: 0, entries: [], drafts: [], more: false };

/** A newer server may have kinds of entries that are not for us to show. */
export function messagesOf(entries: readonly Entry[]): readonly MessageEntry[] {
  return entries.filter((entry) => entry.type === 'message');
}

/** Whether entries are missing between what is known and this one. */
export function isGap({ last }: Timeline, entry: Entry): boolean {
  return entry.seq > last + 1;
}

/** What to ask history for, to go on from the oldest known entry. */
export function olderThan({ entries, last }: Timeline): number {
  return entries[0]?.seq ?? last + 1;
}

/** `me` is our participant's id: an echo with our draft's id turns the draft into a message. */
export function reduce(timeline: Timeline, event: TimelineEvent, me: string | undefined): Timeline {
  switch (event.type) {
    case 'welcome':
      return event.resumed
        ? append({ ...timeline, epoch: event.epoch }, event.entries, me)
        : append(startedFrom(timeline, event), event.entries, me);
    case 'entered':
      return append(timeline, [event.entry], me);
    case 'page':
      return prepend(timeline, event, me);
    case 'accepted':
      // Usually the echo follows; where we hold the entry already, it never will.
      return event.seq <= timeline.last
        ? without(timeline, event.draftId)
        : withDraft(timeline, event.draftId, (written) => ({ ...written, kind: 'accepted', seq: event.seq }));
    case 'refused': {
      const { draftId, kind, sentence } = event;
      const final = kind === 'final';
      return withDraft(timeline, draftId, (written) => ({ ...written, kind: 'refused', final, sentence }));
    }
    case 'drafted': {
      const { draftId, text, at } = event;
      return { ...timeline, drafts: [...timeline.drafts, { kind: 'waiting', draftId, text, at }] };
    }
    case 'retried':
      return withDraft(timeline, event.draftId, (written) => ({ ...written, kind: 'waiting' }));
    case 'delayed': {
      const { draftId, sentence } = event;
      return withDraft(timeline, draftId, (written) => ({ ...written, kind: 'waiting', sentence }));
    }
    case 'discarded':
      return without(timeline, event.draftId);
    case 'trimmed':
      return timeline.entries.length > event.keep
        ? { ...timeline, entries: timeline.entries.slice(-event.keep), more: true }
        : timeline;
  }
}

/** What is known already is dropped: a resume may bring what also came as a frame. */
function append(timeline: Timeline, entries: readonly Entry[], me: string | undefined): Timeline {
  const news = entries.filter(({ seq }) => seq > timeline.last);
  const last = news.at(-1)?.seq ?? timeline.last;
  const echoed = echoesIn(entries, me);
  const isDone = (draft: Draft) =>
    echoed.has(draft.draftId) || (draft.kind === 'accepted' && draft.seq <= last);
  return {
    ...timeline,
    last,
    entries: [...timeline.entries, ...news],
    drafts: timeline.drafts.filter((draft) => !isDone(draft)),
  };
}

/** The server starts us anew: what we knew is gone, our drafts are not. */
function startedFrom(timeline: Timeline, { epoch, head, entries, more, why }: Reset): Timeline {
  // What another log, or a longer one, had accepted is not in this one.
  const isLost = why === 'epoch' || why === 'ahead';
  const drafts = isLost ? timeline.drafts.map(unsent) : timeline.drafts;
  return { epoch, entries: [], last: entries.length > 0 ? 0 : head, more, drafts };
}

function unsent(draft: Draft): Draft {
  const { draftId, text, at } = draft;
  return draft.kind === 'accepted' ? { kind: 'waiting', draftId, text, at } : draft;
}

/** A page counts only where it joins: the rows may have been replaced since it was asked for. */
function prepend(timeline: Timeline, { before, entries, more }: Page, me: string | undefined): Timeline {
  if (before !== olderThan(timeline)) return timeline;
  const echoed = echoesIn(entries, me);
  const drafts = timeline.drafts.filter(({ draftId }) => !echoed.has(draftId));
  return { ...timeline, drafts, entries: [...entries, ...timeline.entries], more };
}

/** The drafts of ours that are messages here. */
function echoesIn(entries: readonly Entry[], me: string | undefined): ReadonlySet<string> {
  const own = messagesOf(entries).filter(({ from }) => from.id === me);
  return new Set(own.map(({ draftId }) => draftId));
}

function without(timeline: Timeline, draftId: string): Timeline {
  return { ...timeline, drafts: timeline.drafts.filter((draft) => draft.draftId !== draftId) };
}

function withDraft(timeline: Timeline, draftId: string, change: (written: Written) => Draft): Timeline {
  return {
    ...timeline,
    drafts: timeline.drafts.map((draft) => {
      if (draft.draftId !== draftId) return draft;
      const { text, at } = draft;
      return change({ draftId, text, at });
    }),
  };
}
