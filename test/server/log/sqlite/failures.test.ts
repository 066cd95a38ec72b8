import { DatabaseSync } from 'node:sqlite';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LogUnavailable } from '../../../../server/log/log.ts';
import {
  isBusy,
  isDamage,
  LogDamaged,
  logFailure,
  openFailure,
  problemOf,
} from '../../../../server/log/sqlite/failures.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const path = '/srv/chat/log.sqlite';

/** What an act that SQLite refuses throws. */
function thrownBy(act: () => void): Error {
  try {
    act();
  } catch (error) {
    return error as Error;
  }
  throw new Error('It was not refused.');
}

function askNoDatabase(folder: string): void {
  const file = join(folder, 'letter');
  writeFileSync(file, 'to my aunt. '.repeat(1_000));
  using database = new DatabaseSync(file);
  database.exec('SELECT * FROM sqlite_schema');
}

function lockTwice(folder: string): void {
  const file = join(folder, 'locked.sqlite');
  using first = new DatabaseSync(file);
  first.exec('BEGIN EXCLUSIVE');
  using second = new DatabaseSync(file, { timeout: 0 });
  second.exec('BEGIN EXCLUSIVE');
}

describe('a problem', () => {
  it('keeps what SQLite said, and its number', () => {
    using folder = temporaryFolder();
    const error = thrownBy(() => askNoDatabase(folder.path));
    expect(problemOf(error)).toEqual({ message: 'file is not a database', code: 26, isWhole: false });
  });

  it('has no number where SQLite gave none', () => {
    expect(problemOf(new Error('out of memory'))).toStrictEqual({
      message: 'out of memory',
      isWhole: false,
    });
  });

  it('is whole when it is a sentence with its cure already', () => {
    expect(problemOf(new LogUnavailable('Buy a disk.'))).toStrictEqual({
      message: 'Buy a disk.',
      isWhole: true,
    });
  });

  it('may be anything that was thrown', () => {
    expect(problemOf('a word')).toStrictEqual({ message: 'a word', isWhole: false });
    expect(problemOf({ errcode: 26 })).toStrictEqual({ message: '[object Object]', isWhole: false });
  });
});

describe('damage', () => {
  it('is a file that is no database', () => {
    using folder = temporaryFolder();
    const error = thrownBy(() => askNoDatabase(folder.path));
    expect([isDamage(error), isBusy(error)]).toEqual([true, false]);
  });

  it('is a malformed database, whatever details SQLite adds to its number', () => {
    expect(isDamage(Object.assign(new Error(), { errcode: 11 }))).toBe(true);
    expect(isDamage(Object.assign(new Error(), { errcode: 11 | (1 << 8) }))).toBe(true);
  });

  it('is an entry that is not as it was written', () => {
    expect(isDamage(new LogDamaged(path, 'entry 3 is not as it was written'))).toBe(true);
  });

  it('is not a file that another holds', () => {
    using folder = temporaryFolder();
    const error = thrownBy(() => lockTwice(folder.path));
    expect([isDamage(error), isBusy(error)]).toEqual([false, true]);
  });

  it('is nothing else that fails', () => {
    for (const error of [new Error('no'), new LogUnavailable('no'), 'no', undefined])
      expect([isDamage(error), isBusy(error)]).toEqual([false, false]);
  });

  it('says where it is, what it is and what to do', () => {
    const damage = new LogDamaged(path, 'entry 3 is not as it was written');
    expect(damage.message).toBe(
      `The log ${path} is damaged (entry 3 is not as it was written). Stop the server and put a back-up in its place with: ws-chat restore FILE --replace.`,
    );
    expect(damage.detail).toBe('entry 3 is not as it was written');
  });
});

const damaged = `The log ${path} is damaged (what SQLite says). Stop the server and put a back-up in its place with: ws-chat restore FILE --replace.`;
const full = `The disk that holds the log ${path} is full. Free some space; the chat then goes on by itself.`;
const failed = `The disk that holds the log ${path} failed (what SQLite says). Check the disk and its mount; the chat goes on by itself once it works.`;
const unusable = `The data folder /srv/chat cannot be used (what SQLite says). Make it writable for this user, or name another one with --data.`;

describe('a failure of an open log', () => {
  it.each([
    ['a full disk', 13, full],
    [
      'a file that may not be written',
      8,
      `The log ${path} cannot be written (what SQLite says). Make it and its folder writable for this user; the chat then goes on by itself.`,
    ],
    ['a disk that fails', 10, failed],
    ['a disk that fails to sync', 10 | (4 << 8), failed],
    ['a file that is gone', 14, failed],
    ['a malformed file', 11, damaged],
    ['another file in its place', 26, damaged],
    ['anything else', 1, `The log ${path} failed: what SQLite says.`],
    ['something without a number', undefined, `The log ${path} failed: what SQLite says.`],
  ])('by %s is a sentence with its cure', (_what, code, sentence) => {
    const problem = { message: 'what SQLite says', isWhole: false, ...(code !== undefined && { code }) };
    const failure = logFailure(path, problem);
    expect(failure).toBeInstanceOf(LogUnavailable);
    expect(failure.message).toBe(sentence);
    expect(isDamage(failure)).toBe(sentence === damaged);
  });

  it('that is a sentence already stays as it is', () => {
    expect(logFailure(path, { message: 'Buy a disk.', code: 13, isWhole: true }).message).toBe('Buy a disk.');
  });
});

describe('a failure to open the log', () => {
  it.each([
    ['a full disk', 13, full],
    ['a malformed file', 11, damaged],
    ['another file in its place', 26, damaged],
    ['a file that may not be written', 8, unusable],
    ['a disk that fails', 10, unusable],
    ['a folder that is none', 14, unusable],
    ['something without a number', undefined, unusable],
  ])('by %s is a sentence with its cure', (_what, code, sentence) => {
    const problem = { message: 'what SQLite says', isWhole: false, ...(code !== undefined && { code }) };
    expect(openFailure(path, problem).message).toBe(sentence);
  });

  it('that is a sentence already stays as it is', () => {
    expect(openFailure(path, { message: 'Buy a disk.', isWhole: true }).message).toBe('Buy a disk.');
  });
});
