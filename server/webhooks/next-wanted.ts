// What of a room a webhook is to be told next, read from the log in the moment in which it is told: so what was taken
// back or erased before is not told, however long it waited.
import type { EntryRecord, Log } from '../log/log.ts';
import type { Webhook } from './webhook.ts';

export interface NextWanted {
  readonly record: EntryRecord | undefined;
  /** Up to here nothing is wanted. */
  readonly passed: number;
  /** Whether there is more after that, and after the record. */
  readonly isMore: boolean;
}

/** Most are wanted, so that the first is enough; what is not is passed in a few reads. */
const entriesAtOnce = 16;

export async function nextWanted(
  log: Pick<Log, 'read'>,
  { events }: Webhook,
  room: string,
  after: number,
): Promise<NextWanted> {
  const { head, entries, more } = await log.read(room, { after, limit: entriesAtOnce });
  const record = entries.find(({ kind }) => events.has(kind));
  if (record) return { record, passed: record.seq - 1, isMore: record.seq < head };
  // Where all of it is expired there is no entry to go on from.
  return { record: undefined, passed: entries.at(-1)?.seq ?? Math.max(after, head), isMore: more };
}
