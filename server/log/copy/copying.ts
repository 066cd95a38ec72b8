// Copies a log from a source to a target, table by table in bounded pieces, and believes nothing on the way that
// was not written so: every entry that must be there is there, and its sum is right.
import type { LogUnavailable } from '../log.ts';
import { entry, isWhole, room, tables, type Row, type Table } from './tables.ts';

/** A log as it is at one moment. */
export interface LogSource {
  readonly epoch: string;
  /** How many there are. */
  readonly entries: number;
  /** The next rows of a table in order of its key, after one of them. */
  readNext(table: Table, after: Row | undefined): Promise<readonly Row[]>;
  /** What is said where it holds something else than was written. */
  damaged(detail: string): LogUnavailable;
}

export interface LogTarget {
  /** Where a table of a copy that was broken off ends; undefined where nothing of it is there. */
  lastOf(table: Table): Promise<Row | undefined>;
  write(table: Table, rows: readonly Row[]): Promise<void>;
}

/** Hears how many of all entries are done. */
export type OnProgress = (done: number, all: number) => void;

/** Goes on where the target ends. */
export async function copyLog(source: LogSource, target: LogTarget, onProgress: OnProgress): Promise<void> {
  let done = 0;
  for (const table of tables) {
    const last = await target.lastOf(table);
    for await (const rows of wholeRowsOf(source, table, last)) {
      await target.write(table, rows);
      if (table === entry) onProgress((done += rows.length), source.entries);
    }
  }
}

/** The rows of a table after one of them, in order of their key. */
export async function* rowsOf(
  source: LogSource,
  table: Table,
  after?: Row,
): AsyncGenerator<readonly Row[], void, undefined> {
  let rows: readonly Row[] = [];
  for (let last = after; ; last = rows.at(-1)) {
    rows = await source.readNext(table, last);
    if (rows.length === 0) return;
    yield rows;
  }
}

/** The same; throws where they are not what was written. */
async function* wholeRowsOf(
  source: LogSource,
  table: Table,
  after: Row | undefined,
): AsyncGenerator<readonly Row[], void, undefined> {
  if (table !== entry) return yield* rowsOf(source, table, after);
  const check = await EntryCheck.after(source, after);
  for await (const rows of rowsOf(source, table, after)) {
    for (const row of rows) check.take(row);
    yield rows;
  }
  check.end();
}

interface CheckedRoom {
  readonly id: number;
  readonly name: string;
  readonly head: number;
  next: number;
}

/** Sees to it that no room lacks an entry, and that each is whole. */
class EntryCheck {
  readonly #source: LogSource;
  readonly #rooms = new Map<number, CheckedRoom>();

  /** For the entries after this one. */
  static async after(source: LogSource, last: Row | undefined): Promise<EntryCheck> {
    const check = new EntryCheck(source);
    for await (const rows of rowsOf(source, room)) for (const row of rows) check.#expect(row, last);
    return check;
  }

  private constructor(source: LogSource) {
    this.#source = source;
  }

  take(row: Row): void {
    const of = this.#rooms.get(row.room as number);
    if (!of) throw this.#source.damaged(`an entry is of room ${row.room}, which is not there`);
    if (row.seq !== of.next || row.seq > of.head) throw this.#lacking(of);
    if (!isWhole(row)) throw this.#source.damaged(`entry ${row.seq} of ${of.name} is not as it was written`);
    of.next++;
  }

  end(): void {
    for (const of of this.#rooms.values()) if (of.next !== of.head + 1) throw this.#lacking(of);
  }

  #expect({ id, name, head, expired }: Row, last: Row | undefined): void {
    const [at, seq] = [(last?.room ?? 0) as number, (last?.seq ?? 0) as number];
    if ((id as number) < at) return;
    const next = (id === at ? seq : (expired as number)) + 1;
    this.#rooms.set(id as number, { id: id as number, name: name as string, head: head as number, next });
  }

  #lacking({ name }: CheckedRoom): LogUnavailable {
    return this.#source.damaged(`room ${name} lacks entries`);
  }
}
