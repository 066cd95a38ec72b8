import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { LogUnavailable } from '../../../../server/log/log.ts';
import { writeCopy } from '../../../../server/log/sqlite/back-up.ts';
import { openForReading } from '../../../../server/log/sqlite/open-database.ts';
import { restoreSqliteLog } from '../../../../server/log/sqlite/restore.ts';
import { claim } from '../../../../server/log/sqlite/sqlite-log.ts';
import { SqliteReader } from '../../../../server/log/sqlite/sqlite-reader.ts';
import { SqliteStore } from '../../../../server/log/sqlite/sqlite-store.ts';
import { draft } from '../../../support/drafts.ts';
import { meddle, newestVersion, writeFirstVersion } from '../../../support/log-files.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const now = new Date('2026-03-04T05:06:07.089Z');

function write(path: string, ...texts: readonly string[]): void {
  const store = new SqliteStore(path);
  store.append(texts.map((text) => draft(text, { draftId: text })));
  store.close();
}

/** A back-up that says `one` and `two`, and the path where a log is to be. */
function backedUp() {
  const folder = temporaryFolder();
  onTestFinished(() => folder[Symbol.dispose]());
  const [original, copy] = [join(folder.path, 'original.sqlite'), join(folder.path, 'copy.sqlite')];
  write(original, 'one', 'two');
  writeCopy(original, copy);
  const data = join(folder.path, 'data');
  mkdirSync(data);
  return { original, copy, data, path: join(data, 'log.sqlite') };
}

/** What a log says in its lobby. */
function said(path: string): readonly string[] {
  using database = openForReading(path);
  const { entries } = new SqliteReader(database, path).read('lobby', { after: 0, limit: 100 });
  return entries.map(({ draftId }) => draftId);
}

function epochOf(path: string): unknown {
  using database = openForReading(path);
  return database.prepare("SELECT value FROM meta WHERE key = 'epoch'").get();
}

describe('a back-up that is put in a log’s place', () => {
  it('is the log then, and stays as it was', () => {
    const { copy, path, data } = backedUp();
    const bytes = readFileSync(copy);
    expect(restoreSqliteLog(path, copy, false, now)).toStrictEqual({ entries: 2 });
    expect(said(path)).toEqual(['one', 'two']);
    expect(readFileSync(copy).equals(bytes)).toBe(true);
    expect(readdirSync(data).filter((file) => file.includes('unfinished'))).toEqual([]);
  });

  it('gets an epoch of its own', () => {
    const { copy, path } = backedUp();
    restoreSqliteLog(path, copy, false, now);
    expect(epochOf(path)).not.toEqual(epochOf(copy));
  });

  it('may be of the first version', () => {
    const { copy, path } = backedUp();
    const first = `${copy}-of-old`;
    writeFirstVersion(first, 3);
    expect(restoreSqliteLog(path, first, false, now)).toStrictEqual({ entries: 3 });
    expect(said(path)).toEqual(['d1', 'd2', 'd3']);
  });

  it('leaves a log that is there alone, unless it is told to replace it', () => {
    const { copy, path } = backedUp();
    write(path, 'newer');
    expect(() => restoreSqliteLog(path, copy, false, now)).toThrow(
      new LogUnavailable(
        `There is a log ${path} already. Add --replace to put it aside and take the back-up in its place.`,
      ),
    );
    expect(said(path)).toEqual(['newer']);
  });

  it('may replace nothing', () => {
    const { copy, path } = backedUp();
    expect(restoreSqliteLog(path, copy, true, now)).toStrictEqual({ entries: 2 });
  });

  it('puts the former log aside, with what it had not written back yet', () => {
    const { copy, path } = backedUp();
    write(path, 'newer');
    leaveUnwritten(path);
    const aside = `${path}.2026-03-04T05-06-07.089Z`;
    expect(restoreSqliteLog(path, copy, true, now)).toStrictEqual({ entries: 2, aside });
    expect(epochOf(aside)).toEqual({ value: 'of what was left' });
    expect(said(aside)).toEqual(['newer']);
  });

  it('is not disturbed by what SQLite left beside the former log', () => {
    const { copy, path, data } = backedUp();
    write(path, 'newer');
    leaveUnwritten(path);
    for (const companion of ['-shm', '-journal']) writeFileSync(path + companion, 'left');
    restoreSqliteLog(path, copy, true, now);
    expect(readdirSync(data).filter((file) => file.startsWith('log.sqlite-'))).toEqual([]);
    expect(said(path)).toEqual(['one', 'two']);
  });

  it.each(['', '-wal', '-shm', '-journal'])(
    'is not disturbed by what a former try left unfinished%s',
    (ending) => {
      const { copy, path, data } = backedUp();
      writeFileSync(`${path}.unfinished${ending}`, 'the first half');
      restoreSqliteLog(path, copy, false, now);
      expect(said(path)).toEqual(['one', 'two']);
      expect(readdirSync(data).filter((file) => file.includes('unfinished'))).toEqual([]);
    },
  );

  it('takes no log’s place while that is in use, and leaves it free afterwards', () => {
    const { copy, path } = backedUp();
    const unlock = claim(path);
    expect(() => restoreSqliteLog(path, copy, true, now)).toThrow(
      `Another process is using the log ${path}. Stop it first`,
    );
    unlock();
    restoreSqliteLog(path, copy, true, now);
    claim(path)();
    expect(() => restoreSqliteLog(path, copy, false, now)).toThrow('already');
    claim(path)();
  });
});

describe('what is put in a log’s place', () => {
  const refusals: readonly (readonly [string, (copy: string) => void, (copy: string) => string])[] = [
    [
      'a file that is not there',
      (copy) => renameSync(copy, `${copy}.gone`),
      (copy) => `The back-up ${copy} cannot be used (unable to open database file). Name another one.`,
    ],
    [
      'no database',
      (copy) => writeFileSync(copy, 'to my aunt. '.repeat(1_000)),
      (copy) => `The back-up ${copy} cannot be used (file is not a database). Name another one.`,
    ],
    [
      'another database',
      (copy) => writeOther(copy, 'CREATE TABLE aunt (name TEXT)'),
      (copy) => `${copy} is no back-up of a ws-chat log. Name a file that ws-chat backup wrote.`,
    ],
    [
      'another database with a version',
      (copy) => writeOther(copy, 'CREATE TABLE aunt (name TEXT); PRAGMA user_version = 1'),
      (copy) => `${copy} is no back-up of a ws-chat log. Name a file that ws-chat backup wrote.`,
    ],
    [
      'another database with entries',
      (copy) => writeOther(copy, 'CREATE TABLE entry (name TEXT)'),
      (copy) => `${copy} is no back-up of a ws-chat log. Name a file that ws-chat backup wrote.`,
    ],
    [
      'a back-up of a newer version',
      (copy) => meddle(copy, 'PRAGMA user_version = 99'),
      (copy) =>
        `The log ${copy} was written by a newer ws-chat (schema 99; this one knows ${newestVersion()}). Install that version again, or name another data folder.`,
    ],
    [
      'a back-up in which an entry changed',
      (copy) => meddle(copy, "UPDATE entry SET body = '{}' WHERE seq = 2"),
      (copy) =>
        `The back-up ${copy} cannot be used (1 entries are not as they were written). Name another one.`,
    ],
  ];

  it.each(refusals)('is never %s', (_what, change, sentence) => {
    const { copy, path, data } = backedUp();
    write(path, 'newer');
    change(copy);
    expect(() => restoreSqliteLog(path, copy, true, now)).toThrow(new LogUnavailable(sentence(copy)));
    expect(said(path)).toEqual(['newer']);
    expect(readdirSync(data).filter((file) => file.includes('unfinished'))).toEqual([]);
    expect(existsSync(`${path}.2026-03-04T05-06-07.089Z`)).toBe(false);
  });
});

/** As a killed server does: its last commit is in the write-ahead log alone. */
function leaveUnwritten(path: string): void {
  const database = new DatabaseSync(path);
  database.exec("UPDATE meta SET value = 'of what was left' WHERE key = 'epoch'");
  const unwritten = readFileSync(`${path}-wal`);
  const written = readFileSync(path);
  database.close();
  writeFileSync(path, written);
  writeFileSync(`${path}-wal`, unwritten);
}

function writeOther(copy: string, sql: string): void {
  renameSync(copy, `${copy}.former`);
  meddle(copy, sql);
}
