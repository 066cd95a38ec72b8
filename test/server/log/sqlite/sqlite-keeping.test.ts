import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { everyRoom, type StaffRecord } from '../../../../server/log/keeping.ts';
import { openSqliteLog } from '../../../../server/log/sqlite/sqlite-log.ts';
import { draft } from '../../../support/drafts.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const mo: StaffRecord = { id: 's.mo', name: 'Mo', role: 'moderator', rooms: ['team-*'], since: 1 };
const link = { hash: 'h1', kind: 'link', staff: 's.mo', until: 100 } as const;

async function opened() {
  const folder = temporaryFolder();
  const path = join(folder.path, 'log.sqlite');
  let log = await openSqliteLog(path);
  return {
    get log() {
      return log;
    },
    async reopen() {
      await log.close();
      log = await openSqliteLog(path);
      return log;
    },
    async [Symbol.asyncDispose]() {
      await log.close();
      folder[Symbol.dispose]();
    },
  };
}

describe('those who keep the chat', () => {
  it('are there after a restart, with what lets them in and what they set', async () => {
    await using file = await opened();
    await file.log.changeKeeping({ staff: mo, issue: link });
    await file.log.changeKeeping({ issue: { hash: 'h2', kind: 'link', until: 100 } });
    await file.log.changeKeeping({ setting: { room: everyRoom, value: '{}' } });
    await file.log.changeKeeping({ setting: { room: 'lobby', value: '{"a":1}' } });
    expect(await (await file.reopen()).readKeeping(99)).toEqual({
      staff: [mo],
      passes: [link, { hash: 'h2', kind: 'link', until: 100 }],
      settings: [
        { room: everyRoom, value: '{}' },
        { room: 'lobby', value: '{"a":1}' },
      ],
    });
    expect((await file.log.readKeeping(100)).passes).toEqual([]);
  });

  it('change as a whole, with a line in the audit log of the room or of all', async () => {
    await using file = await opened();
    const later = { ...mo, seenAt: 5, revokedAt: 6 };
    const audit = { room: everyRoom, at: 6, by: 's.olga', act: 'staff-revoked', whom: mo.id };
    await file.log.changeKeeping({ staff: mo, issue: link });
    await file.log.changeKeeping({ staff: later, end: ['h1'], audit });
    await file.log.changeKeeping({ setting: { room: 'lobby', value: '{}' } });
    await file.log.changeKeeping({ setting: { room: 'lobby', value: undefined } });
    expect(await file.log.readKeeping(0)).toEqual({ staff: [later], passes: [], settings: [] });
    const { room: _room, ...line } = audit;
    expect(await file.log.readAudit(everyRoom, 100, 10)).toMatchObject([line]);
    expect(await file.log.findRooms({ named: '', patterns: undefined, after: '', limit: 10 })).toEqual([]);
  });

  it('have no name once they are erased, and nothing that lets them in', async () => {
    await using file = await opened();
    await file.log.changeKeeping({ staff: mo, issue: link });
    await file.log.erase(mo.id);
    const { staff, passes } = await file.log.readKeeping(0);
    expect(passes).toEqual([]);
    expect(staff).toEqual([{ ...mo, name: '', revokedAt: staff[0]!.revokedAt }]);
    expect(staff[0]!.revokedAt).toBeGreaterThan(1_600_000_000_000);
  });
});

describe('the archive', () => {
  it('finds rooms by a part of their names, and those that one is kept to', async () => {
    await using file = await opened();
    await file.log.append(['page-b', 'lobby', 'page-a', 'a_c', 'abc'].map((room) => draft('x', { room })));
    const found = async (query: object) =>
      (await file.log.findRooms({ named: '', patterns: undefined, after: '', limit: 10, ...query })).map(
        ({ name }) => name,
      );
    expect(await found({})).toEqual(['a_c', 'abc', 'lobby', 'page-a', 'page-b']);
    expect(await found({ named: 'age' })).toEqual(['page-a', 'page-b']);
    expect(await found({ named: '_' })).toEqual(['a_c']);
    expect(await found({ named: "' OR 1=1 --" })).toEqual([]);
    expect(await found({ patterns: ['page-*', 'lobby'] })).toEqual(['lobby', 'page-a', 'page-b']);
    expect(await found({ patterns: ['a_c*', 'lob'] })).toEqual(['a_c']);
    expect(await found({ patterns: [] })).toEqual([]);
    expect(await found({ after: 'lobby', limit: 1 })).toEqual(['page-a']);
  });

  it('brings what one person wrote, in all rooms, in pages', async () => {
    await using file = await opened();
    const at = (room: string, participant = 'ann') => draft(`in ${room}`, { room, participant });
    await file.log.append([at('lobby'), at('attic'), at('lobby', 'bo'), { ...at('lobby'), draftId: 'd2' }]);
    const all = await file.log.readTheirs('ann', undefined, 10);
    expect(all.map(({ room, seq }) => [room, seq])).toEqual([
      ['attic', 1],
      ['lobby', 1],
      ['lobby', 3],
    ]);
    expect(await file.log.readTheirs('ann', all[0], 1)).toEqual([all[1]]);
    expect(await file.log.readTheirs('ann', all[1], 10)).toEqual([all[2]]);
    expect(await file.log.readTheirs("' OR 1=1 --", undefined, 10)).toEqual([]);
  });
});
