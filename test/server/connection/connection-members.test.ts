import { describe, expect, it } from 'vitest';
import type { MemberSettings } from '../../../server/identity/members.ts';
import { dialectV1 } from '../../../server/connection/dialect-v1.ts';
import { House, post, type Guest } from '../../support/house.ts';
import { memberSettings, tokenOf } from '../../support/member-tokens.ts';
import { until } from '../../support/until.ts';

const welcomeOf = ({ transport }: Guest) => transport.all('welcome')[0];

function memberHouse(members: MemberSettings = memberSettings, reservedNames: readonly string[] = []) {
  const house = new House({ members, reservedNames });
  const token = (over: object = {}) => tokenOf(house.clock.time(), over);
  return {
    house,
    token,
    /** Somebody who comes with a token, and was answered. */
    async come(over: object = {}, more: object = {}, roomName = 'lobby'): Promise<Guest> {
      const guest = house.knock(dialectV1, roomName);
      guest.say({ type: 'hello', token: token(over), ...more });
      await answered(guest);
      return guest;
    },
    /** Says a fresh token, and waits for what comes of it. */
    async renew(guest: Guest, fresh: string): Promise<void> {
      const before = guest.transport.all('renewed').length;
      guest.say({ type: 'renew', token: fresh });
      await until('an answer to renew', async () => {
        await house.settle();
        return guest.transport.closed !== undefined || guest.transport.all('renewed').length > before;
      });
    },
  };

  function answered(guest: Guest) {
    return until('a welcome or a close', async () => {
      await house.settle();
      return guest.transport.closed ?? welcomeOf(guest);
    });
  }
}

/** The heartbeat, once a second, for so long. */
function beatFor(house: House, guest: Guest, ms: number): void {
  for (let passed = 0; passed < ms && !guest.transport.closed; passed += 1_000) {
    house.clock.advance(1_000);
    guest.say({ type: 'pong' });
    guest.connection.beat();
  }
}

const expiredClose = {
  code: 4300,
  reason: 'The sign-in has expired. Fetch a new token and come back.',
};

describe('a member', () => {
  it('is welcomed as who the token says, without a token to keep', async () => {
    const { come } = memberHouse();
    const ann = await come({ role: 'moderator' }, { name: 'Somebody' });
    expect(welcomeOf(ann)).toMatchObject({
      you: { name: 'Ann', role: 'moderator' },
      token: '',
      expiresInMs: 630_000,
      here: [{ name: 'Ann', role: 'moderator' }],
    });
    expect(welcomeOf(ann)!.capabilities).toContain('renew');
  });

  it('says what others read under that name and role', async () => {
    const { house, come } = memberHouse();
    const ann = await come({ role: 'owner', color: '#aa00ff' });
    const bo = await house.guest('Bo');
    ann.say(post('hello'), { type: 'notice', draftId: 'n-1', text: 'closed tomorrow' });
    await house.settle();
    expect(bo.transport.all('message')[0]!.from).toEqual(welcomeOf(ann)!.you);
    expect(bo.transport.all('notice')[0]!.from).toMatchObject({ role: 'owner', color: '#aa00ff' });
  });

  it('may say something before the welcome, in order', async () => {
    const { house, token } = memberHouse();
    const ann = house.knock();
    ann.say({ type: 'hello', token: token() }, post('one'), post('two'));
    await until('both messages', async () => {
      await house.settle();
      return ann.transport.all('message').length === 2;
    });
    expect(ann.transport.messages[0]!.type).toBe('welcome');
    expect(ann.transport.all('message').map(({ text }) => text)).toEqual(['one', 'two']);
  });

  it('is the same participant by every connection', async () => {
    const { come } = memberHouse();
    await come();
    const tab = await come();
    expect(welcomeOf(tab)!.present).toBe(1);
  });

  it('is turned away with a bad token, before anything is read, and the owner is told why', async () => {
    const { house, come } = memberHouse();
    const ann = await come({ aud: 'https://other.example' });
    expect(ann.transport.closed).toEqual({
      code: 4001,
      reason: 'The token’s aud cannot be used. Its site must make it as docs/members.md says.',
    });
    expect(ann.transport.messages).toEqual([]);
    expect(house.telemetry.told).toEqual([
      `not signed in lobby ${ann.transport.closed!.reason}`,
      'ended early 4001',
    ]);
  });

  it('is not let into another room than those of the token', async () => {
    const { come } = memberHouse();
    expect((await come({ rooms: ['vip'] })).transport.closed?.code).toBe(4002);
    expect(welcomeOf(await come({ rooms: ['vip'] }, {}, 'vip'))).toBeDefined();
  });

  it('keeps the name of the token whatever it is renamed to', async () => {
    const { house, come } = memberHouse();
    const ann = await come();
    ann.say({ type: 'rename', name: 'Bo' });
    await house.settle();
    expect(ann.transport.all('renamed')[0]).toEqual({ type: 'renamed', you: welcomeOf(ann)!.you });
  });

  it('leaves nothing behind when it goes while the signature is looked at', async () => {
    const { house, come, token } = memberHouse();
    const ann = house.knock();
    ann.say({ type: 'hello', token: token() });
    ann.connection.closed(1006);
    const bo = await come({ sub: '7', name: 'Bo' });
    expect(welcomeOf(bo)).toMatchObject({ present: 1, here: [{ name: 'Bo' }] });
    expect(ann.transport.messages).toEqual([]);
  });
});

describe('the end of a token', () => {
  it('ends the connection with the range that asks for a fresh one, within a second', async () => {
    const { house, come } = memberHouse();
    const ann = await come();
    const { expiresInMs } = welcomeOf(ann)!;
    beatFor(house, ann, expiresInMs! - 1_000);
    expect(ann.transport.closed).toBeUndefined();
    house.clock.advance(1_000);
    expect(ann.transport.closed).toBeUndefined();
    ann.connection.beat();
    expect(ann.transport.closed).toEqual(expiredClose);
  });

  it('lets nothing in that comes after it, before the beat has noticed', async () => {
    const { house, come } = memberHouse();
    const ann = await come();
    const bo = await house.guest('Bo');
    house.clock.spend(welcomeOf(ann)!.expiresInMs!);
    ann.say(post('too late'));
    await house.settle();
    expect(ann.transport.closed).toEqual(expiredClose);
    expect(bo.transport.all('message')).toEqual([]);
  });

  it('lets a post through that was taken before it', async () => {
    const { house, come } = memberHouse();
    const ann = await come();
    const bo = await house.guest('Bo');
    house.clock.spend(welcomeOf(ann)!.expiresInMs! - 1);
    ann.say(post('just in time'));
    house.clock.spend(1);
    await house.settle();
    expect(bo.transport.all('message').map(({ text }) => text)).toEqual(['just in time']);
  });

  it('never comes for a guest', async () => {
    const { house } = memberHouse();
    const bo = await house.guest('Bo');
    expect(welcomeOf(bo)).not.toHaveProperty('expiresInMs');
    beatFor(house, bo, 3_600_000);
    expect(bo.transport.closed).toBeUndefined();
  });
});

describe('renew', () => {
  it('puts the end off, and takes name and role from the fresh token', async () => {
    const { house, come, renew, token } = memberHouse();
    const ann = await come();
    const bo = await house.guest('Bo');
    house.clock.advance(500_000);
    await renew(ann, token({ name: 'Ann Lee', role: 'moderator' }));
    const { id } = welcomeOf(ann)!.you;
    expect(ann.transport.all('renewed')).toEqual([
      {
        type: 'renewed',
        you: { id, name: 'Ann Lee', role: 'moderator' },
        expiresInMs: 630_000,
        may: expect.arrayContaining(['post', 'ban']) as string[],
      },
    ]);
    beatFor(house, ann, 629_000);
    expect(ann.transport.closed).toBeUndefined();
    ann.say(post('still here'));
    await house.settle();
    expect(bo.transport.all('message')[0]!.from).toEqual({ id, name: 'Ann Lee', role: 'moderator' });
    expect(bo.transport.all('presence').at(-1)!.came).toEqual([{ id, name: 'Ann Lee', role: 'moderator' }]);
    beatFor(house, ann, 1_000);
    expect(ann.transport.closed).toEqual(expiredClose);
  });

  it('takes rights away that the fresh token does not give', async () => {
    const { house, come, renew, token } = memberHouse();
    const ann = await come({ role: 'owner' });
    await renew(ann, token());
    ann.say({ type: 'notice', draftId: 'n-1', text: 'hello' });
    await house.settle();
    expect(ann.transport.all('refused')[0]).toMatchObject({ code: 'not-allowed' });
  });

  it.each([
    ['of another', { sub: '43' }, 4001],
    ['for another audience', { aud: 'x' }, 4001],
    ['for another room', { rooms: ['vip'] }, 4002],
    ['that is past', { iat: 0, exp: 1 }, 4300],
  ])('ends the connection with a token %s', async (_what, over, code) => {
    const { come, renew, token } = memberHouse();
    const ann = await come();
    await renew(ann, token(over));
    expect(ann.transport.closed?.code).toBe(code);
    expect(ann.transport.all('renewed')).toEqual([]);
  });

  it('is nothing for a guest, with a good token neither', async () => {
    const { house, token } = memberHouse();
    const bo = await house.guest('Bo');
    bo.say({ type: 'renew', token: token() });
    await house.settle();
    expect(bo.transport.closed?.code).toBe(4001);
    expect(welcomeOf(bo)!.capabilities).not.toContain('renew');
  });

  it('may be under way once', async () => {
    const { house, come, token } = memberHouse();
    const ann = await come();
    ann.say({ type: 'renew', token: token() }, { type: 'renew', token: token() });
    await house.settle();
    expect(ann.transport.closed?.code).toBe(4103);
  });

  it('counts as five frames', async () => {
    const { house, token } = memberHouse();
    const slow = new House({ members: memberSettings, frames: { burst: 5, perSecond: 1 } });
    const ann = slow.knock();
    ann.say({ type: 'hello', token: token() });
    await until('a welcome', async () => {
      await slow.settle();
      return welcomeOf(ann);
    });
    ann.say({ type: 'renew', token: token() });
    expect(ann.transport.closed?.code).toBe(4103);
    expect(house.telemetry.errors).toEqual([]);
  });

  it('changes nothing when the connection went meanwhile', async () => {
    const { house, come, token } = memberHouse();
    const ann = await come();
    await come();
    ann.say({ type: 'renew', token: token({ name: 'Late' }) });
    ann.connection.closed(1006);
    // The answer to this one comes after the answer to that.
    await house.services.members.signIn(token(), 'lobby');
    await house.settle();
    const cy = await house.guest('Cy');
    expect(welcomeOf(cy)!.here!.map(({ name }) => name)).toEqual(['Ann', 'Cy']);
  });
});

describe('the name of a guest', () => {
  const asked = (name: string) => ({ type: 'rename', name });

  it.each(['Ann', 'ANN', 'Аnn', 'Ann\u200b', ' Ann '])('is not %j where an Ann is present', async (name) => {
    const { house, come } = memberHouse();
    await come();
    const bo = await house.guest(name);
    expect(welcomeOf(bo)).toMatchObject({
      you: { name: expect.stringMatching(/^Guest \d{4}$/) as string },
      nameRefused: {
        code: 'name-taken',
        sentence: 'Somebody here is called that, or nearly that. Choose another name.',
      },
    });
  });

  it('is not that of another guest either, and is free again when they go', async () => {
    const { house } = memberHouse();
    const ann = await house.guest('Ann');
    const bo = await house.guest('Bo');
    bo.say(asked('ann'));
    await house.settle();
    expect(bo.transport.all('renamed')[0]).toMatchObject({
      you: { name: 'Bo' },
      nameRefused: { code: 'name-taken' },
    });
    ann.connection.closed(1000);
    bo.say(asked('ann'));
    await house.settle();
    expect(bo.transport.all('renamed')[1]).toEqual({
      type: 'renamed',
      you: { ...welcomeOf(bo)!.you, name: 'ann' },
    });
  });

  it('stays theirs by a second connection, and in another spelling', async () => {
    const { house } = memberHouse();
    const ann = await house.guest('Ann');
    const tab = await house.guest('Ann', { token: welcomeOf(ann)!.token });
    expect(welcomeOf(tab)).toMatchObject({ you: { name: 'Ann' } });
    tab.say(asked('ANN'));
    await house.settle();
    expect(tab.transport.all('renamed')[0]).toMatchObject({ you: { name: 'ANN' } });
  });

  it('may be that of somebody in another room', async () => {
    const { house } = memberHouse();
    await house.guest('Ann');
    const other = house.knock(dialectV1, 'garden');
    other.say({ type: 'hello', name: 'Ann' });
    await house.settle();
    expect(welcomeOf(other)!.you.name).toBe('Ann');
  });

  it('is none that the owner reserved, in a look-alike neither', async () => {
    const { house } = memberHouse(memberSettings, ['Admin']);
    const bo = await house.guest('★ Аdmin ★');
    expect(welcomeOf(bo)).toMatchObject({
      you: { name: expect.stringMatching(/^Guest/) as string },
      nameRefused: { code: 'name-reserved' },
    });
    bo.say(asked('A.D.M.I.N'));
    await house.settle();
    expect(bo.transport.all('renamed')[0]).toMatchObject({ nameRefused: { code: 'name-reserved' } });
  });

  it('is not that of a moderator who was here and went', async () => {
    const { house, come } = memberHouse();
    const ann = await come({ role: 'moderator' });
    ann.connection.closed(1000);
    const bo = await house.guest('Ánn!');
    expect(welcomeOf(bo)).toMatchObject({ nameRefused: { code: 'name-reserved' } });
  });

  it('is no matter for members: their site calls them', async () => {
    const { house, come } = memberHouse(memberSettings, ['Ann']);
    await house.guest('Ann Lee');
    expect(welcomeOf(await come())!.you.name).toBe('Ann');
    expect(welcomeOf(await come({ sub: '7', name: 'Ann Lee' }))!.you.name).toBe('Ann Lee');
  });
});
