import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LogDamaged } from '../../../../server/log/sqlite/failures.ts';
import { openForReading } from '../../../../server/log/sqlite/open-database.ts';
import { SqliteStore } from '../../../../server/log/sqlite/sqlite-store.ts';
import { verify } from '../../../../server/log/sqlite/verify.ts';
import { draft } from '../../../support/drafts.ts';
import { meddle } from '../../../support/log-files.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

describe('the whole look at a log', () => {
  /** Looks at a log of three entries and an edit after something happened to it. */
  function verifyAfter(happen: (path: string) => void): void {
    using folder = temporaryFolder();
    const path = join(folder.path, 'log.sqlite');
    const store = new SqliteStore(path);
    const edit = draft('edit', { kind: 'edit', ref: 1, body: '{"ref":1,"text":"uno"}' });
    store.append([draft('one'), draft('two'), draft('three'), edit]);
    store.close();
    happen(path);
    using database = openForReading(path);
    verify(database, 'the.log');
  }

  it('finds nothing wrong where everything is as it was written', () => {
    expect(() => verifyAfter(() => {})).not.toThrow();
  });

  it.each([
    ['room', 'PRAGMA foreign_keys = OFF; UPDATE entry SET room = 2 WHERE seq = 2'],
    ['seq', 'UPDATE entry SET seq = 9 WHERE seq = 2'],
    ['kind', "UPDATE entry SET kind = 'notice' WHERE seq = 2"],
    ['author’s id', "UPDATE entry SET participant = 'bo' WHERE seq = 2"],
    ['draft', "UPDATE entry SET draft = 'another' WHERE seq = 2"],
    ['time', 'UPDATE entry SET at = at + 1 WHERE seq = 2'],
    ['author', "UPDATE entry SET author = '{}' WHERE seq = 2"],
    ['text', "UPDATE entry SET body = '{}' WHERE seq = 2"],
    ['reference', 'UPDATE entry SET ref = 2 WHERE seq = 4'],
  ])('finds another %s', (_what, sql) => {
    expect(() => verifyAfter((path) => meddle(path, sql))).toThrow(
      new LogDamaged('the.log', '1 entries are not as they were written'),
    );
  });

  it('finds an index that does not hold what the table holds', () => {
    // The draft's id stands twice: in the table and, behind it, in the index.
    expect(() => verifyAfter(write('draft-thrice', 'draft-three'))).toThrow(
      /^The log the\.log is damaged \(.*index entry_draft/,
    );
  });

  it('finds tables that are not as they were made', () => {
    expect(() => verifyAfter(write('CREATE TXBLE room', 'CREATE TABLE room'))).toThrow(
      /^The log the\.log is damaged \(malformed database schema \(room\)/,
    );
  });
});

/** Writes over the last place of some text in the file. */
function write(words: string, former: string): (path: string) => void {
  return (path) => {
    const bytes = readFileSync(path);
    bytes.write(words, bytes.lastIndexOf(former));
    writeFileSync(path, bytes);
  };
}
