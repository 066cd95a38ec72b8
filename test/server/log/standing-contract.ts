// What every standing store must do, whichever adapter.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StandingStore } from '../../../server/log/standing.ts';

export interface StandingUnderTest {
  /** Opens the store; the same one each time within a test. */
  open(): Promise<StandingStore & { close?(): Promise<void> }>;
  dispose(): Promise<void> | void;
}

export function describeStanding(name: string, createStore: () => StandingUnderTest): void {
  describe(`${name} standing`, () => {
    let underTest: StandingUnderTest;
    let store: StandingStore & { close?(): Promise<void> };

    beforeEach(async () => {
      underTest = createStore();
      store = await underTest.open();
    });

    afterEach(async () => {
      await store.close?.();
      await underTest.dispose();
    });

    const ban = { kind: 'ban', subject: 'bo', by: 'moderator' } as const;
    const held = { participant: 'ann', draftId: 'd1', record: '{}' };
    const report = { participant: 'ann', ref: 7, whom: 'bo', record: '{}' };
    const nothing = { mode: undefined, restraints: [], held: [], reports: [] };

    it('is empty for a room that nobody kept', async () => {
      expect(await store.readStanding('lobby', 0)).toEqual(nothing);
      expect(await store.readAudit('lobby', 1_000, 10)).toEqual([]);
    });

    it('keeps what was imposed, each kind and subject once, by room', async () => {
      await store.changeStanding({ room: 'lobby', impose: [ban, { ...ban, kind: 'mute', until: 90 }] });
      await store.changeStanding({ room: 'lobby', impose: [{ ...ban, by: 'owner', until: 100 }] });
      const { restraints } = await store.readStanding('lobby', 0);
      expect(restraints).toHaveLength(2);
      expect(restraints).toContainEqual({ ...ban, by: 'owner', until: 100 });
      expect(await store.readStanding('garden', 0)).toEqual(nothing);
    });

    it('leaves out what has ended, and what was lifted', async () => {
      await store.changeStanding({
        room: 'lobby',
        impose: [
          { ...ban, until: 100 },
          { ...ban, kind: 'shadow' },
        ],
      });
      expect((await store.readStanding('lobby', 99)).restraints).toHaveLength(2);
      expect((await store.readStanding('lobby', 100)).restraints).toEqual([{ ...ban, kind: 'shadow' }]);
      await store.changeStanding({ room: 'lobby', lift: [{ kind: 'shadow', subject: 'bo' }] });
      expect((await store.readStanding('lobby', 100)).restraints).toEqual([]);
    });

    it('keeps the latest mode', async () => {
      await store.changeStanding({ room: 'lobby', mode: '{"slow":1}' });
      await store.changeStanding({ room: 'lobby', mode: '{"slow":2}' });
      expect((await store.readStanding('lobby', 0)).mode).toBe('{"slow":2}');
    });

    it('keeps what waits in the order in which it came, each draft once, until it is released', async () => {
      for (const draftId of ['d2', 'd1', 'd2'])
        await store.changeStanding({
          room: 'lobby',
          hold: { ...held, draftId, record: `{"of":"${draftId}"}` },
        });
      const drafts = async () => (await store.readStanding('lobby', 0)).held.map(({ draftId }) => draftId);
      expect(await drafts()).toEqual(['d2', 'd1']);
      await store.changeStanding({ room: 'lobby', release: { participant: 'ann', draftId: 'd2' } });
      expect(await drafts()).toEqual(['d1']);
    });

    it('keeps what was reported in the order in which it came, each person’s of a message once, until it is settled', async () => {
      for (const [participant, ref] of [
        ['cy', 7],
        ['ann', 7],
        ['ann', 8],
        ['cy', 7],
      ] as const)
        await store.changeStanding({ room: 'lobby', report: { ...report, participant, ref } });
      const again = { ...report, participant: 'cy', record: '{"again":true}' };
      await store.changeStanding({ room: 'lobby', report: again });
      const reports = async () => (await store.readStanding('lobby', 0)).reports;
      expect(await reports()).toEqual([{ ...report, participant: 'cy' }, report, { ...report, ref: 8 }]);
      await store.changeStanding({ room: 'garden', settle: { participant: 'ann', ref: 7 } });
      await store.changeStanding({ room: 'lobby', settle: { participant: 'cy', ref: 7 } });
      expect(await reports()).toEqual([report, { ...report, ref: 8 }]);
    });

    it('notes who did what, the newest first, in pages', async () => {
      const line = { by: 'mo', act: 'ban', whom: 'bo', why: 'spam' };
      for (let at = 1; at <= 5; at++)
        await store.changeStanding({
          room: 'lobby',
          audit: at === 3 ? { at, by: 'mo', act: 'mode' } : { ...line, at, until: at + 10 },
        });
      await store.changeStanding({ room: 'garden', audit: { at: 9, by: 'mo', act: 'mode' } });
      const [newest, next, third, ...more] = await store.readAudit('lobby', Number.MAX_SAFE_INTEGER, 3);
      expect(more).toEqual([]);
      expect([newest, next, third].map((one) => one?.at)).toEqual([5, 4, 3]);
      expect(newest).toEqual({ id: newest!.id, ...line, at: 5, until: 15 });
      expect(third).toEqual({ id: third!.id, at: 3, by: 'mo', act: 'mode' });
      expect((await store.readAudit('lobby', third!.id, 3)).map(({ at }) => at)).toEqual([2, 1]);
    });
  });
}
