// What was taken back is let go of here too, and what was restored is there again: entries then look as the
// log has them now. Pure.
import type { EditEntry, Entry, MessageEntry } from '../../protocol/server-messages.ts';

/** By message: the seq of its newest removal, and the restoral after that, if there is one. */
interface Fates {
  readonly removals: ReadonlyMap<number, number>;
  readonly restorals: ReadonlyMap<number, EditEntry>;
}

/** `entries` after `news`: removed messages, and the edits of before, are empty unless they were restored. */
export function forget<One extends Entry>(entries: readonly One[], news: readonly Entry[]): readonly One[] {
  const fates = fatesIn(news);
  if (fates.removals.size + fates.restorals.size === 0) return entries;
  return entries.map((entry) => asNow(entry, fates) as One);
}

function fatesIn(news: readonly Entry[]): Fates {
  const removals = new Map<number, number>();
  const restorals = new Map<number, EditEntry>();
  for (const entry of news) {
    if (entry.type === 'removal') {
      removals.set(entry.ref, entry.seq);
      restorals.delete(entry.ref);
    } else if (entry.type === 'edit' && entry.restored && !entry.removed) restorals.set(entry.ref, entry);
  }
  return { removals, restorals };
}

function asNow(entry: Entry, { removals, restorals }: Fates): Entry {
  if (entry.type === 'edit') {
    return entry.seq > (removals.get(entry.ref) ?? 0) ? entry : { ...bare(entry), text: '', removed: true };
  }
  if (entry.type !== 'message') return entry;
  const restoral = restorals.get(entry.seq);
  if (restoral) return restored(entry, restoral);
  return removals.has(entry.seq) ? { ...bare(entry), text: '', removed: true } : entry;
}

function restored(message: MessageEntry, { text, replyTo, options }: EditEntry): MessageEntry {
  return {
    ...bare(message),
    text,
    restored: true,
    ...(replyTo !== undefined && { replyTo }),
    ...(options && { options }),
  };
}

/** Its place in the log, without what it said. */
function bare<Said extends MessageEntry | EditEntry>(said: Said) {
  const { text: _text, replyTo: _to, options: _options, restored: _again, removed: _gone, ...place } = said;
  return place;
}
