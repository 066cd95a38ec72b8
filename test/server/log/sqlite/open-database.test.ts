import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { LogDamaged } from '../../../../server/log/sqlite/failures.ts';
import { checkSqlite, openForReading, openForWriting } from '../../../../server/log/sqlite/open-database.ts';
import { SqliteReader } from '../../../../server/log/sqlite/sqlite-reader.ts';
import { SqliteStore } from '../../../../server/log/sqlite/sqlite-store.ts';
import { verify } from '../../../../server/log/sqlite/verify.ts';
import { draft } from '../../../support/drafts.ts';
import { meddle, newestVersion, writeFirstVersion } from '../../../support/log-files.ts';
import { temporaryFolder, type TemporaryFolder } from '../../../support/temporary-folder.ts';

describe('SQLite', () => {
  it.each(['3.51.3', '3.51.10', '3.52.0', '4.0.0'])('may be %s', (version) => {
    expect(() => checkSqlite(version)).not.toThrow();
  });

  it.each(['3.51.2', '3.50.7', '3.47.2', '2.99.99', '0'])(
    'may not be %s, which can lose commits',
    (version) => {
      expect(() => checkSqlite(version)).toThrow(
        `brings SQLite ${version}, which can lose messages. Install the newest Node 24`,
      );
    },
  );
});

describe('an open log', () => {
  it('syncs every commit, and clears what it overwrites', () => {
    using folder = temporaryFolder();
    using database = openForWriting(join(folder.path, 'log.sqlite'));
    expect(database.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
    expect(database.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 });
    expect(database.prepare('PRAGMA secure_delete').get()).toEqual({ secure_delete: 1 });
    expect(database.prepare('PRAGMA foreign_keys').get()).toEqual({ foreign_keys: 1 });
  });

  it('keeps no more than 16 MiB of the disk for an empty write-ahead log', () => {
    using folder = temporaryFolder();
    using database = openForWriting(join(folder.path, 'log.sqlite'));
    expect(database.prepare('PRAGMA journal_size_limit').get()).toEqual({ journal_size_limit: 16_777_216 });
  });

  it('waits for others of its process, whether it writes or reads', () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'log.sqlite');
    using writing = openForWriting(path);
    using reading = openForReading(path);
    for (const database of [writing, reading])
      expect(database.prepare('PRAGMA busy_timeout').get()).toEqual({ timeout: 5_000 });
  });

  it('cannot be written by who reads', () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'log.sqlite');
    using _writing = openForWriting(path);
    using reading = openForReading(path);
    expect(() => reading.exec('DELETE FROM entry')).toThrow('attempt to write a readonly database');
  });
});

describe('opening a log', () => {
  /** A log with an entry in each of two rooms. */
  function written(folder: TemporaryFolder): string {
    const path = join(folder.path, 'log.sqlite');
    const store = new SqliteStore(path);
    store.append([draft('one'), draft('two', { room: 'garden' })]);
    store.close();
    return path;
  }

  it('finds a list of rooms that differs from its index', () => {
    using folder = temporaryFolder();
    const path = written(folder);
    const bytes = readFileSync(path);
    // The name stands twice: in the list and in its index.
    bytes.write('lobbx', bytes.lastIndexOf('lobby'));
    writeFileSync(path, bytes);
    expect(() => openForWriting(path)).toThrow(LogDamaged);
    expect(() => openForWriting(path)).toThrow(
      /is damaged \(.*sqlite_autoindex_room_1.*\)\. Stop the server/,
    );
  });

  it('finds a page of entries that is none', () => {
    using folder = temporaryFolder();
    const path = written(folder);
    const bytes = readFileSync(path);
    const { root, size } = read(path, (database) => ({
      ...(database.prepare("SELECT rootpage AS root FROM sqlite_schema WHERE name = 'entry'").get() as {
        root: number;
      }),
      size: (database.prepare('PRAGMA page_size').get() as { page_size: number }).page_size,
    }));
    bytes.fill(0xff, (root - 1) * size, root * size);
    writeFileSync(path, bytes);
    expect(() => openForWriting(path)).toThrow(/is damaged \(\*\*\* in database main \*\*\* [^\n]*\)\. Stop/);
  });

  it('calls no damage what the disk did not do', () => {
    using folder = temporaryFolder();
    const path = written(folder);
    meddle(path, 'PRAGMA foreign_keys = OFF; DROP TABLE room');
    expect(() => openForWriting(path)).toThrow(/^no such table: room$/);
  });

  it('refuses a folder that cannot keep a write-ahead log', () => {
    expect(() => openForWriting(':memory:')).toThrow(
      'The file system of :memory: is no use for the log. Name a folder on a local disk with --data.',
    );
  });

  it('lets go of a file that it refuses', () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'log.sqlite');
    meddle(path, 'PRAGMA user_version = 99');
    expect(() => openForWriting(path)).toThrow(
      `The log ${path} was written by a newer ws-chat (schema 99; this one knows ${newestVersion()}). Install that version again, or name another data folder.`,
    );
    // Who is alone with a file when it lets go of it leaves nothing beside it.
    expect(readdirSync(folder.path)).toEqual(['log.sqlite']);
  });

  it('takes over a log of the first version, with sums over what is there', () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'log.sqlite');
    writeFirstVersion(path, 3);
    using database = openForWriting(path);
    verify(database, path);
    const { head, entries } = new SqliteReader(database, path).read('lobby', { after: 0, limit: 10 });
    expect([head, entries.map(({ body }) => body)]).toEqual([
      3,
      [1, 2, 3].map((seq) => draft(`text ${seq}`).body),
    ]);
    expect(database.prepare('PRAGMA user_version').get()).toEqual({ user_version: newestVersion() });
  });

  it('leaves the tables of a log of this version alone', () => {
    using folder = temporaryFolder();
    const path = written(folder);
    const schema = () => read(path, (database) => database.prepare('PRAGMA schema_version').get());
    const before = schema();
    openForWriting(path).close();
    expect(schema()).toEqual(before);
  });
});

function read<Result>(path: string, ask: (database: DatabaseSync) => Result): Result {
  using database = openForReading(path);
  return ask(database);
}
