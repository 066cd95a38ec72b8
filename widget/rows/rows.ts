// What the list shows: the timeline as rows, grouped by author, with a divider for each day. Pure.
import type { Participant } from '../../protocol/server-messages.ts';
import { messagesOf, type Draft, type Timeline } from './timeline.ts';

export interface DayRow {
  readonly kind: 'day';
  readonly key: string;
  /** Unix time in milliseconds of the day's first message. */
  readonly at: number;
}

export interface MessageRow {
  readonly kind: 'message';
  /** The same for a draft and for the message it becomes. */
  readonly key: string;
  readonly at: number;
  readonly from: Participant;
  readonly text: string;
  readonly own: boolean;
  /** Begins a run of messages by one author: shows who and when. */
  readonly starts: boolean;
  /** The next message belongs to the same run. */
  readonly continues: boolean;
  /** Absent once the message is in the log. */
  readonly draft?: Draft;
}

export type Row = DayRow | MessageRow;

/** A pause longer than this begins a new run. */
const runMs = 5 * 60_000;

interface Line {
  readonly at: number;
  readonly from: Participant;
  readonly text: string;
  readonly draftId: string;
  readonly draft?: Draft;
}

/** `dayOf` names the day of a time in the reader's zone; the same name is the same day. */
export function rowsOf(
  timeline: Timeline,
  me: Participant | undefined,
  dayOf: (at: number) => string,
): Row[] {
  const nobody: Participant = { id: '', name: '', role: 'guest' };
  const lines: Line[] = [
    ...messagesOf(timeline.entries).map(({ at, from, text, draftId }) => ({ at, from, text, draftId })),
    ...timeline.drafts.map((draft) => ({ ...draft, from: me ?? nobody, draft })),
  ];
  const rows: Row[] = [];
  lines.forEach((line, index) => {
    const { at, from, text, draftId, draft } = line;
    const own = draft !== undefined || from.id === me?.id;
    const previous = lines[index - 1];
    const day = dayOf(at);
    const newDay = !previous || dayOf(previous.at) !== day;
    if (newDay) rows.push({ kind: 'day', key: `day ${day}`, at });
    rows.push({
      kind: 'message',
      key: `${own ? '' : from.id} ${draftId}`,
      at,
      from,
      text,
      own,
      starts: newDay || !isRun(previous, line),
      continues: isRun(line, lines[index + 1]) && dayOf(lines[index + 1]!.at) === day,
      ...(draft && { draft }),
    });
  });
  return rows;
}

function isRun(former: Line | undefined, next: Line | undefined): boolean {
  return (
    former !== undefined &&
    next !== undefined &&
    former.from.id === next.from.id &&
    former.from.name === next.from.name &&
    next.at - former.at < runMs
  );
}
