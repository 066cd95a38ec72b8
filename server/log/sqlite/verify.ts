// The whole look at a log: its structure, its indexes, and every entry's sum.
import type { DatabaseSync } from 'node:sqlite';
import { addSumFunction, summed } from './entry-row.ts';
import { LogDamaged } from './failures.ts';
import { ask } from './open-database.ts';

/** Throws LogDamaged unless everything is as it was written. */
export function verify(database: DatabaseSync, path: string): void {
  ask(database, path, 'PRAGMA integrity_check(1)');
  addSumFunction(database);
  const { wrong } = database
    .prepare(`SELECT count(*) AS wrong FROM entry WHERE sum <> entry_sum(${summed})`)
    .get() as {
    wrong: number;
  };
  if (wrong > 0) throw new LogDamaged(path, `${wrong} entries are not as they were written`);
}
