// What was taken back is let go of here too, and what was restored is there again: entries then look as the
// log has them now. Pure.
import type { EditEntry, Entry, MessageEntry } from '../../protocol/server-messages.ts';
import { isRestoral } from './fold.ts';

/** What became of a message: the seq of its newest removal, and the restoral after that, if there is one. */
interface Fate {
  readonly removal: number;
  readonly restoral?: EditEntry;
}

/** `entries` after `news`: removed messages, and the edits of before, are empty unless they were restored. */
export function forget<One extends Entry>(entries: readonly One[], news: readonly Entry[]): readonly One[] {
  const fates = new Map<number, Fate>();
  for (const entry of news) {
    if (entry.type === 'removal') fates.set(entry.ref, { removal: entry.seq });
    else if (isRestoral(entry))
      fates.set(entry.ref, { removal: 0, ...fates.get(entry.ref), restoral: entry });
  }
  return fates.size === 0 ? entries : entries.map((entry) => asNow(entry, fates) as One);
}

function asNow(entry: Entry, fates: ReadonlyMap<number, Fate>): Entry {
  switch (entry.type) {
    case 'edit':
      return entry.seq < (fates.get(entry.ref)?.removal ?? 0) ? emptied(entry) : entry;
    case 'message': {
      const fate = fates.get(entry.seq);
      if (!fate) return entry;
      return fate.restoral ? restored(entry, fate.restoral) : emptied(entry);
    }
    default:
      return entry;
  }
}

function emptied(said: MessageEntry | EditEntry): Entry {
  return { ...bare(said), text: '', removed: true } as Entry;
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
