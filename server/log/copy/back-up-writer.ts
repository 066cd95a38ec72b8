// Makes a back-up of what was said elsewhere.
import { randomUUID } from 'node:crypto';
import { sumOf } from '../entry-row.ts';
import { LogUnavailable, type EntryRecord } from '../log.ts';
import { draftOf, endCopy } from '../sqlite/new-copy.ts';
import { SqliteTarget } from './sqlite-target.ts';
import { entry, room, type Row } from './tables.ts';

export interface WrittenRoom {
  readonly name: string;
  /** Its entries, without a hole; what was before the first is as if it had expired. */
  readonly first: number;
  readonly last: number;
}

/** Each piece of entries is of one room, and those of a room are in order. Rejects with LogUnavailable. */
export async function writeBackUp(
  copy: string,
  rooms: readonly WrittenRoom[],
  entries: AsyncIterable<{ readonly room: string; readonly entries: readonly EntryRecord[] }>,
): Promise<void> {
  const ids = new Map(rooms.map(({ name }, index) => [name, index + 1]));
  const draft = draftOf(copy);
  await endCopy(draft, copy, async () => {
    using target = new SqliteTarget(draft);
    await target.write(
      room,
      rooms.map(({ name, first, last }) => ({
        ...{ id: ids.get(name)!, name, head: last, expired: first - 1, mode: null },
      })),
    );
    for await (const piece of entries) {
      const rows = piece.entries.map((record) => rowOf(ids.get(piece.room)!, record));
      try {
        await target.write(entry, rows);
      } catch (error) {
        throw isTwice(error) ? twice(piece.room) : error;
      }
    }
    target.finish(randomUUID());
  });
}

/** https://www.sqlite.org/rescode.html#constraint_unique */
function isTwice(error: unknown): boolean {
  return (error as { readonly errcode?: number }).errcode === 2_067;
}

function twice(name: string): LogUnavailable {
  return new LogUnavailable(
    `In ${name}, two entries of one author have the same draftId, which is no log’s. Take a file that ws-chat export wrote.`,
  );
}

function rowOf(
  id: number,
  { seq, kind, participant, draftId, at, author, body, ref = null }: RowSource,
): Row {
  const sum = sumOf(id, seq, kind, participant, draftId, at, author, body, ref);
  return { room: id, seq, kind, participant, draft: draftId, at, author, body, ref, sum };
}

type RowSource = Omit<EntryRecord, 'ref'> & { readonly ref?: number | null };
