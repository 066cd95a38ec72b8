// A row as those hear it who do not see it: who, what, what about it, and last when.
import type { DraftRow, MessageRow, RemovedRow } from '../rows/row.ts';
import { plainText } from '../shared.ts';
import type { RowContext } from './row-context.ts';

export function rowLabel(row: MessageRow | RemovedRow | DraftRow, { strings, times }: RowContext): string {
  const name = row.own ? strings.you : row.from.name;
  const pieces = [name, ...saidBy(row, strings), times.time(row.at)];
  return pieces.filter((piece) => piece !== '').join(', ');
}

/** What is quoted stays out: it was heard once already. */
function saidBy(row: MessageRow | RemovedRow | DraftRow, strings: RowContext['strings']): readonly string[] {
  if (row.kind === 'removed') return [strings.removed];
  const { reply } = row;
  const text = plainText(row.text);
  const answers = reply?.kind === 'message' ? strings.replyTo(reply.name) : '';
  if (row.kind === 'draft') return [text, answers];
  const reactions = row.reactions.map(({ emoji, names }) => `${emoji} ${names.length}`).join(' ');
  return [text, ...(row.poll?.options ?? []), row.edited ? strings.edited : '', answers, reactions];
}
