import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { LogUnavailable } from '../../../../server/log/log.ts';
import { openSqliteLog } from '../../../../server/log/sqlite/sqlite-log.ts';
import { draft } from '../../../support/drafts.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { describeLog } from '../log-contract.ts';

describeLog('SQLite', () => {
  const folder = temporaryFolder();
  const path = join(folder.path, 'log.sqlite');
  return {
    open: () => openSqliteLog(path),
    openCopy: openSqliteLog,
    copyPath: join(folder.path, 'copy.sqlite'),
    dispose: () => folder[Symbol.dispose](),
  };
});

describe('opening the SQLite log', () => {
  it('makes the folder', async () => {
    using folder = temporaryFolder();
    const log = await openSqliteLog(join(folder.path, 'a', 'b', 'log.sqlite'));
    await log.close();
  });

  it('refuses a second process on the same file', async () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'log.sqlite');
    const log = await openSqliteLog(path);
    await expect(openSqliteLog(path)).rejects.toThrow(/Another process is using the log .* --data/);
    await log.close();
  });

  it('names the folder and the cure where it cannot write', async () => {
    using folder = temporaryFolder();
    writeFileSync(join(folder.path, 'file'), '');
    const opened = openSqliteLog(join(folder.path, 'file', 'log.sqlite'));
    await expect(opened).rejects.toThrow(LogUnavailable);
    await expect(opened).rejects.toThrow(/The data folder .*file cannot be used .* --data/);
  });

  it('refuses a log of a newer version', async () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'log.sqlite');
    const database = new DatabaseSync(path);
    database.exec('PRAGMA user_version = 99');
    database.close();
    await expect(openSqliteLog(path)).rejects.toThrow(/written by a newer ws-chat/);
  });

  it('refuses a file that is no database', async () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'log.sqlite');
    mkdirSync(folder.path, { recursive: true });
    writeFileSync(path, 'this is a letter to my aunt, not a database, and it is long enough'.repeat(40));
    await expect(openSqliteLog(path)).rejects.toThrow(/is damaged .*ws-chat restore FILE --replace/);
    expect(readFileSync(path, 'utf8')).toContain('aunt');
  });

  it('writes to the file what it acknowledges', async () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'log.sqlite');
    const log = await openSqliteLog(path);
    await log.append([draft('on disk')]);
    expect(readFileSync(`${path}-wal`).includes('on disk')).toBe(true);
    await log.close();
  });
});
