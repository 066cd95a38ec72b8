import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSqliteLog } from '../../../../server/log/sqlite/sqlite-log.ts';
import { meddle } from '../../../support/log-files.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { describeStanding } from '../standing-contract.ts';

describeStanding('SQLite', () => {
  const folder = temporaryFolder();
  return {
    open: () => openSqliteLog(join(folder.path, 'log.sqlite')),
    dispose: () => folder[Symbol.dispose](),
  };
});

const report = { participant: 'cy', ref: 1, whom: 'bo', record: '{}' };
const ban = { kind: 'ban', subject: 'ann', by: 'moderator' } as const;

describe('the standing in a log’s file', () => {
  it('is there when the file is opened again, and in its back-up', async () => {
    using folder = temporaryFolder();
    const [path, copy] = ['log.sqlite', 'copy.sqlite'].map((name) => join(folder.path, name)) as [
      string,
      string,
    ];
    const log = await openSqliteLog(path);
    await log.changeStanding({
      room: 'lobby',
      mode: '{}',
      impose: [ban],
      report,
      audit: { at: 1, by: 'mo', act: 'ban' },
    });
    await log.backUp(copy);
    await log.close();
    for (const file of [path, copy]) {
      const again = await openSqliteLog(file);
      expect(await again.readStanding('lobby', 0)).toEqual({
        mode: '{}',
        restraints: [ban],
        held: [],
        reports: [report],
      });
      expect(await again.readAudit('lobby', 9, 9)).toHaveLength(1);
      await again.close();
    }
  });

  it('has an audit log that only grows', async () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'log.sqlite');
    const log = await openSqliteLog(path);
    await log.changeStanding({
      room: 'lobby',
      audit: { at: 1, by: 'mo', act: 'ban', whom: 'bo', why: 'spam' },
    });
    await log.close();
    for (const sql of ['DELETE FROM audit', "UPDATE audit SET why = ''", 'UPDATE audit SET at = 2'])
      expect(() => meddle(path, sql)).toThrow('the audit log only grows');
  });

  it('leaves nothing of who is erased in any file', async () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'log.sqlite');
    const log = await openSqliteLog(path);
    const id = 'ann-who-goes';
    await log.changeStanding({
      room: 'lobby',
      impose: [{ ...ban, subject: id }],
      hold: { participant: id, draftId: 'd1', record: `{"author":"${id}"}` },
      report: { ...report, participant: id, record: `{"from":"${id}"}` },
      audit: { at: 1, by: id, act: 'ban', whom: 'bo' },
    });
    await log.changeStanding({ room: 'lobby', report: { ...report, whom: id, record: `{"about":"${id}"}` } });
    await log.changeStanding({ room: 'lobby', report: { ...report, ref: 2 } });
    await log.changeStanding({ room: 'lobby', audit: { at: 2, by: 'mo', act: 'ban', whom: id } });
    await log.changeStanding({
      room: 'lobby',
      audit: { at: 3, by: 'mo', act: 'ban-by-phrase', many: ['bo', id] },
    });
    await log.erase(id);
    await log.close();
    for (const name of readdirSync(folder.path))
      expect([name, readFileSync(join(folder.path, name)).includes(id)]).toEqual([name, false]);
  });
});
