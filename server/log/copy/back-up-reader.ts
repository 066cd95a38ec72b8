// What was said, as a back-up has it: room by room, and each in order of seq.
import type { EntryRecord } from '../log.ts';
import { openBackUp } from './back-up-file.ts';
import { rowsOf } from './copying.ts';
import { entry, room, type Row } from './tables.ts';

export interface BackUpReader extends Disposable {
  /** The names of its rooms. */
  readonly rooms: readonly string[];
  /** Of all of them. */
  readonly entries: number;
  entriesOf(name: string): AsyncGenerator<readonly EntryRecord[]>;
}

/** Rejects with LogUnavailable where it is none. */
export async function readBackUp(copy: string): Promise<BackUpReader> {
  const { source, ...opened } = openBackUp(copy);
  const ids = new Map<string, number>();
  for await (const rows of rowsOf(source, room))
    for (const { name, id } of rows) ids.set(name as string, id as number);
  return {
    rooms: [...ids.keys()],
    entries: source.entries,
    async *entriesOf(name) {
      const id = ids.get(name)!;
      for await (const rows of rowsOf(source, entry, { room: id, seq: 0 })) {
        const theirs = rows.filter((row) => row.room === id);
        if (theirs.length > 0) yield theirs.map(recordOf);
        if (theirs.length < rows.length) return;
      }
    },
    [Symbol.dispose]: () => opened[Symbol.dispose](),
  };
}

function recordOf(row: Row): EntryRecord {
  const { kind, participant, author, body } = row as Pick<
    EntryRecord,
    'kind' | 'participant' | 'author' | 'body'
  >;
  const { seq, at, draft, ref } = row;
  const record = { seq: seq as number, at: at as number, draftId: draft as string };
  return { ...record, kind, participant, author, body, ...(ref !== null && { ref: ref as number }) };
}
