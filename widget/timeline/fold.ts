// What entries amount to: messages as their edits, removals, reactions, votes and pins have left them, and
// notices. Pure, and by parts: a line that an entry does not touch stays the same object.
import type {
  EditEntry,
  Entry,
  MessageEntry,
  NoticeLevel,
  Participant,
  PinEntry,
  PollEndEntry,
  ReactionEntry,
  RemovalEntry,
  VoteEntry,
} from '../../protocol/server-messages.ts';

export interface Reaction {
  readonly emoji: string;
  /** In the order in which they came. */
  readonly who: readonly Participant[];
}

/** What can be chosen, and what was. */
export interface Poll {
  readonly options: readonly string[];
  /** By participant; undefined where they took it back. */
  readonly votes: ReadonlyMap<string, number | undefined>;
  readonly ended: boolean;
}

interface LineCommon {
  readonly seq: number;
  readonly at: number;
  readonly draftId: string;
  readonly from: Participant;
}

export interface Message extends LineCommon {
  readonly kind: 'message';
  readonly text: string;
  /** The seq of the message that this answers. */
  readonly replyTo: number | undefined;
  readonly edited: boolean;
  readonly pinned: boolean;
  /** In the order in which the emojis came. */
  readonly reactions: readonly Reaction[];
  /** Of a message that asks. */
  readonly poll?: Poll;
}

/** A message that was taken back: nothing is left of it but its place. */
export interface Removed extends LineCommon {
  readonly kind: 'removed';
}

export interface Notice extends LineCommon {
  readonly kind: 'notice';
  readonly text: string;
  readonly level: NoticeLevel;
}

export type Line = Message | Removed | Notice;

/** An entry that changes a message. */
export type Amendment = EditEntry | RemovalEntry | ReactionEntry | VoteEntry | PollEndEntry | PinEntry;

export interface Fold {
  /** In order of seq. */
  readonly lines: readonly Line[];
  /** Amendments of messages that are not held, in order: a page may bring these. */
  readonly early: readonly Amendment[];
}

export const emptyFold: Fold = { lines: [], early: [] };

/** Goes on with entries that are newer than all before. */
export function foldOnto(fold: Fold, entries: readonly Entry[]): Fold {
  if (entries.length === 0) return fold;
  const lines = [...fold.lines];
  const early = [...fold.early];
  for (const entry of entries) {
    if (isAmendment(entry)) {
      if (!amend(lines, entry)) early.push(entry);
    } else {
      const line = lineOf(entry);
      if (line) lines.push(line);
    }
  }
  return { lines, early };
}

/** Puts entries in front that are older than all before. */
export function foldBefore(fold: Fold, entries: readonly Entry[]): Fold {
  const older = foldOnto(emptyFold, entries);
  const lines = [...older.lines];
  const early = fold.early.filter((amendment) => !amend(lines, amendment));
  return { lines: [...lines, ...fold.lines], early: [...older.early, ...early] };
}

/** Lets go what is older than the first of `entries`, which are all that is still held. */
export function foldFrom(fold: Fold, entries: readonly Entry[]): Fold {
  const first = entries[0]?.seq ?? Infinity;
  const early = new Set(fold.early.map(({ seq }) => seq));
  const isEarly = (entry: Entry): entry is Amendment =>
    isAmendment(entry) && (entry.ref < first || early.has(entry.seq));
  return { lines: fold.lines.filter(({ seq }) => seq >= first), early: entries.filter(isEarly) };
}

/** The line with this seq, if it is held. */
export function findLine(lines: readonly Line[], seq: number): Line | undefined {
  return lines[indexOf(lines, seq)];
}

function isAmendment(entry: Entry): entry is Amendment {
  return 'ref' in entry;
}

/** A newer server may have kinds of entries that are not for us to show. */
function lineOf(entry: Exclude<Entry, Amendment>): Line | undefined {
  const { seq, at, draftId, from } = entry;
  switch (entry.type) {
    case 'message':
      return entry.removed ? { kind: 'removed', seq, at, draftId, from } : messageOf(entry);
    case 'notice':
      return entry.text === ''
        ? undefined
        : { kind: 'notice', seq, at, draftId, from, text: entry.text, level: entry.level ?? 'info' };
    default:
      return undefined;
  }
}

function messageOf({ seq, at, draftId, from, text, replyTo, options }: MessageEntry): Message {
  const untouched = { edited: false, pinned: false, reactions: [] };
  const poll = options && { poll: { options, votes: new Map(), ended: false } };
  return { kind: 'message', seq, at, draftId, from, text, replyTo, ...untouched, ...poll };
}

/** Returns false where the line is not there. A removed message is past all change, unless it is restored. */
function amend(lines: Line[], amendment: Amendment): boolean {
  const index = indexOf(lines, amendment.ref);
  const line = lines[index];
  if (line && isRestoral(amendment)) lines[index] = restored(line, amendment);
  else if (line?.kind === 'message') lines[index] = amended(line, amendment);
  return line !== undefined;
}

/** The message as an entry about it leaves it. */
export function amended(message: Message, amendment: Amendment): Message | Removed {
  switch (amendment.type) {
    case 'edit':
      // An edit without its text: the removal that emptied it is in the log already.
      return amendment.removed ? removed(message) : { ...message, text: amendment.text, edited: true };
    case 'removal':
      return removed(message);
    case 'reaction':
      return reacted(message, amendment);
    case 'pin':
      return { ...message, pinned: amendment.on };
    case 'vote':
    case 'poll-end':
      return message.poll ? { ...message, poll: polled(message.poll, amendment) } : message;
    // Of a newer server.
    default:
      return message;
  }
}

function polled(poll: Poll, amendment: VoteEntry | PollEndEntry): Poll {
  return amendment.type === 'vote'
    ? { ...poll, votes: new Map(poll.votes).set(amendment.from.id, amendment.option) }
    : { ...poll, ended: true };
}

/** The message says it again. */
export function isRestoral(entry: Entry): entry is EditEntry {
  return entry.type === 'edit' && entry.restored === true && !entry.removed;
}

/** As if it were new there: of what was there before nothing is known. */
function restored({ seq, at, draftId, from }: Line, edit: EditEntry): Message {
  return messageOf({ ...edit, type: 'message', seq, at, draftId, from });
}

function removed({ seq, at, draftId, from }: Message): Removed {
  return { kind: 'removed', seq, at, draftId, from };
}

function reacted(message: Message, { emoji, from, on }: ReactionEntry): Message {
  const { reactions } = message;
  const former = reactions.find((reaction) => reaction.emoji === emoji);
  const has = former?.who.some(({ id }) => id === from.id) ?? false;
  if (has === on) return message;
  if (!former) return { ...message, reactions: [...reactions, { emoji, who: [from] }] };
  const who = on ? [...former.who, from] : former.who.filter(({ id }) => id !== from.id);
  const changed = reactions.map((reaction) => (reaction === former ? { emoji, who } : reaction));
  return { ...message, reactions: changed.filter((reaction) => reaction.who.length > 0) };
}

/** -1 where there is none. */
function indexOf(lines: readonly Line[], seq: number): number {
  const index = indexFrom(lines, seq);
  return lines[index]?.seq === seq ? index : -1;
}

/** Where the first line stands that is not older than `seq`; by halves. */
export function indexFrom(lines: readonly Line[], seq: number): number {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (lines[middle]!.seq < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}
