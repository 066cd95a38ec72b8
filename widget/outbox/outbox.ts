// What we did and is not in the log yet: drafts of every kind, in the order they were made, one of
// them under way. Pure: events in, outbox out.
import type { Act } from '../../protocol/client-messages.ts';
import type { Accepted, Entry, Refused, ResetReason } from '../../protocol/server-messages.ts';

/** What is done, without the draft id that it is sent under. */
export type Deed = Act extends infer One ? (One extends Act ? Omit<One, 'draftId'> : never) : never;

/** A deed with the id that it keeps for ever: however often it is sent, it is one entry. */
export interface Written {
  readonly draftId: string;
  readonly deed: Deed;
  /** Unix time in milliseconds. */
  readonly at: number;
  /** The participant it may have been sent as; undefined until it may have been sent at all. */
  readonly author: string | undefined;
}

export type Draft =
  /** `sentence` says what it waits for, if the server asked for patience. */
  | (Written & { readonly kind: 'waiting'; readonly sentence?: string })
  /** On disk as `seq`; its echo is on the way. */
  | (Written & { readonly kind: 'accepted'; readonly seq: number })
  /** A moderator has to let it in. */
  | (Written & { readonly kind: 'held'; readonly sentence: string })
  /** `until`: before then it is no use to send it again, in Unix milliseconds. */
  | (Written & {
      readonly kind: 'refused';
      readonly final: boolean;
      readonly sentence: string;
      readonly until?: number;
    })
  /** We are somebody else now. It may be in the log already, so only the person can send it once more. */
  | (Written & { readonly kind: 'estranged' });

export interface Outbox {
  readonly drafts: readonly Draft[];
  /** The draft that waits for its answer: one at a time keeps their order. */
  readonly inFlight: string | undefined;
}

export type OutboxEvent =
  | { readonly type: 'drafted'; readonly draft: Written }
  /** An earlier page left these. */
  | { readonly type: 'restored'; readonly drafts: readonly Draft[] }
  | { readonly type: 'sent'; readonly draftId: string }
  | Accepted
  | (Refused & { readonly until?: number })
  /** The server will take it a little later: it stays under way, and lets nothing overtake it. */
  | { readonly type: 'delayed'; readonly draftId: string; readonly sentence?: string }
  | { readonly type: 'due'; readonly draftId: string }
  | { readonly type: 'unlinked' }
  /** `why` if the log did not go on from where we were; `head` is its newest seq. */
  | {
      readonly type: 'welcomed';
      readonly why: ResetReason | undefined;
      readonly head: number;
      readonly entries: readonly Entry[];
    }
  | { readonly type: 'entered'; readonly entries: readonly Entry[] }
  | { readonly type: 'retried'; readonly draftId: string }
  | { readonly type: 'discarded'; readonly draftId: string };

/** What an event is judged by. */
export interface Present {
  /** Our participant's id, as of the latest welcome. */
  readonly me: string | undefined;
  /** The newest seq that is held. */
  readonly last: number;
}

export const emptyOutbox: Outbox = { drafts: [], inFlight: undefined };

/** Most drafts that may wait for the log or for the person: what a tab's storage holds with ease. */
export const mostDrafts = 20;

/** What still waits for the log or for the person, and so is worth keeping. */
export function unsettled(drafts: readonly Draft[]): readonly Draft[] {
  return drafts.filter(({ kind }) => kind !== 'accepted');
}

/** What a moderator turned down while we were away is held for ever: that must not keep anybody from writing. */
export function isFull(drafts: readonly Draft[]): boolean {
  return drafts.filter(({ kind }) => kind !== 'accepted' && kind !== 'held').length >= mostDrafts;
}

/** What may go now, if anything. */
export function nextDraft({ drafts, inFlight }: Outbox): Draft | undefined {
  return inFlight === undefined ? drafts.find(({ kind }) => kind === 'waiting') : undefined;
}

export function reduceOutbox(outbox: Outbox, event: OutboxEvent, present: Present): Outbox {
  switch (event.type) {
    case 'drafted':
      return { ...outbox, drafts: [...outbox.drafts, { ...event.draft, kind: 'waiting' }] };
    case 'restored': {
      const known = new Set(outbox.drafts.map(({ draftId }) => draftId));
      const others = event.drafts.filter(({ draftId }) => !known.has(draftId));
      return others.length > 0 ? { ...outbox, drafts: [...others, ...outbox.drafts] } : outbox;
    }
    case 'sent':
      return { ...outbox, inFlight: event.draftId };
    case 'accepted':
      // Usually the echo follows; where we hold the entry already, it never will.
      return landed(
        event.seq <= present.last
          ? without(outbox, event.draftId)
          : withDraft(outbox, event.draftId, (written) => ({ ...written, kind: 'accepted', seq: event.seq })),
        event.draftId,
      );
    case 'refused': {
      const { draftId, code, kind, sentence, until } = event;
      const outcome =
        code === 'held'
          ? ({ kind: 'held', sentence } as const)
          : ({
              kind: 'refused',
              final: kind === 'final',
              sentence,
              ...(until !== undefined && { until }),
            } as const);
      return landed(
        withDraft(outbox, draftId, (written) => ({ ...written, ...outcome })),
        draftId,
      );
    }
    case 'delayed': {
      const { draftId, sentence } = event;
      return withDraft(outbox, draftId, (written) => ({
        ...written,
        kind: 'waiting',
        ...(sentence !== undefined && { sentence }),
      }));
    }
    case 'due':
      return landed(outbox, event.draftId);
    case 'unlinked':
      return outbox.inFlight === undefined ? outbox : { ...outbox, inFlight: undefined };
    case 'welcomed': {
      const { why, head, entries } = event;
      const isGone = isLost(why);
      // Its entry has not come, and may have gone with a log that was put back: asked once more, the server knows.
      const drafts = outbox.drafts.map((draft) =>
        isAccepted(draft) && (isGone || draft.seq > head || draft.author === present.me)
          ? unsent(draft)
          : draft,
      );
      // What is in the log is looked for first: that was ours, whoever we are now.
      const left = settled({ ...outbox, drafts }, entries, present);
      return { ...left, drafts: left.drafts.map((draft) => claimed(draft, present.me)) };
    }
    case 'entered':
      return settled(outbox, event.entries, present);
    case 'retried':
      return withDraft(outbox, event.draftId, (written) => ({
        ...written,
        author: present.me,
        kind: 'waiting',
      }));
    case 'discarded':
      return without(outbox, event.draftId);
  }
}

/** The next one may go. A late answer, of a link that is gone, changes nothing. */
function landed(outbox: Outbox, draftId: string): Outbox {
  return outbox.inFlight === draftId ? { ...outbox, inFlight: undefined } : outbox;
}

/** What is in the log is no draft any more. Draft ids are unique for their author only. */
function settled(outbox: Outbox, entries: readonly Entry[], { me, last }: Present): Outbox {
  const echoed = new Set<string>();
  for (const { from, draftId } of entries as readonly Partial<Entry>[])
    if (draftId !== undefined && from?.id === me) echoed.add(draftId);
  const drafts = outbox.drafts.filter(
    (draft) => !echoed.has(draft.draftId) && !(isAccepted(draft) && draft.seq <= last),
  );
  return drafts.length < outbox.drafts.length ? { ...outbox, drafts } : outbox;
}

/** What another log had accepted, or a longer one, is not in this one. */
function isLost(why: ResetReason | undefined): boolean {
  return why !== undefined && why !== 'fresh' && why !== 'too-far';
}

function isAccepted(draft: Draft): draft is Extract<Draft, { kind: 'accepted' }> {
  return draft.kind === 'accepted';
}

function unsent({ draftId, deed, at, author }: Draft): Draft {
  return { draftId, deed, at, author, kind: 'waiting' };
}

/** What was never sent is sent as `me`; what may have been sent as somebody else is the person's matter. */
function claimed(draft: Draft, me: string | undefined): Draft {
  const { kind, draftId, deed, at, author } = draft;
  if (kind !== 'waiting' || author === me) return draft;
  return author === undefined ? { ...draft, author: me } : { draftId, deed, at, author, kind: 'estranged' };
}

function without(outbox: Outbox, draftId: string): Outbox {
  return { ...outbox, drafts: outbox.drafts.filter((draft) => draft.draftId !== draftId) };
}

function withDraft(outbox: Outbox, draftId: string, change: (written: Written) => Draft): Outbox {
  return {
    ...outbox,
    drafts: outbox.drafts.map((draft) => {
      if (draft.draftId !== draftId) return draft;
      const { deed, at, author } = draft;
      return change({ draftId, deed, at, author });
    }),
  };
}
