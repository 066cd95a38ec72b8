// The durable ordered log: the port. Adapters stand in their own folders and pass one contract suite.
import type { MessageEntry, VoteEntry } from '../../protocol/server-messages.ts';

/** As the wire calls them; the log itself acts on `removal` and `poll-end` alone. */
export type EntryKind = 'message' | 'edit' | 'removal' | 'reaction' | 'vote' | 'poll-end' | 'pin' | 'notice';

/** What is to become an entry. `author` and `body` are JSON objects as text, stored as they come. */
export interface DraftRecord {
  readonly room: string;
  readonly kind: EntryKind;
  /** Id of the participant who wrote it. */
  readonly participant: string;
  readonly draftId: string;
  /** Unix time in milliseconds. */
  readonly at: number;
  readonly author: string;
  readonly body: string;
  /** Seq of the message that it refers to; also in `body`, where readers look for it. */
  readonly ref?: number;
  /** Whether that message must be the participant's own. */
  readonly own?: boolean;
  /** Roles, as `author` tells them, whose messages are spared unless they are the participant's own. */
  readonly spares?: readonly string[];
  /** Of a removal: whether the outcome tells what somebody else's message said. */
  readonly keeps?: boolean;
  /** What the audit log calls it, where it is one of the acts that belong there. To take back what is one's own is none. */
  readonly noted?: string;
}

export interface EntryRecord extends Omit<DraftRecord, 'room' | 'own' | 'spares' | 'keeps' | 'noted'> {
  /** 1, 2, 3… in its room, without a hole. */
  readonly seq: number;
}

/**
 * `committed`: on disk as `seq`. `twin`: the same draft already is entry `seq`, or was until its text
 * was removed. `conflict`: the draft's key already is entry `seq`, with another body. `missing`: what
 * it refers to is no message of the room, or was emptied. `foreign`: that is somebody else's, who is not to be touched. `ended`:
 * that is a poll that is over. `fixed`: that is a poll, which is not edited. Twins are found before the reference is looked at:
 * a removal that comes again is a twin.
 */
export interface AppendOutcome {
  readonly outcome: 'committed' | 'twin' | 'conflict' | 'missing' | 'foreign' | 'ended' | 'fixed';
  /** 0 where nothing was committed or found. */
  readonly seq: number;
  /** What was taken from a message by a removal that `keeps`. */
  readonly taken?: Taken;
}

/** What a message said when it was taken back, as JSON on the wire has it. */
export interface Taken {
  readonly text: string;
  readonly replyTo?: number;
  readonly options?: readonly string[];
}

/** The `limit` newest entries with `seq < before`, or the `limit` oldest with `seq > after`. */
export type LogRange =
  { readonly before: number; readonly limit: number } | { readonly after: number; readonly limit: number };

export interface LogPage {
  /** The room's newest seq, 0 for a room without entries. */
  readonly head: number;
  /** In order of seq, whichever way was asked. */
  readonly entries: readonly EntryRecord[];
  /** Whether the log holds more in the asked direction. */
  readonly more: boolean;
}

/** A room's entries up to this seq were deleted by their age. */
export type OnExpired = (room: string, seq: number) => void;

export interface Log {
  /** The log's identity: another one means that seqs are not comparable. Changes by `erase`, and when a copy is put back. */
  readonly epoch: string;
  /**
   * Writes a batch in one transaction, in order. Resolves after it is synced to disk, one outcome
   * per draft. The key (room, participant, draftId) is unique for the life of the entry. A `removal`
   * empties, in the same transaction, the message it refers to and that message's edits: see `emptied`.
   * A restoral (see `isRestoral`) gives the message its text again, unless its author was erased, and a `poll-end` ends its poll: see `ended`. What is `noted` is in the
   * audit log too, with whose message it is about.
   * Rejects when nothing of the batch was written, or when that is not known.
   */
  append(drafts: readonly DraftRecord[]): Promise<readonly AppendOutcome[]>;
  read(room: string, range: LogRange): Promise<LogPage>;
  /** Resolves when the log can write to its disk right now, and rejects when it cannot. */
  probe(): Promise<void>;
  /**
   * Deletes each room's oldest entries, up to the first that is not from before a time (Unix milliseconds):
   * so none is lost from the middle, nor by a clock that jumped. Seqs go on where they were. Their bytes are overwritten.
   * `onExpired` hears how far a room is expired, also of what was expired before: an answer may have been lost.
   * `except` names rooms with a time of their own, 0 where everything is kept.
   */
  expire(before: number, onExpired?: OnExpired, except?: ReadonlyMap<string, number>): Promise<void>;
  /**
   * Empties everything that a participant wrote, names included and wherever others restored it, so that
   * no byte of it stays in the files, and takes a new epoch: whoever holds a copy starts anew. Resolves with the number of entries;
   * where it rejects, some of that may be done all the same, and it is asked again.
   */
  erase(participant: string): Promise<number>;
  /** Writes a consistent copy to a new file while the log goes on. */
  backUp(path: string): Promise<void>;
  close(): Promise<void>;
}

/** The log cannot be opened; the message is a sentence with its cure. */
export class LogUnavailable extends Error {
  override readonly name = 'LogUnavailable';
}

/** Whether `draft` is what `record`, found under the same key, was made from. */
export function isTwin(
  record: Pick<EntryRecord, 'kind' | 'body' | 'ref'>,
  draft: Pick<DraftRecord, 'kind' | 'body'>,
): boolean {
  if (record.kind !== draft.kind) return false;
  // What was taken back has nothing left to differ by, and what was restored may say what an edit said.
  const body = unmarked(record.body);
  return body === draft.body || body === emptied(record).body || isRestored(record);
}

/**
 * Why a draft that refers to `target`, what is found there, must not be committed; undefined where it may.
 * Twins are found before this is asked. What a message answers may be gone by now: only the words count.
 */
export function unfitReference(
  draft: Pick<DraftRecord, 'kind' | 'participant' | 'own' | 'spares' | 'ref' | 'body'>,
  head: number,
  target: Pick<EntryRecord, 'kind' | 'participant' | 'author' | 'body' | 'ref'> | undefined,
): Exclude<AppendOutcome['outcome'], 'committed' | 'twin' | 'conflict'> | undefined {
  if (draft.kind === 'message') return (draft.ref ?? 0) <= head ? undefined : 'missing';
  if (target?.kind !== 'message') return 'missing';
  const isEmpty = target.body === emptied(target).body;
  // What its author had erased nobody brings back, also where somebody still holds its words.
  if (isRestoral(draft)) return isEmpty && !isErased(target) ? undefined : 'missing';
  if (isEmpty) return 'missing';
  const isOthers = target.participant !== draft.participant;
  if (isOthers && (draft.own || draft.spares?.includes(roleOf(target.author)))) return 'foreign';
  return unfitPoll(draft, target.body);
}

/** What an act on a poll asks of it beyond that it is there, and what it allows to nobody. */
function unfitPoll(
  { kind, body }: Pick<DraftRecord, 'kind' | 'body'>,
  target: string,
): 'missing' | 'ended' | 'fixed' | undefined {
  if (kind !== 'vote' && kind !== 'poll-end' && kind !== 'edit') return undefined;
  const { options } = JSON.parse(target) as Pick<MessageEntry, 'options'>;
  if (kind === 'edit') return options && 'fixed';
  const { option = 0 } = JSON.parse(body) as Pick<VoteEntry, 'option'>;
  if (!options || option >= options.length) return 'missing';
  return target.endsWith(endedEnd) ? 'ended' : undefined;
}

function roleOf(author: string): string {
  return (JSON.parse(author) as { readonly role: string }).role;
}

/** How a body ends that says again what was taken back: no text of a person’s can end so. */
const restoredEnd = ',"restored":true}';

/** The body of an edit by which message `ref` says again what was taken from it. */
export function restoralBody(ref: number, { text, replyTo, options }: Taken): string {
  return withEnd({ ref, text, replyTo, options });
}

export function isRestoral({ kind, body }: Pick<EntryRecord, 'kind' | 'body'>): boolean {
  return kind === 'edit' && body.endsWith(restoredEnd);
}

function isRestored({ kind, body }: Pick<EntryRecord, 'kind' | 'body'>): boolean {
  return kind === 'message' && unmarked(body).endsWith(restoredEnd);
}

/** How the log keeps the body of a poll that is over: no options of a person’s can end so. */
const endedEnd = ',"ended":true}';

/** The message as a `poll-end` leaves it. */
export function ended<Kept extends Pick<EntryRecord, 'body'>>(message: Kept): Kept {
  return { ...message, body: `${message.body.slice(0, -1)}${endedEnd}` };
}

/** The body without that, as it is told: the `poll-end` says it. */
export function unmarked(body: string): string {
  return body.endsWith(endedEnd) ? `${body.slice(0, -endedEnd.length)}}` : body;
}

/** The message as a restoral leaves it. */
export function restored<Kept extends Pick<EntryRecord, 'body'>>(message: Kept, restoral: string): Kept {
  return { ...message, body: withEnd(takenIn(restoral)) };
}

function withEnd(content: object): string {
  return `${JSON.stringify(content).slice(0, -1)}${restoredEnd}`;
}

/** What a message said by its own body and those of its edits, the oldest first. */
export function takenFrom(body: string, edits: readonly string[]): Taken {
  const message = takenIn(body);
  const edit = edits.at(-1);
  return edit === undefined ? message : { ...message, text: takenIn(edit).text };
}

function takenIn(body: string): Taken {
  const { text, replyTo, options } = JSON.parse(body) as Taken;
  return { text, ...(replyTo !== undefined && { replyTo }), ...(options && { options }) };
}

/** The record as it is once its text was taken back: the seq stays, the words are gone. */
export function emptied<Kept extends Pick<EntryRecord, 'kind' | 'body' | 'ref'>>(record: Kept): Kept {
  const ref = record.kind === 'edit' ? `"ref":${record.ref},` : '';
  return { ...record, body: `{${ref}"text":"","removed":true}` };
}

/** What participants are called who were erased begins with this; no other id does. */
export const erasedPrefix = 'erased-';

function isErased({ participant }: Pick<EntryRecord, 'participant'>): boolean {
  return participant.startsWith(erasedPrefix);
}

/**
 * The record as it is once its author was erased: no word, no name, and `id` in the place of theirs, the
 * same in all of their entries. What carried no text keeps its meaning, except reactions and votes, which are undone.
 */
export function erased<Kept extends Pick<EntryRecord, 'kind' | 'body' | 'ref' | 'participant' | 'author'>>(
  record: Kept,
  id: string,
): Kept {
  const nameless = { ...record, participant: id, author: `{"id":"${id}","name":"","role":"guest"}` };
  const { kind, ref = 0 } = record;
  if (kind === 'removal' || kind === 'poll-end' || kind === 'pin' || isRestoral(record)) return nameless;
  if (kind === 'reaction') return { ...nameless, body: `{"ref":${ref},"emoji":"","on":false}` };
  if (kind === 'vote') return { ...nameless, body: `{"ref":${ref}}` };
  return emptied(nameless);
}

/** Whether a removal of `seq` empties this record: the message itself, or one of its edits. */
export function isEmptiedBy(record: Pick<EntryRecord, 'kind' | 'seq' | 'ref'>, seq: number): boolean {
  return record.kind === 'message' ? record.seq === seq : record.kind === 'edit' && record.ref === seq;
}
