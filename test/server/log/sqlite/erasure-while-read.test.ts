import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openForReading } from '../../../../server/log/sqlite/open-database.ts';
import { SqliteStore } from '../../../../server/log/sqlite/sqlite-store.ts';
import { draft } from '../../../support/drafts.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

it('an erasure says so when a reader still holds a copy, and may be run again', { timeout: 60_000 }, () => {
  using folder = temporaryFolder();
  const path = join(folder.path, 'log.sqlite');
  const store = new SqliteStore(path);
  store.append([draft('my words')]);
  const reading = openForReading(path);
  reading.exec('BEGIN; SELECT * FROM entry');
  expect(store.erase('ann')).toBe(1);
  expect(() => store.forget()).toThrow(
    'It was erased from the log, but a copy is still in use by a reader. Run the same command again in a minute.',
  );
  reading.exec('COMMIT');
  expect(store.erase('ann')).toBe(0);
  store.forget();
  reading.close();
  store.close();
});
