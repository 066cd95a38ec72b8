import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { LogRange } from '../../../../server/log/log.ts';
import { LogDamaged } from '../../../../server/log/sqlite/failures.ts';
import { openForReading } from '../../../../server/log/sqlite/open-database.ts';
import { SqliteReader } from '../../../../server/log/sqlite/sqlite-reader.ts';
import { SqliteStore } from '../../../../server/log/sqlite/sqlite-store.ts';
import { draft } from '../../../support/drafts.ts';
import { meddle } from '../../../support/log-files.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

/** Reads a log of six entries in the lobby, the first of which is expired, and one in the garden. */
function openReader() {
  const folder = temporaryFolder();
  const path = join(folder.path, 'log.sqlite');
  const store = new SqliteStore(path);
  store.append([1, 2, 3, 4, 5, 6].map((seq) => draft(`${seq}`, { at: seq * 10 })));
  store.append([draft('flower', { room: 'garden', at: 100 })]);
  store.expire(20, 0);
  store.close();
  const database = openForReading(path);
  const reader = new SqliteReader(database, path);
  onTestFinished(() => {
    if (database.isOpen) database.close();
    folder[Symbol.dispose]();
  });
  return { path, reader, database };
}

describe('a reader of the log', () => {
  it.each<[LogRange, readonly number[], boolean]>([
    [{ after: 0, limit: 5 }, [2, 3, 4, 5, 6], false],
    [{ after: 1, limit: 4 }, [2, 3, 4, 5], true],
    [{ after: 5, limit: 1 }, [6], false],
    [{ after: 6, limit: 1 }, [], false],
    [{ after: 99, limit: 5 }, [], false],
    [{ before: 99, limit: 5 }, [2, 3, 4, 5, 6], false],
    [{ before: 99, limit: 4 }, [3, 4, 5, 6], true],
    [{ before: 4, limit: 2 }, [2, 3], false],
    [{ before: 4, limit: 1 }, [3], true],
    [{ before: 2, limit: 3 }, [], false],
    [{ before: 0, limit: 3 }, [], false],
  ])('finds of %o what exists', (range, seqs, more) => {
    const { reader } = openReader();
    const page = reader.read('lobby', range);
    expect([page.head, page.entries.map(({ seq }) => seq), page.more]).toEqual([6, seqs, more]);
  });

  it.each([
    ['its first entry', 'DELETE FROM entry WHERE seq = 2', 'room lobby lacks its first or last entries'],
    ['its last entry', 'DELETE FROM entry WHERE seq = 6', 'room lobby lacks its first or last entries'],
    ['all of its entries', 'DELETE FROM entry WHERE seq > 1', 'room lobby lacks its first or last entries'],
    ['an entry in the middle', 'DELETE FROM entry WHERE seq = 4', 'room lobby lacks entries'],
    ['what it said', "UPDATE entry SET body = '{}' WHERE seq = 4", 'entry 4 is not as it was written'],
    ['what it referred to', 'UPDATE entry SET ref = 3 WHERE seq = 4', 'entry 4 is not as it was written'],
  ])('notices that a room lost %s', (_what, sql, detail) => {
    const { path, reader } = openReader();
    meddle(path, sql);
    expect(() => reader.read('lobby', { after: 0, limit: 10 })).toThrow(new LogDamaged(path, detail));
    // What was not touched can be read all the same.
    expect(reader.read('garden', { after: 0, limit: 10 }).head).toBe(1);
  });

  it('believes no entry beyond the newest', () => {
    const { path, reader } = openReader();
    meddle(path, "UPDATE room SET head = 5 WHERE name = 'lobby'");
    expect(() => reader.read('lobby', { after: 0, limit: 10 })).toThrow(LogDamaged);
  });

  it('holds on to no view of the file between two reads', () => {
    const { path, reader } = openReader();
    reader.read('lobby', { after: 0, limit: 10 });
    const store = new SqliteStore(path);
    store.append([draft('7', { at: 100 })]);
    expect(reader.read('lobby', { after: 0, limit: 10 }).head).toBe(7);
    store.close();
  });

  it('lets go of the file', () => {
    const { reader, database } = openReader();
    reader.close();
    expect(database.isOpen).toBe(false);
  });
});
