// Those whom the chat itself signed in, and what is set while they and others are there.
import { describe, expect, it } from 'vitest';
import type { OwnSignIn } from '../../../server/identity/members.ts';
import { LiveSettings } from '../../../server/moderation/live-settings.ts';
import { House, post, type Guest } from '../../support/house.ts';

/** A house that signs in `mo` by any token, until that is taken back. */
function createHouse() {
  let stands = true;
  const live = new LiveSettings();
  const own: OwnSignIn = {
    isOne: () => true,
    signIn: () =>
      Promise.resolve({
        participant: { id: 's.mo', name: 'Mo', role: 'moderator' },
        until: house.clock.now() + 900_000,
        stands: () => stands,
      }),
  };
  const house: House = new House({ own, live });
  return {
    house,
    live,
    takeBack: () => (stands = false),
    async come(): Promise<Guest> {
      const guest = house.knock();
      guest.say({ type: 'hello', token: 'a.b.c' });
      await house.settle();
      return guest;
    },
  };
}

describe('whose sign-in is taken back', () => {
  it('is sent off when everybody looks how they stand', async () => {
    const { house, come, takeBack } = createHouse();
    const mo = await come();
    takeBack();
    mo.connection.reconsider();
    expect(mo.transport.closed).toEqual({
      code: 4001,
      reason: 'This sign-in was taken back. Ask an owner of this chat for a new one.',
    });
    expect(house.rooms.loaded('lobby')!.presence.count).toBe(0);
  });

  it('gets nothing done after it, though nobody looked yet', async () => {
    const { house, come, takeBack } = createHouse();
    const mo = await come();
    takeBack();
    mo.say(post('too late'));
    await house.settle();
    expect(mo.transport.closed?.code).toBe(4001);
    expect(house.log.rooms.get('lobby') ?? []).toEqual([]);
  });

  it('is noticed by the heartbeat too', async () => {
    const { come, takeBack } = createHouse();
    const mo = await come();
    takeBack();
    mo.connection.beat();
    expect(mo.transport.closed?.code).toBe(4001);
  });

  it('does not come in when that happened while the room was read', async () => {
    const { house, come, takeBack } = createHouse();
    house.log.holdReads();
    const mo = await come();
    takeBack();
    house.log.releaseReads();
    await house.settle();
    expect([mo.transport.closed?.code, mo.transport.all('welcome')]).toEqual([4001, []]);
    expect(house.rooms.loaded('lobby')!.presence.count).toBe(0);
  });
});

describe('what one may do', () => {
  it('is told when it changes, once, and holds for the next act', async () => {
    const { house, live } = createHouse();
    const bo = await house.guest('Bo', { token: undefined });
    live.set('lobby', { permissions: { post: 'member' } });
    house.rooms.reconsider();
    house.rooms.reconsider();
    bo.say(post('hello'));
    await house.settle();
    expect(bo.transport.all('may')).toHaveLength(1);
    expect(bo.transport.all('may')[0]!.may).not.toContain('post');
    expect(bo.transport.all('refused')[0]!.code).toBe('not-allowed');
  });

  it('is told again when a renewed sign-in had changed it in between', async () => {
    const { house, live, come } = createHouse();
    const mo = await come();
    live.set('lobby', { permissions: { post: 'owner' } });
    house.rooms.reconsider();
    mo.say({ type: 'renew', token: 'a.b.c' });
    await house.settle();
    live.set('lobby', {});
    house.rooms.reconsider();
    await house.settle();
    expect(mo.transport.all('may').map(({ may }) => may.includes('post'))).toEqual([false, true]);
  });
});
