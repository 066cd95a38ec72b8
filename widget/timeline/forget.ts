// What was taken back is let go of here too: its entries then look as the log has them now. Pure.
import type { Entry } from '../../protocol/server-messages.ts';

/** `entries` after `news`, which may hold removals: the removed messages and their edits are empty. */
export function forget<One extends Entry>(entries: readonly One[], news: readonly Entry[]): readonly One[] {
  const gone = new Set(news.flatMap((entry) => (entry.type === 'removal' ? [entry.ref] : [])));
  return gone.size > 0 ? entries.map((entry) => emptied(entry, gone) as One) : entries;
}

function emptied(entry: Entry, gone: ReadonlySet<number>): Entry {
  if (entry.type === 'edit' && gone.has(entry.ref)) return { ...entry, text: '', removed: true };
  if (entry.type !== 'message' || !gone.has(entry.seq)) return entry;
  const { replyTo: _, ...rest } = entry;
  return { ...rest, text: '', removed: true };
}
