import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LogUnavailable } from '../../../server/log/log.ts';
import { openSqliteLog } from '../../../server/log/sqlite/sqlite-log.ts';
import { draft } from '../../support/drafts.ts';
import { LogHostProcess } from '../../support/log-host.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { describeLog } from '../log/log-contract.ts';
import { describeStanding } from '../log/standing-contract.ts';
import { describeWebhookStore } from '../log/webhook-store-contract.ts';

let host: LogHostProcess;

beforeAll(() => {
  host = new LogHostProcess();
});

afterAll(() => host.kill());

describeLog('Remote', () => {
  const folder = temporaryFolder();
  return {
    open: () => host.open(join(folder.path, 'log.sqlite')),
    openCopy: openSqliteLog,
    copyPath: join(folder.path, 'copy.sqlite'),
    dispose: () => folder[Symbol.dispose](),
  };
});

describeStanding('Remote', () => {
  const folder = temporaryFolder();
  return {
    open: () => host.open(join(folder.path, 'log.sqlite')),
    dispose: () => folder[Symbol.dispose](),
  };
});

describeWebhookStore('Remote', () => {
  const folder = temporaryFolder();
  return {
    open: () => host.open(join(folder.path, 'log.sqlite')),
    dispose: () => folder[Symbol.dispose](),
  };
});

describe('the remote log', () => {
  async function opened() {
    const folder = temporaryFolder();
    const log = await host.open(join(folder.path, 'log.sqlite'));
    return {
      log,
      folder: folder.path,
      async [Symbol.asyncDispose]() {
        await log.close();
        folder[Symbol.dispose]();
      },
    };
  }

  it('is the file’s keeping and archive, too', async () => {
    await using file = await opened();
    const ann = { id: 'ann', name: 'Ann', role: 'owner', since: 1 } as const;
    await file.log.changeKeeping({ staff: ann });
    expect((await file.log.readKeeping(0)).staff).toEqual([ann]);
    await file.log.append([draft('hello')]);
    const rooms = await file.log.findRooms({ named: '', patterns: undefined, after: '', limit: 10 });
    expect(rooms).toEqual([{ name: 'lobby', head: 1 }]);
    const { participant } = draft('hello');
    expect(await file.log.readTheirs(participant, undefined, 10)).toHaveLength(1);
    expect(await file.log.findAudit({ room: 'lobby', before: 9, limit: 10 })).toEqual([]);
  });

  it('says of a failure what its log says, as a failure of the log', async () => {
    await using file = await opened();
    const backUp = file.log.backUp(join(file.folder, 'nowhere', 'copy.sqlite'));
    await expect(backUp).rejects.toThrow(LogUnavailable);
    await expect(backUp).rejects.toThrow(/nowhere/);
  });

  it('is in another epoch before anybody is answered that somebody is erased', async () => {
    await using file = await opened();
    const { epoch } = file.log;
    let doubts = 0;
    file.log.watch(() => doubts++);
    await file.log.append([draft('hello')]);
    expect([file.log.epoch, doubts]).toEqual([epoch, 0]);
    await file.log.erase(draft('hello').participant);
    expect(file.log.epoch).not.toBe(epoch);
    expect(doubts).toBe(1);
    expect((await file.log.heads([])).epoch).toBe(file.log.epoch);
  });

  it('tells what the host knows of the secret', async () => {
    await using file = await opened();
    expect(await file.log.secret('guests', 'mine')).toBe('known');
  });

  it('answers what is under way before it is closed, and nothing afterwards', async () => {
    const file = await opened();
    const outcomes = file.log.append([draft('last words')]);
    await file[Symbol.asyncDispose]();
    expect(await outcomes).toEqual([{ outcome: 'committed', seq: 1 }]);
    await expect(file.log.probe()).rejects.toThrow(/^The log was closed\.$/);
  });

  it('rejects what is under way when the host dies, and whatever is asked then', async () => {
    using folder = temporaryFolder();
    const mortal = new LogHostProcess();
    const log = await mortal.open(join(folder.path, 'log.sqlite'));
    mortal.pause();
    const asked = Promise.allSettled([
      log.append([draft('lost?')]),
      log.read('lobby', { after: 0, limit: 1 }),
      log.changeStanding({ room: 'lobby', mode: '{}' }),
    ]);
    await mortal.kill();
    for (const outcome of await asked)
      expect(outcome).toMatchObject({ status: 'rejected', reason: expect.any(LogUnavailable) as unknown });
    await expect(log.probe()).rejects.toThrow(/The process that keeps the log ended/);
  });
});
