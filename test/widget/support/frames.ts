// What a server says, with what a test does not care about filled in.
import { limits } from '../../../protocol/limits.ts';
import type {
  EditEntry,
  MessageEntry,
  NoticeEntry,
  Participant,
  PinEntry,
  PollEndEntry,
  ReactionEntry,
  Refused,
  RemovalEntry,
  Reset,
  Resumed,
  VoteEntry,
} from '../../../protocol/server-messages.ts';

export const ann: Participant = { id: 'ann', name: 'Ann', role: 'guest' };
export const bo: Participant = { id: 'bo', name: 'Bo', role: 'guest' };

export const startAt = 1_790_000_000_000;

/** A message of Bo's, a second after the one before it. */
export const entry = (seq: number, rest: Partial<MessageEntry> = {}): MessageEntry => ({
  type: 'message',
  seq,
  at: startAt + seq * 1_000,
  draftId: `d${seq}`,
  from: bo,
  text: `text ${seq}`,
  ...rest,
});

export const entries = (first: number, last: number): MessageEntry[] =>
  Array.from({ length: last - first + 1 }, (_, index) => entry(first + index));

const amendment = (seq: number, ref: number) => ({
  seq,
  at: startAt + seq * 1_000,
  draftId: `d${seq}`,
  from: bo,
  ref,
});

export const edit = (seq: number, ref: number, rest: Partial<EditEntry> = {}): EditEntry => ({
  type: 'edit',
  ...amendment(seq, ref),
  text: `text ${ref}, better`,
  ...rest,
});

export const removal = (seq: number, ref: number): RemovalEntry => ({
  type: 'removal',
  ...amendment(seq, ref),
});

export const reaction = (seq: number, ref: number, rest: Partial<ReactionEntry> = {}): ReactionEntry => ({
  type: 'reaction',
  ...amendment(seq, ref),
  emoji: '👍',
  on: true,
  ...rest,
});

/** Bo asks something. */
export const poll = (seq: number, rest: Partial<MessageEntry> = {}): MessageEntry =>
  entry(seq, { text: 'Tea?', options: ['Yes', 'No', 'Later'], ...rest });

/** Without an option, a vote that is taken back. */
export const vote = (seq: number, ref: number, option?: number, from = bo): VoteEntry => ({
  type: 'vote',
  ...amendment(seq, ref),
  from,
  ...(option !== undefined && { option }),
});

export const pollEnd = (seq: number, ref: number): PollEndEntry => ({
  type: 'poll-end',
  ...amendment(seq, ref),
});

export const pin = (seq: number, ref: number, on = true): PinEntry => ({
  type: 'pin',
  ...amendment(seq, ref),
  on,
});

export const notice = (seq: number, rest: Partial<NoticeEntry> = {}): NoticeEntry => ({
  type: 'notice',
  seq,
  at: startAt + seq * 1_000,
  draftId: `d${seq}`,
  from: bo,
  text: `notice ${seq}`,
  ...rest,
});

/** A refusal that may be tried again. */
export const refusal = (draftId: string, rest: Partial<Refused> = {}): Refused => ({
  type: 'refused',
  draftId,
  code: 'rate-limited',
  kind: 'retry',
  sentence: 'That was fast. Wait a moment.',
  ...rest,
});

const common = {
  type: 'welcome',
  you: ann,
  token: 'token of ann',
  room: 'lobby',
  epoch: 'epoch-1',
  limits,
  capabilities: [
    ...['post', 'edit', 'remove', 'react', 'poll', 'vote', 'end-poll', 'pin', 'notice'],
    ...['history', 'rename', 'typing'],
  ],
  present: 1,
} as const;

/** Ann comes in for the first time; `head` follows from the entries. */
export const fresh = (rest: Partial<Reset> = {}): Reset => ({
  ...common,
  head: rest.entries?.at(-1)?.seq ?? 0,
  resumed: false,
  why: 'fresh',
  entries: [],
  more: false,
  ...rest,
});

/** Ann comes back; what she missed is in `entries`, or follows. */
export const resumed = (rest: Partial<Resumed> = {}): Resumed => ({
  ...common,
  head: rest.entries?.at(-1)?.seq ?? 0,
  resumed: true,
  entries: [],
  ...rest,
});
