import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { LogUnavailable } from '../../../../server/log/log.ts';
import { openSqliteLog } from '../../../../server/log/sqlite/sqlite-log.ts';
import { draft } from '../../../support/drafts.ts';
import { meddle } from '../../../support/log-files.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { describeBackUp } from '../back-up-contract.ts';
import { describeKeptLog } from '../kept-log-contract.ts';
import { describeLog } from '../log-contract.ts';
import { describeWebhookStore } from '../webhook-store-contract.ts';

describeLog('SQLite', createLog);
describeBackUp('SQLite', createLog);
describeKeptLog('SQLite', createLog);
describeWebhookStore('SQLite', createLog);

function createLog() {
  const folder = temporaryFolder();
  const path = join(folder.path, 'log.sqlite');
  return {
    open: () => openSqliteLog(path),
    openCopy: openSqliteLog,
    copyPath: join(folder.path, 'copy.sqlite'),
    dispose: () => folder[Symbol.dispose](),
  };
}

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
    await expect(opened).rejects.toThrow(/The data folder .*file cannot be used \(E[A-Z]+: .* --data/);
  });

  it('tells another file in the place of its lock from another process', async () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'log.sqlite');
    writeFileSync(`${path}.lock`, 'this is a letter to my aunt'.repeat(100));
    await expect(openSqliteLog(path)).rejects.toThrow(/is damaged \(file is not a database\)/);
  });

  it('lets go of a log that it refuses', async () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'log.sqlite');
    meddle(path, 'PRAGMA user_version = 99');
    await expect(openSqliteLog(path)).rejects.toThrow(/written by a newer ws-chat/);
    meddle(path, 'PRAGMA user_version = 0');
    const log = await openSqliteLog(path);
    await log.close();
  });

  it('refuses a log of a newer version', async () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'log.sqlite');
    meddle(path, 'PRAGMA user_version = 99');
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

describe('an open SQLite log', () => {
  it('writes at each probe, for nothing else tells whether the disk takes anything', async () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'log.sqlite');
    const log = await openSqliteLog(path);
    await log.probe();
    using database = new DatabaseSync(path, { readOnly: true });
    expect(database.prepare("SELECT key FROM meta WHERE key = 'probe'").all()).toHaveLength(1);
    await log.close();
  });

  it('rejects what SQLite refuses, with a sentence', async () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'log.sqlite');
    const log = await openSqliteLog(path);
    await expect(log.append([draft('one', { body: null as never })])).rejects.toThrow(
      new LogUnavailable(`The log ${path} failed: NOT NULL constraint failed: entry.body.`),
    );
    await log.close();
  });

  it('rejects a read of what is not as it was written', async () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'log.sqlite');
    const log = await openSqliteLog(path);
    await log.append([draft('one')]);
    meddle(path, "UPDATE entry SET body = '{}'");
    await expect(log.read('lobby', { after: 0, limit: 10 })).rejects.toThrow(
      /is damaged \(entry 1 is not as it was written\)\. Stop the server/,
    );
    await log.close();
  });

  it('rejects a back-up that cannot be made, and makes the next', async () => {
    using folder = temporaryFolder();
    const log = await openSqliteLog(join(folder.path, 'log.sqlite'));
    const copy = join(folder.path, 'copy.sqlite');
    writeFileSync(copy, 'to my aunt');
    await expect(log.backUp(copy)).rejects.toThrow(
      new LogUnavailable(`There is a file ${copy} already. Name another one, or remove it first.`),
    );
    await log.backUp(`${copy}-2`);
    expect(existsSync(`${copy}-2`)).toBe(true);
    await log.close();
  });

  it('ends the back-up under way before it closes, and tidies up', async () => {
    using folder = temporaryFolder();
    const log = await openSqliteLog(join(folder.path, 'log.sqlite'));
    await log.append([draft('one')]);
    const ended: string[] = [];
    await Promise.all([
      log.backUp(join(folder.path, 'copy.sqlite')).then(() => ended.push('back-up')),
      log.close().then(() => ended.push('log')),
    ]);
    expect(ended).toEqual(['back-up', 'log']);
    expect(readdirSync(folder.path).sort()).toEqual(['copy.sqlite', 'log.sqlite', 'log.sqlite.lock']);
  });
});
