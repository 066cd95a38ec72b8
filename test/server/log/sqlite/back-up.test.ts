import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { LogUnavailable } from '../../../../server/log/log.ts';
import { writeCopy } from '../../../../server/log/sqlite/back-up.ts';
import { openForReading } from '../../../../server/log/sqlite/open-database.ts';
import { SqliteReader } from '../../../../server/log/sqlite/sqlite-reader.ts';
import { SqliteStore } from '../../../../server/log/sqlite/sqlite-store.ts';
import { draft } from '../../../support/drafts.ts';
import { meddle } from '../../../support/log-files.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

/** A log with two entries that a store works on, and an empty folder for copies. */
function openStore() {
  const folder = temporaryFolder();
  const path = join(folder.path, 'log.sqlite');
  const store = new SqliteStore(path);
  store.append([draft('one'), draft('two')]);
  const copies = join(folder.path, 'copies');
  mkdirSync(copies);
  onTestFinished(() => {
    store.close();
    folder[Symbol.dispose]();
  });
  return { path, store, copies, copy: join(copies, 'copy.sqlite') };
}

describe('a copy of the log', () => {
  it('holds what is still in the write-ahead log, while the log goes on', () => {
    const { path, store, copy } = openStore();
    writeCopy(path, copy);
    store.append([draft('three')]);
    using database = openForReading(copy);
    const { head, entries } = new SqliteReader(database, copy).read('lobby', { after: 0, limit: 10 });
    expect([head, entries.map(({ draftId }) => draftId)]).toEqual([2, ['draft-one', 'draft-two']]);
  });

  it('is one file, for its owner alone', () => {
    const { path, copies, copy } = openStore();
    writeCopy(path, copy);
    expect(readdirSync(copies)).toEqual(['copy.sqlite']);
    if (process.platform !== 'win32') expect(statSync(copy).mode & 0o777).toBe(0o600);
  });

  it('holds on to nothing', () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'log.sqlite');
    const store = new SqliteStore(path);
    writeCopy(path, join(folder.path, 'copy.sqlite'));
    // Whoever is the last to let go of a log leaves nothing beside it.
    store.close();
    expect(readdirSync(folder.path).sort()).toEqual(['copy.sqlite', 'log.sqlite']);
  });

  it('overwrites no file', () => {
    const { path, copies, copy } = openStore();
    writeFileSync(copy, 'to my aunt');
    expect(() => writeCopy(path, copy)).toThrow(LogUnavailable);
    expect(() => writeCopy(path, copy)).toThrow(
      `There is a file ${copy} already. Name another one, or remove it first.`,
    );
    expect([readdirSync(copies), readFileSync(copy, 'utf8')]).toEqual([['copy.sqlite'], 'to my aunt']);
  });

  it('is written though another one was left unfinished', () => {
    const { path, copies, copy } = openStore();
    writeFileSync(`${copy}.unfinished`, 'the first half');
    writeCopy(path, copy);
    expect(readdirSync(copies)).toEqual(['copy.sqlite']);
  });

  it('gets no name where an entry is not as it was written', () => {
    const { path, copies, copy } = openStore();
    meddle(path, "UPDATE entry SET body = '{}' WHERE seq = 2");
    expect(() => writeCopy(path, copy)).toThrow(
      `The log ${copy}.unfinished is damaged (1 entries are not as they were written).`,
    );
    expect(readdirSync(copies)).toEqual([]);
  });

  it('says what is in its way', () => {
    const { path, copies } = openStore();
    const copy = join(copies, 'no', 'copy.sqlite');
    expect(() => writeCopy(path, copy)).toThrow(LogUnavailable);
    expect(() => writeCopy(path, copy)).toThrow(
      `The back-up ${copy} could not be written (unable to open database: ${copy}.unfinished). Name a writable folder with enough space, and try again.`,
    );
    expect(existsSync(join(copies, 'no'))).toBe(false);
  });
});
