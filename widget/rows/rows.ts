// What the list shows: the timeline and the drafts as rows, grouped by author, with a divider for each
// day and a line where the unread begins. The same lines give the same row objects, so that the list
// leaves alone what did not change.
import type { Participant } from '../../protocol/server-messages.ts';
import type { Draft } from '../outbox/outbox.ts';
import { findLine, indexFrom, type Line } from '../timeline/fold.ts';
import { skippedIn, type Timeline } from '../timeline/timeline.ts';
import type { Expected } from './expected.ts';
import {
  answeredBy,
  isDraft,
  isNamedIn,
  makeRow,
  speakerOf,
  type RowParts,
  type Source,
} from './make-row.ts';
import type { DayRow, LineRow, Row, Skip, SkippedRow, UnreadRow } from './row.ts';

/** What there is to make rows of. */
export interface Shown {
  readonly timeline: Timeline;
  readonly drafts: readonly Draft[];
  readonly me: Participant | undefined;
  /** Names the day of a time in the reader's zone; the same name is the same day. */
  readonly dayOf: (at: number) => string;
  /** The unread begins after this seq; undefined where no line is to be drawn. */
  readonly unreadAfter?: number | undefined;
  /** What is left out, in order; a message that calls the reader or is their own never is. */
  readonly skips?: readonly Skip[];
  /** The log goes on past the timeline's end: what stands after that stands elsewhere. */
  readonly isAhead?: boolean;
  /** Shows what our own deeds will have done; without it they are shown once the log has them. */
  readonly expected?: Expected | undefined;
}

/** A pause longer than this begins a new run. */
const runMs = 5 * 60_000;

const unread: UnreadRow = { kind: 'unread', key: 'unread' };

/** A row, and all that it was made of. */
interface Made {
  readonly row: LineRow;
  readonly of: readonly unknown[];
}

/** Remembers its rows for as long as their lines live. */
export function createRows(): (shown: Shown) => readonly Row[] {
  const made = new WeakMap<Source, Made>();
  const days = new WeakMap<Source, string>();
  const dividers = new Map<string, DayRow | SkippedRow>();
  let daysBy: Shown['dayOf'] | undefined;

  function dayOf(source: Source, by: Shown['dayOf']): string {
    let day = daysBy === by ? days.get(source) : undefined;
    if (day === undefined) days.set(source, (day = by(source.at)));
    return day;
  }

  function divider<Divider extends DayRow | SkippedRow>(row: Divider): Divider {
    const former = dividers.get(row.key) as Divider | undefined;
    if (former && isSame(Object.values(former), Object.values(row))) return former;
    dividers.set(row.key, row);
    return row;
  }

  function rowOf(source: Source, parts: RowParts, deeds: readonly Draft[]): LineRow {
    const { me, starts, continues, answered } = parts;
    // A draft shows what we are called now; an entry what its author was called then.
    const of = [starts, continues, answered, isDraft(source) ? me : me?.id, me?.name, ...deeds];
    const former = made.get(source);
    if (former && isSame(former.of, of)) return former.row;
    const row = makeRow(source, parts);
    made.set(source, { row, of });
    return row;
  }

  return (shown) => {
    const { timeline, me, unreadAfter = Infinity } = shown;
    const { skips = [] } = shown;
    const lines = skips.length > 0 ? without(timeline.lines, skips, me) : timeline.lines;
    const sources: Source[] = [...lines, ...(shown.isAhead ? [] : shown.drafts.filter(isShown))];
    const sourceDays = sources.map((source) => dayOf(source, shown.dayOf));
    daysBy = shown.dayOf;
    const unreadFrom = sources.findIndex((source) => isUnread(source, unreadAfter, me));
    const isRun = (index: number) =>
      index !== unreadFrom &&
      sourceDays[index] === sourceDays[index - 1] &&
      goesOn(sources[index - 1], sources[index], me);
    const { expected } = shown;
    const deedsFor = expected?.deedsUnderWay(shown.drafts);
    const rows: Row[] = [];
    const skipped = skippedIn(timeline);
    if (skipped > 0) rows.push(divider({ kind: 'skipped', key: 'skipped', count: skipped, from: undefined }));
    let skip = 0;
    sources.forEach((source, index) => {
      const place = isDraft(source) ? Infinity : source.seq;
      for (; skips[skip] && skips[skip]!.to < place; skip++) {
        const { from, to } = skips[skip]!;
        const count = countOf(timeline.lines, from, to) - countOf(lines, from, to);
        if (count > 0) rows.push(divider({ kind: 'skipped', key: `skipped ${from}`, count, from }));
      }
      const day = sourceDays[index]!;
      if (day !== sourceDays[index - 1])
        rows.push(divider({ kind: 'day', key: `day ${day}`, at: source.at }));
      if (index === unreadFrom) rows.push(unread);
      const deeds = isDraft(source) ? [] : (deedsFor?.get(source.seq) ?? []);
      rows.push(
        rowOf(
          source,
          {
            me,
            starts: !isRun(index),
            continues: isRun(index + 1),
            answered: answeredIn(timeline.lines, source),
            expected: deeds.length > 0 && me ? expected!.expectedOf(source as Line, deeds, me) : undefined,
          },
          deeds,
        ),
      );
    });
    return rows;
  };
}

function without(lines: readonly Line[], skips: readonly Skip[], me: Participant | undefined) {
  return lines.filter((line) => {
    const isSkipped = skips.some(({ from, to }) => line.seq >= from && line.seq <= to);
    return !isSkipped || line.from.id === me?.id || (line.kind === 'message' && isNamedIn(line.text, me));
  });
}

function countOf(lines: readonly Line[], from: number, to: number): number {
  return indexFrom(lines, to + 1) - indexFrom(lines, from);
}

/** A message is shown from the first moment; of other deeds the log tells, and we only if they fail. */
function isShown({ deed, kind }: Draft): boolean {
  return (
    deed.type === 'post' ||
    deed.type === 'poll' ||
    kind === 'held' ||
    kind === 'refused' ||
    kind === 'estranged'
  );
}

function isUnread(source: Source, after: number, me: Participant | undefined): boolean {
  return !isDraft(source) && source.seq > after && source.kind !== 'removed' && source.from.id !== me?.id;
}

function goesOn(former: Source | undefined, next: Source | undefined, me: Participant | undefined): boolean {
  if (!former || !next || former.kind === 'notice' || next.kind === 'notice') return false;
  const [before, after] = [speakerOf(former, me), speakerOf(next, me)];
  return before.id === after.id && before.name === after.name && next.at - former.at < runMs;
}

function answeredIn(lines: readonly Line[], source: Source): Line | 'missing' | undefined {
  const seq = answeredBy(source);
  return seq === undefined ? undefined : (findLine(lines, seq) ?? 'missing');
}

function isSame(former: readonly unknown[], now: readonly unknown[]): boolean {
  return former.length === now.length && former.every((one, index) => one === now[index]);
}
