import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkSqlite, openForWriting } from '../../../../server/log/sqlite/open-database.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

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
  it('syncs every commit', () => {
    using folder = temporaryFolder();
    const database = openForWriting(join(folder.path, 'log.sqlite'));
    expect(database.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 });
    expect(database.prepare('PRAGMA secure_delete').get()).toEqual({ secure_delete: 1 });
    database.close();
  });
});
