// What the list shows, line by line.
import type { NoticeLevel, Participant } from '../../protocol/server-messages.ts';
import type { GivenStrings } from '../locales/strings.ts';
import type { Draft } from '../outbox/outbox.ts';
import type { Poll } from '../timeline/fold.ts';

interface RowCommon {
  /** The same for as long as the row is the same to the reader. */
  readonly key: string;
}

export interface DayRow extends RowCommon {
  readonly kind: 'day';
  /** Unix time in milliseconds of the day's first message. */
  readonly at: number;
}

/** From here on nothing was read before. */
export interface UnreadRow extends RowCommon {
  readonly kind: 'unread';
}

/** So many entries were left out before the next row. */
export interface SkippedRow extends RowCommon {
  readonly kind: 'skipped';
  readonly count: number;
  /** The first of them, where they are held and can be shown. */
  readonly from: number | undefined;
}

/** Places in the log, both included, whose rows are left out. */
export interface Skip {
  readonly from: number;
  readonly to: number;
}

export interface NoticeRow extends RowCommon {
  readonly kind: 'notice';
  readonly seq: number;
  readonly at: number;
  readonly text: string;
  readonly level: NoticeLevel;
}

interface SpokenRow extends RowCommon {
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
  readonly poll?: PollNow;
  readonly reply: Reply | undefined;
  /** Names the reader, or answers them. */
  readonly calls: boolean;
  /** The reader has changed it, and the log does not know yet. */
  readonly pending: boolean;
}

/** A message that was taken back. */
export interface RemovedRow extends SpokenRow {
  readonly kind: 'removed';
  readonly seq: number;
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

export interface PollNow extends Poll {
  /** The reader’s own. */
  readonly choice: number | undefined;
}

/** What a message answers, as far as it is known. */
export type Reply =
  | { readonly kind: 'message'; readonly seq: number; readonly name: string; readonly text: string }
  | { readonly kind: 'removed'; readonly seq: number }
  /** Older than what is held. */
  | { readonly kind: 'unknown'; readonly seq: number };

/** A line of the view only: nobody said it, and no log has it. */
export interface AsideRow extends RowCommon {
  readonly kind: 'aside';
  /** Its place is after the message with this seq. */
  readonly seq: number;
  readonly template: (strings: GivenStrings) => unknown;
}

/** A row that a line or a draft became. */
export type LineRow = NoticeRow | MessageRow | RemovedRow | DraftRow;

export type Row = DayRow | UnreadRow | SkippedRow | AsideRow | LineRow;
