// A log’s file as what is copied: read only, in one view of it.
import type { DatabaseSync } from 'node:sqlite';
import type { LogUnavailable } from '../log.ts';
import { LogDamaged } from '../sqlite/failures.ts';
import { openForReading } from '../sqlite/open-database.ts';
import type { LogSource } from './copying.ts';
import { keyOf, selectNext, type Row, type Table } from './tables.ts';

export class SqliteSource implements LogSource, Disposable {
  readonly entries: number;
  readonly #database: DatabaseSync;
  readonly #path: string;

  /** The file has this version’s tables. `path` is what it is called where it is damaged. */
  constructor(file: string, path = file) {
    this.#path = path;
    this.#database = openForReading(file);
    try {
      this.#database.exec('BEGIN');
      this.entries = this.#first('SELECT count(*) AS count FROM entry')!.count as number;
    } catch (error) {
      this.#database.close();
      throw error;
    }
  }

  get epoch(): string {
    const epoch = this.#first("SELECT value FROM meta WHERE key = 'epoch'");
    if (!epoch) throw this.damaged('it has no epoch');
    return epoch.value as string;
  }

  readNext(table: Table, after: Row | undefined): Promise<readonly Row[]> {
    const rows = this.#database.prepare(selectNext(table, after, () => '?')).all(...keyOf(table, after));
    return Promise.resolve((rows as Row[]).map(storable));
  }

  damaged(detail: string): LogUnavailable {
    return new LogDamaged(this.#path, detail);
  }

  [Symbol.dispose](): void {
    this.#database.close();
  }

  #first(sql: string): Row | undefined {
    return this.#database.prepare(sql).get() as Row | undefined;
  }
}

/** As Postgres will hold it, which keeps no NUL: a moderator’s reason may have one, an entry never does. */
function storable(row: Row): Row {
  if (typeof row.why !== 'string' || !row.why.includes('\0')) return row;
  return { ...row, why: row.why.replaceAll('\0', '\uFFFD') };
}
