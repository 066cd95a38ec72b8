// What the list shows: the timeline and the drafts as rows, grouped by author, with a divider for each
// day. The same lines give the same row objects, so that the list leaves alone what did not change.
import type { Participant } from '../../protocol/server-messages.ts';
import type { Draft } from '../outbox/outbox.ts';
import { findLine, type Line } from '../timeline/fold.ts';
import { skippedIn, type Timeline } from '../timeline/timeline.ts';

export interface DayRow {
  readonly kind: 'day';
  readonly key: string;
  /** Unix time in milliseconds of the day's first message. */
  readonly at: number;
}

/** So many entries were left out before the next row. */
export interface SkippedRow {
  readonly kind: 'skipped';
  readonly key: string;
  readonly count: number;
}

export interface NoticeRow {
  readonly kind: 'notice';
  readonly key: string;
  readonly at: number;
  readonly text: string;
}

interface SpokenRow {
  /** The same for a draft and for the message it becomes. */
  readonly key: string;
  readonly at: number;
  readonly from: Participant;
  readonly own: boolean;
  /** Begins a run of messages by one author: shows who and when. */
  readonly starts: boolean;
  /** The next message belongs to the same run. */
  readonly continues: boolean;
}

export interface MessageRow extends SpokenRow {
  readonly kind: 'message';
  readonly seq: number;
  readonly text: string;
  readonly edited: boolean;
  readonly pinned: boolean;
  readonly reactions: readonly ReactionChip[];
  readonly reply: Reply | undefined;
}

/** A message that was taken back. */
export interface RemovedRow extends SpokenRow {
  readonly kind: 'removed';
}

export interface DraftRow extends SpokenRow {
  readonly kind: 'draft';
  /** Empty for a deed without words. */
  readonly text: string;
  readonly reply: Reply | undefined;
  readonly draft: Draft;
}

export interface ReactionChip {
  readonly emoji: string;
  readonly names: readonly string[];
  /** Ours is among them. */
  readonly own: boolean;
}

/** What a message answers, as far as it is known. */
export type Reply =
  | { readonly kind: 'message'; readonly name: string; readonly text: string }
  | { readonly kind: 'removed' }
  /** Older than what is held. */
  | { readonly kind: 'unknown' };

export type Row = DayRow | SkippedRow | NoticeRow | MessageRow | RemovedRow | DraftRow;

/** What there is to make rows of. */
export interface Shown {
  readonly timeline: Timeline;
  readonly drafts: readonly Draft[];
  readonly me: Participant | undefined;
  /** Names the day of a time in the reader's zone; the same name is the same day. */
  readonly dayOf: (at: number) => string;
}

/** A pause longer than this begins a new run. */
const runMs = 5 * 60_000;

const nobody: Participant = { id: '', name: '', role: 'guest' };

type Source = Line | Draft;

/** A row, and all that it was made of. */
interface Made {
  readonly row: NoticeRow | MessageRow | RemovedRow | DraftRow;
  readonly of: readonly unknown[];
}

/** Remembers its rows for as long as their lines live. */
export function createRows(): (shown: Shown) => readonly Row[] {
  const made = new WeakMap<Source, Made>();
  const days = new WeakMap<Source, string>();
  let daysBy: Shown['dayOf'] | undefined;

  function dayOf(source: Source, by: Shown['dayOf']): string {
    let day = daysBy === by ? days.get(source) : undefined;
    if (day === undefined) days.set(source, (day = by(source.at)));
    return day;
  }

  function rowOf(source: Source, { timeline, me }: Shown, starts: boolean, continues: boolean) {
    const answered = answeredBy(source, timeline.lines);
    const of = [starts, continues, answered, isDraft(source) ? me : me?.id];
    const former = made.get(source);
    if (former?.of.every((one, index) => one === of[index])) return former.row;
    const row = makeRow(source, me, { starts, continues }, answered);
    made.set(source, { row, of });
    return row;
  }

  return (shown) => {
    const sources: Source[] = [...shown.timeline.lines, ...shown.drafts.filter(isShown)];
    const sourceDays = sources.map((source) => dayOf(source, shown.dayOf));
    daysBy = shown.dayOf;
    const isRun = (index: number) =>
      sourceDays[index] === sourceDays[index - 1] && goesOn(sources[index - 1], sources[index], shown.me);
    const skipped = skippedIn(shown.timeline);
    const rows: Row[] = skipped > 0 ? [{ kind: 'skipped', key: 'skipped', count: skipped }] : [];
    sources.forEach((source, index) => {
      const day = sourceDays[index]!;
      if (day !== sourceDays[index - 1]) rows.push({ kind: 'day', key: `day ${day}`, at: source.at });
      rows.push(rowOf(source, shown, !isRun(index), isRun(index + 1)));
    });
    return rows;
  };
}

function isDraft(source: Source): source is Draft {
  return 'deed' in source;
}

/** A message is shown from the first moment; of other deeds the log tells, and we only if they fail. */
function isShown({ deed, kind }: Draft): boolean {
  return deed.type === 'post' || kind === 'refused' || kind === 'estranged';
}

function goesOn(former: Source | undefined, next: Source | undefined, me: Participant | undefined): boolean {
  if (!former || !next || former.kind === 'notice' || next.kind === 'notice') return false;
  const [before, after] = [speakerOf(former, me), speakerOf(next, me)];
  return before.id === after.id && before.name === after.name && next.at - former.at < runMs;
}

function speakerOf(source: Source, me: Participant | undefined): Participant {
  return isDraft(source) ? (me ?? nobody) : source.from;
}

/** The line that is answered; `missing` if it is not held. */
function answeredBy(source: Source, lines: readonly Line[]): Line | 'missing' | undefined {
  const replyTo = isDraft(source)
    ? source.deed.type === 'post' && source.deed.replyTo
    : source.kind === 'message' && source.replyTo;
  return typeof replyTo === 'number' ? (findLine(lines, replyTo) ?? 'missing') : undefined;
}

function makeRow(
  source: Source,
  me: Participant | undefined,
  run: Pick<SpokenRow, 'starts' | 'continues'>,
  answered: Line | 'missing' | undefined,
): Made['row'] {
  const { at, draftId } = source;
  const reply = replyOf(answered);
  if (isDraft(source)) {
    const text = 'text' in source.deed ? source.deed.text : '';
    const from = me ?? nobody;
    return { kind: 'draft', key: ` ${draftId}`, at, from, own: true, ...run, text, reply, draft: source };
  }
  if (source.kind === 'notice') return { kind: 'notice', key: `notice ${source.seq}`, at, text: source.text };
  const { from } = source;
  const own = from.id === me?.id;
  const spoken = { key: `${own ? '' : from.id} ${draftId}`, at, from, own, ...run };
  if (source.kind === 'removed') return { kind: 'removed', ...spoken };
  const { seq, text, edited, pinned } = source;
  const reactions = source.reactions.map(({ emoji, who }) => ({
    emoji,
    names: who.map(({ name }) => name),
    own: who.some(({ id }) => id === me?.id),
  }));
  return { kind: 'message', ...spoken, seq, text, edited, pinned, reactions, reply };
}

function replyOf(answered: Line | 'missing' | undefined): Reply | undefined {
  if (answered === undefined) return undefined;
  if (answered === 'missing') return { kind: 'unknown' };
  if (answered.kind === 'removed') return { kind: 'removed' };
  return { kind: 'message', name: answered.from.name, text: answered.text };
}
