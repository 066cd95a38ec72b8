// How much is news to the reader.
import type { ChatState } from './chat-state.ts';
import { indexFrom } from './timeline/fold.ts';

/** Messages of others after this seq, but of nobody that the reader does not want to hear. */
export function countUnread(
  { timeline: { lines }, you }: ChatState,
  readUpTo: number,
  muted: ReadonlyMap<string, string>,
): number {
  return lines
    .slice(indexFrom(lines, readUpTo + 1))
    .filter(({ kind, from }) => kind === 'message' && from.id !== you?.id && !muted.has(from.id)).length;
}
