// What a log must do with all that a server keeps beside it in the same place: the standing of people and rooms,
// who keeps the chat, and what is looked up over rooms.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Archive } from '../../../server/log/archive.ts';
import { everyRoom, type KeepingStore, type StaffRecord } from '../../../server/log/keeping.ts';
import type { Log } from '../../../server/log/log.ts';
import type { StandingStore } from '../../../server/log/standing.ts';
import { draft } from '../../support/drafts.ts';

type KeptLog = Log & StandingStore & KeepingStore & Archive;

export interface KeptLogUnderTest {
  /** Opens the log; the same one each time within a test. */
  open(): Promise<KeptLog>;
  dispose(): Promise<void> | void;
}

const mo: StaffRecord = { id: 's.mo', name: 'Mo', role: 'moderator', rooms: ['team-*'], since: 1 };
const link = { hash: 'h1', kind: 'link', staff: 's.mo', until: 100 } as const;
const report = { participant: 'cy', ref: 1, whom: 'bo', record: '{}' };
const ban = { kind: 'ban', subject: 'ann', by: 'moderator' } as const;

export function describeKeptLog(name: string, createLog: () => KeptLogUnderTest): void {
  describe(`${name} log, with what is kept beside it`, () => {
    let underTest: KeptLogUnderTest;
    let log: KeptLog;

    beforeEach(async () => {
      underTest = createLog();
      log = await underTest.open();
    });

    afterEach(async () => {
      await log.close();
      await underTest.dispose();
    });

    const reopen = async () => {
      await log.close();
      return (log = await underTest.open());
    };

    describe('the standing', () => {
      it('does not disturb the entries of its room, whichever is there first', async () => {
        await log.changeStanding({ room: 'lobby', mode: '{}' });
        expect(await log.append([draft('one')])).toEqual([{ outcome: 'committed', seq: 1 }]);
        await log.changeStanding({ room: 'lobby', impose: [ban] });
        expect(await log.append([draft('two')])).toEqual([{ outcome: 'committed', seq: 2 }]);
        expect((await log.read('lobby', { after: 0, limit: 10 })).head).toBe(2);
      });

      it('notes an act that is an entry with whose message it is about, once, in the same transaction', async () => {
        const by = { participant: 'mo', author: '{"id":"mo","name":"Mo","role":"moderator"}', at: 7 };
        const removal = (ref: number) =>
          draft('', {
            draftId: `r${ref}`,
            kind: 'removal',
            ref,
            body: `{"ref":${ref}}`,
            noted: 'remove',
            ...by,
          });
        const pin = draft('', { kind: 'pin', ref: 1, body: '{"ref":1,"on":true}', noted: 'pin', ...by });
        const notice = draft('hear', { kind: 'notice', noted: 'notice', ...by });
        await log.append([
          draft('one'),
          draft('mine', by),
          pin,
          pin,
          notice,
          removal(1),
          removal(1),
          removal(2),
        ]);
        const lines = await log.readAudit('lobby', 99, 9);
        expect(lines.map(({ id: _id, ...line }) => line)).toEqual([
          { at: 7, by: 'mo', act: 'remove', whom: 'ann' },
          { at: 7, by: 'mo', act: 'notice' },
          { at: 7, by: 'mo', act: 'pin', whom: 'ann' },
        ]);
        // A batch that is not written notes nothing.
        const broken = draft('refused', { body: null as never });
        await expect(
          log.append([draft('late', { kind: 'notice', noted: 'notice', ...by }), broken]),
        ).rejects.toThrow();
        expect(await log.readAudit('lobby', 99, 9)).toHaveLength(3);
      });

      it('lets go what was reported of entries that are kept no longer', async () => {
        await log.append([draft('old', { at: 1 }), draft('new', { at: 9 })]);
        for (const ref of [1, 2]) await log.changeStanding({ room: 'lobby', report: { ...report, ref } });
        await log.expire(5);
        expect((await log.readStanding('lobby', 0)).reports.map(({ ref }) => ref)).toEqual([2]);
      });

      it('leaves nothing of who is erased but acts under another id', async () => {
        const id = 'ann-who-goes';
        await log.changeStanding({
          room: 'lobby',
          impose: [{ ...ban, subject: id }],
          hold: { participant: id, draftId: 'd1', record: `{"author":"${id}"}` },
          report: { ...report, participant: id, record: `{"from":"${id}"}` },
          audit: { at: 1, by: id, act: 'ban', whom: 'bo' },
        });
        await log.changeStanding({
          room: 'lobby',
          report: { ...report, whom: id, record: `{"about":"${id}"}` },
        });
        await log.changeStanding({ room: 'lobby', report: { ...report, ref: 2 } });
        await log.changeStanding({ room: 'lobby', audit: { at: 2, by: 'mo', act: 'ban', whom: id } });
        await log.changeStanding({
          room: 'lobby',
          audit: { at: 3, by: 'mo', act: 'ban-by-phrase', many: ['bo', id] },
        });
        await log.erase(id);
        expect(await log.readStanding('lobby', 0)).toMatchObject({
          restraints: [],
          held: [],
          reports: [{ ref: 2 }],
        });
        const [many, acted, did] = await log.readAudit('lobby', 9, 9);
        expect(many!.many).toEqual(['bo', acted!.whom]);
        expect(acted!.whom).toMatch(/^erased-/);
        expect(did!.by).toBe(acted!.whom);
      });
    });

    describe('those who keep the chat', () => {
      it('are there after a restart, with what lets them in and what they set', async () => {
        await log.changeKeeping({ staff: mo, issue: link });
        await log.changeKeeping({ issue: { hash: 'h2', kind: 'link', until: 100 } });
        await log.changeKeeping({ setting: { room: everyRoom, value: '{}' } });
        await log.changeKeeping({ setting: { room: 'lobby', value: '{"a":1}' } });
        expect(await (await reopen()).readKeeping(99)).toEqual({
          staff: [mo],
          passes: [link, { hash: 'h2', kind: 'link', until: 100 }],
          settings: [
            { room: everyRoom, value: '{}' },
            { room: 'lobby', value: '{"a":1}' },
          ],
        });
        expect((await log.readKeeping(100)).passes).toEqual([]);
      });

      it('change as a whole, with a line in the audit log of the room or of all', async () => {
        const later = { ...mo, seenAt: 5, revokedAt: 6 };
        const audit = { room: everyRoom, at: 6, by: 's.olga', act: 'staff-revoked', whom: mo.id };
        await log.changeKeeping({ staff: mo, issue: link });
        await log.changeKeeping({ staff: later, end: ['h1'], audit });
        await log.changeKeeping({ setting: { room: 'lobby', value: '{}' } });
        await log.changeKeeping({ setting: { room: 'lobby', value: undefined } });
        expect(await log.readKeeping(0)).toEqual({ staff: [later], passes: [], settings: [] });
        const { room: _room, ...line } = audit;
        expect(await log.readAudit(everyRoom, 100, 10)).toMatchObject([line]);
        expect(await log.findRooms({ named: '', patterns: undefined, after: '', limit: 10 })).toEqual([]);
      });

      it('have no name once they are erased, and nothing that lets them in', async () => {
        await log.changeKeeping({ staff: mo, issue: link });
        await log.erase(mo.id);
        const { staff, passes } = await log.readKeeping(0);
        expect(passes).toEqual([]);
        expect(staff).toEqual([{ ...mo, name: '', revokedAt: staff[0]!.revokedAt }]);
        expect(staff[0]!.revokedAt).toBeGreaterThan(1_600_000_000_000);
      });
    });

    describe('the archive', () => {
      it('finds rooms by a part of their names, and those that one is kept to', async () => {
        await log.append(['page-b', 'lobby', 'page-a', 'a_c', 'abc'].map((room) => draft('x', { room })));
        const found = async (query: object) =>
          (await log.findRooms({ named: '', patterns: undefined, after: '', limit: 10, ...query })).map(
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
        const at = (room: string, participant = 'ann') => draft(`in ${room}`, { room, participant });
        await log.append([at('lobby'), at('attic'), at('lobby', 'bo'), { ...at('lobby'), draftId: 'd2' }]);
        const all = await log.readTheirs('ann', undefined, 10);
        expect(all.map(({ room, seq }) => [room, seq])).toEqual([
          ['attic', 1],
          ['lobby', 1],
          ['lobby', 3],
        ]);
        expect(await log.readTheirs('ann', all[0], 1)).toEqual([all[1]]);
        expect(await log.readTheirs('ann', all[1], 10)).toEqual([all[2]]);
        expect(await log.readTheirs("' OR 1=1 --", undefined, 10)).toEqual([]);
      });
    });
  });
}
