// What a client shows of these entries: the FOLD rules once more, for the tests to compare with.
import type { Entry } from '../../protocol/server-messages.ts';

export interface MessageLine {
  readonly type: 'message';
  readonly seq: number;
  readonly from: string;
  readonly text: string;
  readonly replyTo: number | null;
  readonly edited: boolean;
  readonly pinned: boolean;
  readonly removed: boolean;
  /** Emoji, and the ids of those who put it on. */
  readonly reactions: readonly (readonly [string, readonly string[]])[];
  /** Of a poll: its answers, who chose which, and whether it is over. */
  readonly poll?: {
    readonly options: readonly string[];
    readonly votes: Readonly<Record<string, number>>;
    readonly ended: boolean;
  };
}

export interface NoticeLine {
  readonly type: 'notice';
  readonly seq: number;
  readonly from: string;
  readonly text: string;
  readonly removed: boolean;
}

export type Line = MessageLine | NoticeLine;

type Of<Type extends Entry['type']> = Extract<Entry, { readonly type: Type }>;

export function fold(entries: readonly Entry[]): Line[] {
  return entries.flatMap((entry): Line[] => {
    if (entry.type === 'message') return [messageLine(entry, entries)];
    if (entry.type !== 'notice') return [];
    return [{ type: 'notice', seq: entry.seq, from: entry.from.id, text: entry.text, removed: false }];
  });
}

function messageLine(first: Of<'message'>, everything: readonly Entry[]): MessageLine {
  const { seq, from } = first;
  const restoral = everything.findLast(
    (entry): entry is Of<'edit'> =>
      entry.type === 'edit' && entry.ref === seq && entry.restored === true && !entry.removed,
  );
  const message = restoral ?? first;
  const entries = restoral ? everything.filter((entry) => entry.seq > restoral.seq) : everything;
  const about = <Type extends Entry['type']>(type: Type) =>
    entries.filter((entry): entry is Of<Type> => entry.type === type && 'ref' in entry && entry.ref === seq);
  const edits = about('edit');
  const common = { type: 'message', seq, from: from.id } as const;
  if (message.removed || about('removal').length > 0 || edits.some(({ removed }) => removed))
    return { ...common, text: '', replyTo: null, edited: false, pinned: false, removed: true, reactions: [] };
  return {
    ...common,
    text: edits.at(-1)?.text ?? message.text,
    replyTo: message.replyTo ?? null,
    edited: edits.length > 0,
    pinned: about('pin').at(-1)?.on ?? false,
    removed: false,
    reactions: reactionsOf(about('reaction')),
    ...(message.options && {
      poll: {
        options: message.options,
        votes: votesOf(about('vote')),
        ended: about('poll-end').length > 0,
      },
    }),
  };
}

function votesOf(entries: readonly Of<'vote'>[]): Record<string, number> {
  const votes = new Map(entries.map(({ from, option }) => [from.id, option]));
  return Object.fromEntries(
    [...votes].flatMap(([id, option]) => (option === undefined ? [] : [[id, option]])),
  );
}

function reactionsOf(entries: readonly Of<'reaction'>[]): (readonly [string, readonly string[]])[] {
  let reactions: (readonly [string, readonly string[]])[] = [];
  for (const { emoji, from, on } of entries) {
    const former = reactions.find(([other]) => other === emoji);
    const who = former?.[1] ?? [];
    if (who.includes(from.id) === on) continue;
    const now = [emoji, on ? [...who, from.id] : who.filter((id) => id !== from.id)] as const;
    reactions = former ? reactions.map((each) => (each === former ? now : each)) : [...reactions, now];
    reactions = reactions.filter(([, people]) => people.length > 0);
  }
  return reactions;
}
