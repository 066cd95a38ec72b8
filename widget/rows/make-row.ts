// One line or draft as a row.
import type { Participant } from '../../protocol/server-messages.ts';
import type { Draft } from '../outbox/outbox.ts';
import type { Line, Message } from '../timeline/fold.ts';
import type { LineRow, ReactionChip, Reply } from './row.ts';

export type Source = Line | Draft;

/** What a row is made of, beside its source. The same parts make the same row. */
export interface RowParts {
  readonly me: Participant | undefined;
  readonly starts: boolean;
  readonly continues: boolean;
  /** The line that is answered; `missing` if it is not held. */
  readonly answered: Line | 'missing' | undefined;
  /** The line as our own deeds, which are on their way, will leave it. */
  readonly expected: Line | undefined;
}

const nobody: Participant = { id: '', name: '', role: 'guest' };

export function isDraft(source: Source): source is Draft {
  return 'deed' in source;
}

export function speakerOf(source: Source, me: Participant | undefined): Participant {
  return isDraft(source) ? (me ?? nobody) : source.from;
}

/** The seq of what is answered. */
export function answeredBy(source: Source): number | undefined {
  if (isDraft(source)) return source.deed.type === 'post' ? source.deed.replyTo : undefined;
  return source.kind === 'message' ? source.replyTo : undefined;
}

export function makeRow(source: Source, parts: RowParts): LineRow {
  const { me, starts, continues, answered, expected } = parts;
  const { at, draftId } = source;
  const run = { starts, continues };
  const reply = answered && replyOf(answered, answeredBy(source)!);
  if (isDraft(source)) {
    const text = 'text' in source.deed ? source.deed.text : '';
    const from = me ?? nobody;
    return { kind: 'draft', key: ` ${draftId}`, at, from, own: true, ...run, text, reply, draft: source };
  }
  const line = expected ?? source;
  const { seq } = line;
  if (line.kind === 'notice') {
    const { text, level } = line;
    return { kind: 'notice', key: `notice ${seq}`, seq, at, text, level };
  }
  const { from } = line;
  const own = from.id === me?.id;
  const spoken = { key: `${own ? '' : from.id} ${draftId}`, seq, at, from, own, ...run };
  if (line.kind === 'removed') return { kind: 'removed', ...spoken };
  const { text, edited, pinned, poll } = line;
  const calls =
    !own && (isNamedIn(text, me) || (typeof answered === 'object' && answered.from.id === me?.id));
  const pending = expected?.kind === 'message' && text !== (source as Message).text;
  const reactions = line.reactions.map((reaction) => chipOf(reaction, me));
  const asked = poll && { poll: { ...poll, choice: poll.votes.get(me?.id ?? '') } };
  return { kind: 'message', ...spoken, text, edited, pinned, reactions, ...asked, reply, calls, pending };
}

function chipOf({ emoji, who }: Message['reactions'][number], me: Participant | undefined): ReactionChip {
  return { emoji, names: who.map(({ name }) => name), own: who.some(({ id }) => id === me?.id) };
}

/** As in `@Ann Lee, look`: the name, and no longer word. */
export function isNamedIn(text: string, me: Participant | undefined): boolean {
  if (!me?.name || !text.includes('@')) return false;
  const call = `@${me.name}`.toLowerCase();
  const lower = text.toLowerCase();
  for (let at = lower.indexOf(call); at >= 0; at = lower.indexOf(call, at + 1))
    if (!/[\p{L}\p{N}_]/u.test(lower.charAt(at + call.length))) return true;
  return false;
}

function replyOf(answered: Line | 'missing', seq: number): Reply {
  if (answered === 'missing') return { kind: 'unknown', seq };
  if (answered.kind === 'removed') return { kind: 'removed', seq };
  return { kind: 'message', seq, name: answered.from.name, text: answered.text };
}
