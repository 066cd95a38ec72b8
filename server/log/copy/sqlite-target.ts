// A new file that becomes a copy of a log. Nothing is synced before it is whole: until then it has another name.
import { chmodSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { openForWriting } from '../sqlite/open-database.ts';
import type { LogTarget } from './copying.ts';
import { named, type Row, type Table } from './tables.ts';

export class SqliteTarget implements LogTarget, Disposable {
  readonly #database: DatabaseSync;

  constructor(path: string) {
    this.#database = openForWriting(path);
    // Everything that anyone ever said here, for this user alone.
    chmodSync(path, 0o600);
    this.#database.exec('PRAGMA journal_mode = DELETE; PRAGMA synchronous = OFF; BEGIN');
  }

  lastOf(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  write({ name, columns }: Table, rows: readonly Row[]): Promise<void> {
    const keys = Object.keys(columns);
    const places = keys.map(() => '?').join(', ');
    const insert = this.#database.prepare(`INSERT INTO ${name} (${named(keys)}) VALUES (${places})`);
    for (const row of rows) insert.run(...keys.map((key) => row[key]!));
    return Promise.resolve();
  }

  finish(epoch: string): void {
    this.#database.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES ('epoch', ?)").run(epoch);
    this.#database.exec('COMMIT');
  }

  [Symbol.dispose](): void {
    this.#database.close();
  }
}
