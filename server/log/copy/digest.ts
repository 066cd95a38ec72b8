// What a log comes to in few words: how many rows there are of each kind, and a digest over them; of entries,
// room by room.
import { createHash, type Hash } from 'node:crypto';
import { rowsOf, type LogSource, type OnProgress } from './copying.ts';
import { entry, tables } from './tables.ts';

/** Each count with its digest as one text, by what it is of. */
export type Digest = ReadonlyMap<string, string>;

interface Part {
  readonly hash: Hash;
  count: number;
}

export async function digestOf(source: LogSource, onProgress: OnProgress): Promise<Digest> {
  const parts = new Map<string, Part>();
  let done = 0;
  for (const table of tables)
    for await (const rows of rowsOf(source, table)) {
      for (const row of rows) {
        const name = table === entry ? `the entries of room ${row.room}` : `the rows of ${table.name}`;
        const values = Object.keys(table.columns).map((column) => row[column]);
        const part = parts.get(name) ?? { hash: createHash('sha256'), count: 0 };
        part.hash.update(`${JSON.stringify(values)}\n`);
        part.count++;
        parts.set(name, part);
      }
      if (table === entry) onProgress((done += rows.length), source.entries);
    }
  return new Map([...parts].map(([name, { hash, count }]) => [name, `${count} ${hash.digest('hex')}`]));
}

/** The first of which two logs hold something else; undefined where they are alike. */
export function difference(one: Digest, other: Digest): string | undefined {
  const names = new Set([...one.keys(), ...other.keys()]);
  return [...names].find((name) => one.get(name) !== other.get(name));
}
