import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DraftRecord } from '../../../server/log/log.ts';
import type { KeptLog } from '../../../server/log/open-log.ts';
import { openSqliteLog } from '../../../server/log/sqlite/sqlite-log.ts';
import { CountedLog } from '../../../server/workers/counted-log.ts';
import { draft } from '../../support/drafts.ts';
import { MemoryLog } from '../../support/memory-log.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** One that writes a batch and then loses the answer, where the test says so. */
class ForgetfulLog extends MemoryLog {
  losesAnswers = false;

  override async append(drafts: readonly DraftRecord[]) {
    const outcomes = await super.append(drafts);
    if (this.losesAnswers) throw new Error('The thread died.');
    return outcomes;
  }
}

const secrets = new Map([['guests', 'known']]);

/** Of what a log keeps, this one keeps entries alone. */
function counted() {
  const log = new ForgetfulLog();
  return { log, shared: new CountedLog(log as ForgetfulLog & KeptLog, secrets) };
}

describe('the counted log', () => {
  it('knows the head of each room, and looks into the log once', async () => {
    const { log, shared } = counted();
    await log.append([draft('before it was opened')]);
    const { reads } = log;
    await shared.append([draft('a'), draft('b', { room: 'garden' })]);
    for (let look = 0; look < 2; look++) {
      const { epoch, rooms } = await shared.heads(['lobby', 'garden', 'attic']);
      expect(epoch).toBe(log.epoch);
      expect(Object.fromEntries([...rooms].map(([room, { head }]) => [room, head]))).toEqual({
        lobby: 2,
        garden: 1,
      });
    }
    expect(log.reads - reads).toBe(3);
  });

  it('is as far as any page that it gave', async () => {
    const { log, shared } = counted();
    await shared.heads(['lobby']);
    await log.append([draft('whose answer is on its way')]);
    await shared.read('lobby', { after: 0, limit: 10 });
    expect((await shared.heads(['lobby'])).rooms.get('lobby')?.head).toBe(1);
  });

  it('looks again where an answer was lost', async () => {
    const { log, shared } = counted();
    await shared.heads(['lobby']);
    log.losesAnswers = true;
    await expect(shared.append([draft('a')])).rejects.toThrow('The thread died.');
    expect((await shared.heads(['lobby'])).rooms.get('lobby')?.head).toBe(1);
  });

  it('tells how far a room is expired', async () => {
    const { shared } = counted();
    await shared.append([draft('old', { at: 1 }), draft('young', { at: 9 })]);
    await shared.heads(['lobby']);
    const expired: unknown[] = [];
    await shared.expire(5, (...room) => expired.push(room));
    expect(expired).toEqual([['lobby', 1]]);
    expect((await shared.heads(['lobby'])).rooms.get('lobby')).toEqual({ head: 2, expired: 1, standing: 0 });
  });

  it('has another version after every change of a standing, and of the keeping', async () => {
    using folder = temporaryFolder();
    const shared = new CountedLog(await openSqliteLog(join(folder.path, 'log.sqlite')), secrets);
    const before = await shared.heads(['lobby']);
    await shared.changeStanding({ room: 'lobby', mode: '{}' });
    await shared.changeKeeping({});
    const after = await shared.heads(['lobby']);
    expect(before.rooms.has('lobby')).toBe(false);
    expect(after.rooms.get('lobby')).toEqual({ head: 0, expired: 0, standing: 1 });
    expect(after.keeping).toBeGreaterThan(before.keeping);
    await shared.close();
  });

  it('tells a secret that is known already', async () => {
    const { shared } = counted();
    expect(await shared.secret('guests', 'mine')).toBe('known');
  });
});
