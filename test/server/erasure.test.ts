// While the log erases somebody, which takes seconds, their words are in nobody's reach any more.
import { describe, expect, it } from 'vitest';
import { erase } from '../../server/erasure.ts';
import { Staff, type Opened } from '../../server/identity/staff.ts';
import type { KeepingChange } from '../../server/log/keeping.ts';
import type { Guest, House } from '../support/house.ts';
import { createRoom, idOf, newDraftId, tokenOf } from '../support/kept-room.ts';

type Room = Awaited<ReturnType<typeof createRoom>>;

interface Moments {
  /** When the log is asked, and when its words are gone: the answer comes after. */
  readonly asked?: () => Promise<void>;
  readonly gone?: () => Promise<void>;
}

function erased(house: House, guests: Guest[], who: Guest, { asked, gone }: Moments): Promise<number> {
  return erase(idOf(who), {
    ...house.services,
    staff: { forget: () => {} },
    log: {
      async erase(participant) {
        await asked?.();
        const count = await house.log.erase(participant);
        await gone?.();
        return count;
      },
    },
    connections: { resetAll: () => guests.splice(0).forEach(({ connection }) => connection.close(4202, '')) },
  });
}

/** The moderator comes back, and does something at once. */
async function back({ house, mo, does }: Room, act: Parameters<Room['does']>[1]) {
  return does(await house.person('moderator', 'Mo', { token: tokenOf(mo) }, '192.0.2.9'), act);
}

const held = ({ log }: House) => JSON.stringify(log.rooms.get('lobby') ?? []);

describe('while somebody is erased', () => {
  it('nobody undoes what took their words', async () => {
    const room = await createRoom();
    const { house, mo, bo, ask, say } = room;
    await say(bo, 'frobozz');
    await ask(mo, { type: 'remove', draftId: 'gone', ref: 1 });
    expect(house.services.undoables.bytes).toBeGreaterThan(0);
    const gone = async () => {
      expect(house.services.undoables.bytes).toBe(0);
      expect(await back(room, { do: 'undo', of: 'gone' })).toMatchObject([{ code: 'not-found' }]);
    };
    expect(await erased(house, [mo, bo], bo, { gone })).toBe(1);
    expect(held(house)).not.toContain('frobozz');
  });

  it('who comes in before the rooms are read anew does not go on with their words', async () => {
    const room = await createRoom();
    const { house, mo, bo, say } = room;
    await say(bo, 'frobozz');
    const early: Guest[] = [];
    // Read before the log had erased it, and looked at after: the log takes its time to clear the bytes away.
    const asked = async () => void early.push(await house.guest('Ann'));
    const gone = async () => void early.push(await house.guest('Cy'));
    await erased(house, [mo, bo, ...early], bo, { asked, gone });
    for (const { transport } of early) {
      const [told] = transport.messages;
      if (told?.type !== 'welcome') throw new Error('Nobody was welcomed.');
      const since = { epoch: told.epoch, seq: told.head, tail: told.entries.map(({ draftId }) => draftId) };
      const again = await house.guest('Ann', { since });
      expect(again.transport.messages[0]).toMatchObject({ resumed: false, why: 'epoch' });
      expect(JSON.stringify(again.transport.messages)).not.toContain('frobozz');
    }
  });

  it('nobody undoes what took them a moment before the log had erased them', async () => {
    const room = await createRoom();
    const { house, mo, bo, say } = room;
    await say(bo, 'frobozz');
    const of = newDraftId();
    const asked = async () => {
      const again = await house.person('moderator', 'Mo', { token: tokenOf(mo) }, '192.0.2.9');
      await room.ask(again, { type: 'remove', draftId: of, ref: 1 });
    };
    const gone = async () => {
      expect(await back(room, { do: 'undo', of })).toMatchObject([{ type: 'moderated', count: 0 }]);
    };
    await erased(house, [mo, bo], bo, { asked, gone });
    expect(held(house)).not.toContain('frobozz');
    expect(house.services.undoables.bytes).toBe(0);
  });

  it('nobody lets in what waited of theirs, also who came back to a room that still knows of it', async () => {
    const room = await createRoom({ rules: { words: { hold: ['lawyer'] } } });
    const { house, mo, bo, ask } = room;
    await ask(bo, { type: 'post', draftId: 'h1', text: 'frobozz lawyer' });
    const gone = async () => {
      const approved = await back(room, { do: 'approve', who: idOf(bo), held: 'h1' });
      expect(approved).toMatchObject([{ code: 'unavailable', kind: 'retry' }]);
    };
    await erased(house, [mo, bo], bo, { gone });
    expect(held(house)).not.toContain('frobozz');
  });

  it('what of theirs waits for the log is taken back, and later they may write anew', async () => {
    const room = await createRoom();
    const { house, bo, say } = room;
    house.log.hold();
    for (const text of ['first', 'frobozz']) {
      bo.say({ type: 'post', draftId: newDraftId(), text });
      await house.settle();
    }
    await erased(house, [], bo, {});
    house.log.release();
    await house.settle();
    expect(held(house)).not.toContain('frobozz');
    const again = await house.guest('Bo', { token: tokenOf(bo) });
    expect(await say(again, 'anew')).toMatchObject([{ type: 'accepted' }]);
  });

  it('who kept the chat neither renews nor opens a link, so that nothing makes them good again on disk', async () => {
    const { house } = await createRoom();
    const changes: KeepingChange[] = [];
    const store = {
      readKeeping: () => Promise.reject(new Error('It was read already.')),
      changeKeeping: (change: KeepingChange) => Promise.resolve(void changes.push(change)),
    };
    const { clock } = house;
    const secret = Buffer.from('a secret of thirty-two characters');
    const staff = new Staff(
      { staff: [], passes: [], settings: [] },
      { store, secret, clock, onEnded: () => {} },
    );
    const { who, key } = await staff.add({ name: 'Xyzzy', role: 'moderator' }, 'olga');
    const { renewal } = (await staff.open(key, undefined)) as Opened;
    const link = await staff.link(who, 'olga');
    clock.advance(2 * 24 * 60 * 60_000);
    changes.splice(0);
    const log = {
      async erase() {
        expect(await staff.renew(renewal)).toBeUndefined();
        expect(await staff.open(link, undefined)).toBe('bad-key');
        return 0;
      },
    };
    await erase(who.id, { ...house.services, staff, log, connections: { resetAll: () => {} } });
    expect(changes).toEqual([]);
  });

  it('everybody starts anew, also where it failed', async () => {
    const room = await createRoom();
    const { house, mo, bo } = room;
    const before = house.rooms.loaded('lobby');
    const asked = () => Promise.reject(new Error('full'));
    await expect(erased(house, [mo, bo], bo, { asked })).rejects.toThrow('full');
    expect(house.rooms.loaded('lobby')).toBeUndefined();
    expect(before!.isClosed).toBe(true);
    expect(mo.transport.closed?.code).toBe(4202);
  });
});
