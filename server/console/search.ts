// Looks back in a room for what somebody said. There is no index of words that would have to forget what the log
// forgets: the log itself is read, so much at a time.
import type { Entry, Participant } from '../../protocol/server-messages.ts';
import { comparable } from '../identity/name-keys.ts';
import { withoutPiles } from '../identity/piles.ts';
import type { EntryRecord, Log } from '../log/log.ts';
import { entryText, messageText } from '../room/entry-text.ts';

/** Read at once: between two of these others have their turn. */
const pageEntries = 200;

/** So far one search goes back; the next one goes on from there. */
export const searchedEntries = 5_000;

export interface Search {
  readonly text: string;
  readonly who: string;
  readonly before: number;
  readonly limit: number;
}

export interface Found {
  /** The newest first. */
  readonly entries: readonly Entry[];
  readonly next?: number;
}

export async function searchRoom(
  log: Pick<Log, 'read'>,
  room: string,
  { text, who, before, limit }: Search,
): Promise<Found> {
  const [words, name] = [searchable(text), searchable(who)];
  const isMeant = (entry: EntryRecord) =>
    (who === '' || entry.participant === who || searchable(nameOf(entry)).includes(name)) &&
    says(entry, words);
  const entries: Entry[] = [];
  let next = before;
  for (let looked = 0; looked < searchedEntries; looked += pageEntries) {
    const page = await log.read(room, { before: next, limit: pageEntries });
    for (const entry of page.entries.toReversed()) {
      if (!isMeant(entry)) continue;
      entries.push(JSON.parse(entryText(entry)) as Entry);
      if (entries.length === limit) return entry.seq > 1 ? { entries, next: entry.seq } : { entries };
    }
    if (!page.more) return { entries };
    next = page.entries[0]!.seq;
  }
  return { entries, next };
}

/** Whatever has words, and these among them; what was taken back has none. */
function says({ body }: EntryRecord, words: string): boolean {
  const text = messageText(body);
  return text !== '' && searchable(text).includes(words);
}

/** A pile of marks would take time in its square, in every message that is looked at. */
export function searchable(text: string): string {
  return comparable(withoutPiles(text));
}

function nameOf({ author }: EntryRecord): string {
  return (JSON.parse(author) as Participant).name;
}
