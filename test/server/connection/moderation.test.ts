// What those who keep a room do, and what those meet whom it concerns: over real rooms, from message to message.
import { describe, expect, it } from 'vitest';
import type { Moderate } from '../../../protocol/client-messages.ts';
import { typingEveryMs } from '../../../protocol/timing.ts';
import { everyRoom } from '../../../server/log/keeping.ts';
import { emptied } from '../../../server/log/log.ts';
import { LiveSettings } from '../../../server/moderation/live-settings.ts';
import { House, post, type Guest } from '../../support/house.ts';
import { createRoom, idOf, tokenOf } from '../../support/kept-room.ts';

const texts = ({ transport }: Guest) => transport.all('message').map(({ text }) => text);
const done = [{ type: 'moderated' }];

/** How many messages still say something. */
const left = ({ log }: House) =>
  log.rooms.get('lobby')!.filter((entry) => entry.kind === 'message' && entry.body !== emptied(entry).body)
    .length;

describe('a ban', () => {
  it('closes every connection of theirs at once, and lets none in again', async () => {
    const { house, mo, bo, does } = await createRoom();
    const tab = await house.guest('Bo', { token: tokenOf(bo) });
    expect(await does(mo, { do: 'ban', who: idOf(bo), why: 'spam' })).toMatchObject(done);
    for (const { transport } of [bo, tab])
      expect(transport.closed).toEqual({ code: 4011, reason: 'You are banned from this room.' });
    const again = await house.guest('Bo', { token: tokenOf(bo) });
    expect(again.transport.closed?.code).toBe(4011);
    expect(again.transport.messages).toEqual([]);
    expect(mo.transport.closed).toBeUndefined();
  });

  it('lets nothing of theirs into the log that was not on its way', async () => {
    const { house, mo, bo, does } = await createRoom();
    house.log.hold();
    bo.say(post('on its way', 'w1'));
    await house.settle();
    bo.say(post('waits', 'w2'));
    await does(mo, { do: 'ban', who: idOf(bo) });
    house.log.release();
    await house.settle();
    expect(house.log.rooms.get('lobby')!.map(({ draftId }) => draftId)).toEqual(['w1']);
  });

  it.each(['ban', 'mute'] as const)('of one who has gone by a %s takes back what waits too', async (what) => {
    const { house, mo, bo, does } = await createRoom();
    house.log.hold();
    mo.say(post('on its way', 'w1'));
    await house.settle();
    bo.say(post('waits', 'w2'));
    bo.connection.closed(1001);
    await does(mo, { do: what, who: idOf(bo), forMs: 60_000 });
    house.log.release();
    await house.settle();
    expect(house.log.rooms.get('lobby')!.map(({ draftId }) => draftId)).toEqual(['w1']);
  });

  it('of a network takes back what waits of every guest there', async () => {
    const { house, mo, bo, does } = await createRoom();
    const accomplice = await house.guest('Accomplice', {}, '192.0.2.2');
    house.log.hold();
    mo.say(post('on its way', 'w1'));
    await house.settle();
    accomplice.say(post('waits', 'w2'));
    await does(mo, { do: 'ban', who: idOf(bo), network: 'narrow' });
    house.log.release();
    await house.settle();
    expect(accomplice.transport.closed?.code).toBe(4011);
    expect(house.log.rooms.get('lobby')!.map(({ draftId }) => draftId)).toEqual(['w1']);
  });

  it('is not acknowledged before it is on disk, and holds from when it was said', async () => {
    const { house, mo, bo, does } = await createRoom();
    house.standing.hold();
    expect(await does(mo, { do: 'ban', who: idOf(bo) })).toEqual([]);
    expect(bo.transport.closed?.code).toBe(4011);
    house.standing.release();
    await house.settle();
    expect(mo.transport.all('moderated')).toHaveLength(1);
  });

  it('that the disk does not take is told to be so', async () => {
    const { house, mo, bo, does } = await createRoom();
    house.standing.fail(new Error('full'));
    expect(await does(mo, { do: 'ban', who: idOf(bo) })).toMatchObject([
      { code: 'unavailable', kind: 'retry' },
    ]);
    expect(house.telemetry.told).toContain('failed An act could not be stored');
  });

  it('of a network keeps out the guest who comes back as another, and nobody signed in', async () => {
    const { house, mo, bo, does } = await createRoom();
    bo.connection.closed(1001);
    await does(mo, { do: 'ban', who: idOf(bo), network: 'narrow' });
    const other = await house.guest('Somebody new', {}, '192.0.2.2');
    expect(other.transport.closed?.code).toBe(4011);
    const member = await house.person('member', 'Member', {}, '192.0.2.2');
    const elsewhere = await house.guest('Elsewhere', {}, '192.0.2.3');
    expect([member.transport.closed, elsewhere.transport.closed]).toEqual([undefined, undefined]);
    expect(
      JSON.stringify([...house.standing.rooms.values()].map(({ restraints }) => [...restraints])),
    ).not.toContain('192.0');
  });

  it.each([{}, { network: 'narrow' }] as const)(
    'lets go of what waits for a moderator, so that nobody lets it in: %j',
    async (how) => {
      const { house, mo, bo, ask, does } = await createRoom({ rules: { words: { hold: ['lawyer'] } } });
      const accomplice = await house.guest('Accomplice', {}, '192.0.2.2');
      const member = await house.person('member', 'Member', {}, '192.0.2.2');
      for (const [who, draftId] of [
        [bo, 'h1'],
        [accomplice, 'h2'],
        [member, 'h3'],
      ] as const)
        await ask(who, post('my lawyer', draftId));
      await does(mo, { do: 'ban', who: idOf(bo), ...how });
      expect(await does(mo, { do: 'approve', who: idOf(bo), held: 'h1' })).toMatchObject([
        { code: 'not-found' },
      ]);
      const [list] = (await does(mo, { do: 'list', of: 'held' })) as { held?: { draftId: string }[] }[];
      const left = 'network' in how ? ['h3'] : ['h2', 'h3'];
      expect(list!.held!.map(({ draftId }) => draftId)).toEqual(left);
      expect(house.standing.rooms.get('lobby')!.held.size).toBe(left.length);
    },
  );

  it('of a network reaches who has gone, of whom no address is known but its hash', async () => {
    const { house, mo, bo, does } = await createRoom();
    const six = await house.guest('Six', {}, '2001:db8:1:2::/64');
    for (const { connection } of [bo, six]) connection.closed(1001);
    const known = [bo, six].flatMap((who) => house.services.whereabouts.of(idOf(who)));
    expect(known).toHaveLength(3);
    for (const network of known) expect(network).toMatch(/^network:[\w-]{24}$/);
    await does(mo, { do: 'ban', who: idOf(six), network: 'wide' });
    const neighbour = await house.guest('Neighbour', {}, '2001:db8:1:3::/64');
    expect(neighbour.transport.closed?.code).toBe(4011);
  });

  it('ends by itself, or when it is lifted', async () => {
    const { house, mo, bo, does } = await createRoom();
    await does(mo, { do: 'ban', who: idOf(bo), forMs: 60_000 });
    house.clock.advance(60_000);
    expect((await house.guest('Bo', { token: tokenOf(bo) })).transport.closed).toBeUndefined();
    await does(mo, { do: 'ban', who: idOf(bo) });
    await does(mo, { do: 'unban', who: idOf(bo) });
    expect((await house.guest('Bo', { token: tokenOf(bo) })).transport.closed).toBeUndefined();
  });

  it('is there when the server is started again', async () => {
    const { house, mo, bo, does } = await createRoom();
    await does(mo, { do: 'ban', who: idOf(bo) });
    const later = new House({}, house);
    expect((await later.guest('Bo', { token: tokenOf(bo) })).transport.closed?.code).toBe(4011);
  });
});

describe('a mute', () => {
  it('lets them read, and take back what is theirs, and says how long', async () => {
    const { mo, bo, say, does, ask } = await createRoom();
    await say(bo, 'mine');
    await does(mo, { do: 'mute', who: idOf(bo), forMs: 120_000 });
    expect(await say(bo, 'more')).toMatchObject([
      {
        code: 'muted',
        kind: 'retry',
        retryAfterMs: 120_000,
        sentence: expect.stringContaining('2 minutes') as string,
      },
    ]);
    await say(mo, 'read this');
    expect(texts(bo)).toContain('read this');
    expect(await ask(bo, { type: 'remove', draftId: 'r1', ref: 1 })).toMatchObject([{ type: 'accepted' }]);
    await does(mo, { do: 'unmute', who: idOf(bo) });
    expect(await say(bo, 'back')).toMatchObject([{ type: 'accepted' }]);
  });

  it('in the shadow is not told, and nobody sees what they write', async () => {
    const { house, mo, bo, say, does } = await createRoom();
    await does(mo, { do: 'mute', who: idOf(bo), shadow: true });
    expect(await say(bo, 'unseen')).toMatchObject([{ type: 'accepted', seq: Number.MAX_SAFE_INTEGER }]);
    expect(house.log.rooms.get('lobby') ?? []).toEqual([]);
    expect(texts(mo)).toEqual([]);
  });

  it('in the shadow lets them take back what is theirs, and nothing of anybody else’s', async () => {
    const { house, mo, bo, ask, say, does } = await createRoom();
    const [owner, keeper] = [await house.person('owner', 'Owner'), await house.person('moderator', 'Keeper')];
    await say(bo, 'his');
    await say(keeper, 'theirs');
    await does(mo, { do: 'mute', who: idOf(bo), shadow: true });
    await does(owner, { do: 'mute', who: idOf(keeper), shadow: true });
    expect(await ask(bo, { type: 'remove', ref: 2 })).toMatchObject([{ code: 'not-allowed' }]);
    expect(await ask(keeper, { type: 'remove', ref: 1 })).toMatchObject([
      { type: 'accepted', seq: Number.MAX_SAFE_INTEGER },
    ]);
    expect(left(house)).toBe(2);
    for (const [who, ref] of [
      [bo, 1],
      [keeper, 2],
    ] as const)
      expect(await ask(who, { type: 'remove', ref })).toMatchObject([{ type: 'accepted', seq: ref + 2 }]);
    expect(mo.transport.all('removal').map(({ ref }) => ref)).toEqual([1, 2]);
    expect(left(house)).toBe(0);
  });
});

describe('a kick', () => {
  it('sends them off, and they may come back', async () => {
    const { house, mo, bo, does } = await createRoom();
    await does(mo, { do: 'kick', who: idOf(bo) });
    expect(bo.transport.closed?.code).toBe(4010);
    expect((await house.guest('Bo', { token: tokenOf(bo) })).transport.closed).toBeUndefined();
  });
});

describe('rank', () => {
  it.each(['remove-all', 'mute', 'kick', 'ban'] as const)(
    'lets nobody %s themselves, their like or those above, present or gone',
    async (what) => {
      const { house, mo, does, say } = await createRoom();
      const other = await house.person('moderator', 'Other');
      const owner = await house.person('owner', 'Owner');
      await say(owner, 'mine');
      for (const who of [mo, other, owner])
        expect(await does(mo, { do: what, who: idOf(who), since: 0 })).toMatchObject([
          { code: 'outranked', kind: 'final' },
        ]);
      owner.connection.closed(1001);
      expect(await does(mo, { do: what, who: idOf(owner), since: 0 })).toMatchObject([{ code: 'outranked' }]);
      expect([other.transport.closed, owner.transport.closed]).toEqual([undefined, undefined]);
    },
  );

  it('keeps messages of those above from being taken away', async () => {
    const { house, mo, bo, say, ask, does } = await createRoom();
    const owner = await house.person('owner', 'Owner');
    await say(owner, 'mine');
    await say(bo, 'his');
    expect(await ask(mo, { type: 'remove', draftId: 'r1', ref: 1 })).toMatchObject([{ code: 'not-allowed' }]);
    expect(await does(mo, { do: 'clear' })).toMatchObject([{ count: 1, more: false }]);
    expect(await ask(owner, { type: 'remove', draftId: 'r1', ref: 1 })).toMatchObject([{ type: 'accepted' }]);
  });

  it('keeps what the owner imposed from being lifted, or made less, by others', async () => {
    const { house, mo, bo, does } = await createRoom();
    const owner = await house.person('owner', 'Owner');
    await does(owner, { do: 'ban', who: idOf(bo) });
    expect(await does(mo, { do: 'unban', who: idOf(bo) })).toMatchObject([{ code: 'outranked' }]);
    expect(await does(mo, { do: 'ban', who: idOf(bo), forMs: 10_000 })).toMatchObject([
      { code: 'outranked' },
    ]);
    expect(await does(owner, { do: 'unban', who: idOf(bo) })).toMatchObject(done);
  });
});

describe('taking back', () => {
  it('all of one person since a time leaves the rest, and can be asked again', async () => {
    const { house, mo, bo, say, does } = await createRoom();
    await say(bo, 'old');
    house.clock.advance(1_000);
    const since = house.clock.time();
    for (const text of ['one', 'two']) await say(bo, text);
    await say(mo, 'mine');
    expect(await does(mo, { do: 'remove-all', who: idOf(bo), since })).toMatchObject([
      { count: 2, more: false },
    ]);
    const cy = await house.guest('Cy');
    const left = cy.transport.all('welcome')[0]!.entries.filter(({ type }) => type === 'message');
    expect(left.map((entry) => 'text' in entry && entry.text)).toEqual(['old', '', '', 'mine']);
    expect(await does(mo, { do: 'remove-all', who: idOf(bo), since })).toMatchObject([{ count: 0 }]);
  });

  it('goes back over more than one page', async () => {
    const { house, mo, bo, does } = await createRoom();
    for (let index = 0; index < 250; index++) bo.say(post(`${index}`, `p${index}`));
    await house.settle();
    expect(await does(mo, { do: 'clear' })).toMatchObject([{ count: 250, more: false }]);
  });

  it('is one at a time of the same person', async () => {
    const { house, mo, bo, ask, say } = await createRoom();
    const other = await house.person('moderator', 'Other');
    await say(bo, 'one');
    house.log.hold();
    for (const draftId of ['m1', 'm2']) mo.say({ type: 'moderate', draftId, act: { do: 'clear' } });
    expect(await ask(other, { type: 'moderate', draftId: 'm3', act: { do: 'clear' } })).toEqual([]);
    expect(mo.transport.all('refused')).toMatchObject([{ draftId: 'm2', code: 'busy', kind: 'retry' }]);
    house.log.release();
    await house.settle();
    expect(mo.transport.all('moderated')).toMatchObject([{ draftId: 'm1', count: 1 }]);
    expect(await ask(mo, { type: 'moderate', draftId: 'm2', act: { do: 'clear' } })).toMatchObject(done);
  });

  it.each([
    ['is banned', { do: 'ban' }, undefined],
    ['is muted', { do: 'mute' }, 'muted'],
  ] as const)('goes no further when who does it %s', async (_what, act, code) => {
    const { house, mo, bo, does } = await createRoom();
    const owner = await house.person('owner', 'Owner');
    for (let index = 0; index < 250; index++) bo.say(post(`${index}`, `p${index}`));
    await house.settle();
    house.log.hold();
    mo.say({ type: 'moderate', draftId: 'm1', act: { do: 'clear' } });
    await house.settle();
    await does(owner, { ...act, who: idOf(mo) });
    house.log.release();
    await house.settle();
    expect(left(house)).toBe(150);
    expect(mo.transport.all('refused').map((refusal) => refusal.code)).toEqual(code ? [code] : []);
  });

  it('goes no further when the room asks for more, and neither does its undoing', async () => {
    const live = new LiveSettings();
    const { house, mo, bo, ask } = await createRoom({}, { live });
    for (let index = 0; index < 250; index++) bo.say(post(`${index}`, `p${index}`));
    await house.settle();
    const half = async (act: Moderate['act'], capability: 'clear' | 'undo') => {
      house.log.hold();
      mo.say({ type: 'moderate', draftId: `half-${capability}`, act });
      await house.settle();
      live.set(everyRoom, { permissions: { [capability]: 'owner' } });
      house.log.release();
      await house.settle();
      live.set(everyRoom, {});
    };
    await half({ do: 'clear' }, 'clear');
    expect(left(house)).toBe(150);
    await ask(mo, { type: 'moderate', draftId: 'rest', act: { do: 'clear' } });
    expect(left(house)).toBe(0);
    await half({ do: 'undo', of: 'rest' }, 'undo');
    expect(left(house)).toBe(100);
    expect(mo.transport.all('refused')).toMatchObject([{ code: 'not-allowed' }, { code: 'not-allowed' }]);
  });
});

describe('a room’s mode', () => {
  const modes: [Extract<Moderate['act'], { do: 'mode' }>['mode'], string, string | undefined][] = [
    [{ readOnly: true }, 'hello', 'read-only'],
    [{ membersOnly: true }, 'hello', 'members-only'],
    [{ emojiOnly: true }, 'hello 🎈', 'emoji-only'],
    [{ emojiOnly: true }, '🎈 👍🏽', undefined],
    [{ paused: { message: 'Lunch.' } }, 'hello', 'paused'],
    [{ holdAll: true }, 'hello', 'held'],
    [{ holdAll: false, slowSeconds: 0 }, 'hello', undefined],
  ];

  it.each(modes)('%j is told to everybody, and makes of %j: %s', async (mode, text, code) => {
    const { house, mo, bo, say, does } = await createRoom();
    await does(mo, { do: 'mode', mode });
    expect(bo.transport.all('mode')).toHaveLength(1);
    expect(await say(bo, text)).toMatchObject([code ? { type: 'refused', code } : { type: 'accepted' }]);
    expect(await say(mo, text)).toMatchObject([{ type: 'accepted' }]);
    const late = (await new House({}, house).guest('Late')).transport.all('welcome')[0]!;
    expect(late.mode).toEqual(
      Object.values(mode).some(Boolean) ? bo.transport.all('mode')[0]!.mode : undefined,
    );
  });

  it.each([{ readOnly: true }, { membersOnly: true }, { paused: {} }] as const)(
    '%j tells nobody that somebody types whom it lets write nothing',
    async (mode) => {
      const { house, mo, bo, does } = await createRoom();
      const typists = () => mo.transport.all('typing').flatMap(({ who }) => who.map(({ id }) => id));
      await does(mo, { do: 'mode', mode });
      for (const who of [bo, mo]) who.say({ type: 'typing', on: true });
      house.clock.advance(typingEveryMs);
      expect(typists()).toEqual([idOf(mo)]);
      await does(mo, { do: 'mode', mode: { emojiOnly: true } });
      bo.say({ type: 'typing', on: true });
      house.clock.advance(typingEveryMs);
      expect(typists()).toContain(idOf(bo));
    },
  );

  it('slow makes each wait for their own, and lets the same draft come again', async () => {
    const { house, mo, bo, say, ask, does } = await createRoom();
    await does(mo, { do: 'mode', mode: { slowSeconds: 30 } });
    const draft = post('one', 'slow-1');
    expect(await ask(bo, draft)).toMatchObject([{ type: 'accepted' }]);
    house.clock.advance(10_000);
    expect(await say(bo, 'two')).toMatchObject([{ code: 'slow-mode', kind: 'retry', retryAfterMs: 20_000 }]);
    expect(await ask(bo, draft)).toMatchObject([{ type: 'accepted', seq: 1 }]);
    for (const text of ['a', 'b']) expect(await say(mo, text)).toMatchObject([{ type: 'accepted' }]);
    house.clock.advance(20_000);
    expect(await say(bo, 'two')).toMatchObject([{ type: 'accepted' }]);
  });

  it('paused ends when it was said to, with the words of who paused it', async () => {
    const { house, mo, bo, say, does } = await createRoom();
    await does(mo, { do: 'mode', mode: { paused: { message: 'Lunch.', forMs: 60_000 } } });
    expect(await say(bo, 'hello')).toMatchObject([
      { sentence: 'Lunch. It goes on in 60 seconds.', retryAfterMs: 60_000 },
    ]);
    house.clock.advance(60_000);
    expect(await say(bo, 'hello')).toMatchObject([{ type: 'accepted' }]);
  });
});

describe('what is held', () => {
  const settings = { rules: { words: { hold: ['lawyer'] } } };

  it('waits unseen, is listed for a moderator, and comes as its author’s when it is let in', async () => {
    const { house, mo, bo, ask, does } = await createRoom(settings);
    const draft = post('my lawyer', 'h1');
    for (let count = 0; count < 2; count++) expect(await ask(bo, draft)).toMatchObject([{ code: 'held' }]);
    expect(texts(mo)).toEqual([]);
    expect(await does(mo, { do: 'list', of: 'held' })).toMatchObject([
      { held: [{ draftId: 'h1', text: 'my lawyer', from: { name: 'Bo' } }] },
    ]);
    const later = new House({ settings }, house);
    const [keeper, author] = [
      await later.person('moderator', 'Mo'),
      await later.guest('Bo', { token: tokenOf(bo) }),
    ];
    keeper.say({ type: 'moderate', draftId: 'm', act: { do: 'approve', who: idOf(bo), held: 'h1' } });
    await later.settle();
    expect(author.transport.all('message')).toMatchObject([
      { draftId: 'h1', text: 'my lawyer', from: { id: idOf(bo) } },
    ]);
    keeper.say({ type: 'moderate', draftId: 'm', act: { do: 'approve', who: idOf(bo), held: 'h1' } });
    await later.settle();
    expect(keeper.transport.all('refused')).toMatchObject([{ code: 'not-found' }]);
  });

  it('is told to its author when it is turned down', async () => {
    const { mo, bo, ask, does } = await createRoom(settings);
    await ask(bo, post('my lawyer', 'h1'));
    expect(await does(mo, { do: 'decline', who: idOf(bo), held: 'h1' })).toMatchObject(done);
    expect(bo.transport.all('refused').at(-1)).toMatchObject({
      draftId: 'h1',
      code: 'declined',
      kind: 'final',
    });
    expect(await does(mo, { do: 'list', of: 'held' })).toMatchObject([{ held: [] }]);
  });

  it('is no more than 10 drafts of one person, who may send others when these are settled', async () => {
    const { house, bo, mo, ask, does } = await createRoom(settings);
    for (let index = 0; index < 10; index++) bo.say(post('my lawyer', `h${index}`));
    await house.settle();
    expect(bo.transport.all('refused').map(({ code }) => code)).toEqual(Array(10).fill('held'));
    expect(await ask(bo, post('my lawyer', 'h10'))).toMatchObject([
      { code: 'too-many', kind: 'final', sentence: expect.stringMatching(/\. Send this one when/) as string },
    ]);
    expect(await ask(bo, post('my lawyer', 'h9'))).toMatchObject([{ code: 'held' }]);
    expect(await ask(await house.guest('Cy'), post('my lawyer', 'h10'))).toMatchObject([{ code: 'held' }]);
    await does(mo, { do: 'decline', who: idOf(bo), held: 'h0' });
    expect(await ask(bo, post('my lawyer', 'h10'))).toMatchObject([{ code: 'held' }]);
  });

  it('is no more than 200 drafts of a room', async () => {
    const { house, ask } = await createRoom(settings);
    for (let one = 0; one < 20; one++) {
      const guest = await house.guest(`Guest ${one}`);
      for (let index = 0; index < 10; index++) guest.say(post('my lawyer', `h${index}`));
    }
    await house.settle();
    expect(house.standing.rooms.get('lobby')!.held.size).toBe(200);
    const late = await house.guest('Late');
    expect(await ask(late, post('my lawyer', 'h'))).toMatchObject([{ code: 'busy', kind: 'retry' }]);
  });
});

describe('what is being let in', () => {
  const settings = { rules: { words: { hold: ['lawyer'] } } };

  /** A draft of Bo’s that Mo has let in while the log takes its time. */
  const createCase = async () => {
    const room = await createRoom(settings);
    const { house, mo, bo, ask, does } = room;
    const other = await house.person('moderator', 'Other');
    await ask(bo, post('my lawyer', 'h1'));
    house.log.hold();
    expect(await does(mo, { do: 'approve', who: idOf(bo), held: 'h1' })).toEqual([]);
    return { ...room, other, decline: { do: 'decline', who: idOf(bo), held: 'h1' } as const };
  };
  const goOn = (house: House) => {
    house.log.release();
    return house.settle();
  };

  it('is turned down by nobody, and its author is told nothing of that kind', async () => {
    const { house, mo, bo, other, does, decline } = await createCase();
    expect(await does(other, decline)).toMatchObject([{ code: 'busy', kind: 'retry' }]);
    await goOn(house);
    expect(mo.transport.all('moderated')).toHaveLength(1);
    expect(texts(bo)).toEqual(['my lawyer']);
    expect(bo.transport.all('refused').map(({ code }) => code)).toEqual(['held']);
    expect(await does(other, decline)).toMatchObject([{ code: 'not-found' }]);
  });

  it('is one entry for two who let it in', async () => {
    const { house, mo, bo, other, does } = await createCase();
    expect(await does(other, { do: 'approve', who: idOf(bo), held: 'h1' })).toEqual([]);
    await goOn(house);
    expect([mo, other].map(({ transport }) => transport.all('moderated').length)).toEqual([1, 1]);
    expect(house.log.batches.flat()).toHaveLength(1);
  });

  it('is taken away with the rest where all is cleared, and not told as turned down', async () => {
    const { house, bo, other, does } = await createCase();
    expect(await does(other, { do: 'clear' })).toEqual([]);
    await goOn(house);
    expect(other.transport.all('moderated')).toMatchObject([{ count: 1, more: false }]);
    expect(bo.transport.all('refused').map(({ code }) => code)).toEqual(['held']);
    expect(house.standing.rooms.get('lobby')!.held.size).toBe(0);
  });

  it('waits again where the log does not take it, and can be turned down', async () => {
    const { house, mo, bo, other, does, decline } = await createCase();
    house.log.fail(new Error('full'));
    await goOn(house);
    expect(mo.transport.all('refused')).toMatchObject([{ code: 'unavailable' }]);
    expect(await does(other, decline)).toMatchObject(done);
    expect(bo.transport.all('refused').map(({ code }) => code)).toEqual(['held', 'declined']);
  });

  it('does not wait again for whom a ban holds by then', async () => {
    const { house, bo, other, does } = await createCase();
    expect(await does(other, { do: 'ban', who: idOf(bo) })).toEqual([]);
    house.log.fail(new Error('full'));
    await goOn(house);
    expect(other.transport.all('moderated')).toHaveLength(1);
    expect(house.standing.rooms.get('lobby')!.held.size).toBe(0);
  });
});

describe('what cannot be let in any more', () => {
  const settings = { rules: { words: { hold: ['lawyer'] } } };
  type Kept = Awaited<ReturnType<typeof createRoom>>;

  it.each<[string, string, (room: Kept) => Promise<unknown>]>([
    [
      'an edit of what is gone',
      'not-found',
      async ({ bo, say, ask }) => {
        await say(bo, 'hello');
        await ask(bo, { type: 'edit', draftId: 'h1', ref: 1, text: 'my lawyer' });
        await ask(bo, { type: 'remove', draftId: 'r1', ref: 1 });
      },
    ],
    [
      'a draft that was sent in other words since',
      'draft-conflict',
      async ({ bo, ask }) => {
        await ask(bo, post('my lawyer', 'h1'));
        await ask(bo, post('my friend', 'h1'));
      },
    ],
  ])('%s, is told as %s to its author, and waits no longer', async (_what, code, come) => {
    const room = await createRoom(settings);
    const { house, mo, bo, does } = room;
    await come(room);
    const entries = house.log.rooms.get('lobby')!.length;
    expect(await does(mo, { do: 'approve', who: idOf(bo), held: 'h1' })).toMatchObject([
      { code: 'not-found', sentence: expect.stringMatching(/They were told/) as string },
    ]);
    expect(bo.transport.all('refused').at(-1)).toMatchObject({ draftId: 'h1', code, kind: 'final' });
    expect(house.standing.rooms.get('lobby')!.held.size).toBe(0);
    expect(await does(mo, { do: 'list', of: 'held' })).toMatchObject([{ held: [] }]);
    expect(house.log.rooms.get('lobby')).toHaveLength(entries);
    expect(house.standing.lines).toEqual([]);
  });

  it('because a mute came first, is taken back and told', async () => {
    const { house, mo, bo, say, ask, does } = await createRoom(settings);
    await ask(bo, post('my lawyer', 'h1'));
    house.log.hold();
    await say(mo, 'on its way');
    expect(await does(mo, { do: 'approve', who: idOf(bo), held: 'h1' })).toEqual([]);
    expect(await does(mo, { do: 'mute', who: idOf(bo) })).toMatchObject([
      { type: 'moderated' },
      { type: 'refused', code: 'not-found' },
    ]);
    expect(bo.transport.all('refused').at(-1)).toMatchObject({ draftId: 'h1', code: 'not-allowed' });
    expect(house.standing.lines.map(({ act }) => act)).toEqual(['mute']);
    expect(house.standing.rooms.get('lobby')!.held.size).toBe(0);
  });
});

describe('the audit log', () => {
  it('has who did what to whom, why and until when, the newest first', async () => {
    const { house, mo, bo, does } = await createRoom();
    const at = house.clock.time();
    await does(mo, { do: 'mute', who: idOf(bo), forMs: 60_000, why: 'shouting' });
    await does(mo, { do: 'ban', who: idOf(bo), network: 'wide' });
    const [answer] = await does(mo, { do: 'list', of: 'audit' });
    expect(answer).toMatchObject({
      audit: [
        { by: idOf(mo), act: 'ban-wide-network', whom: idOf(bo) },
        { at, by: idOf(mo), act: 'mute', whom: idOf(bo), why: 'shouting', until: at + 60_000 },
      ],
    });
  });

  it('has what was taken from others, pinned and announced, once, and not what is one’s own', async () => {
    const { house, mo, bo, say, ask } = await createRoom();
    await say(bo, 'his');
    await say(mo, 'mine');
    for (let count = 0; count < 2; count++) await ask(mo, { type: 'pin', draftId: 'p1', ref: 1, on: true });
    await ask(mo, { type: 'pin', ref: 1, on: false });
    await ask(mo, { type: 'notice', text: 'hear' });
    for (const ref of [1, 2]) await ask(mo, { type: 'remove', ref });
    await say(bo, 'his too');
    await ask(bo, { type: 'remove', ref: 6 });
    const by = idOf(mo);
    expect(house.standing.lines.map(({ id: _id, at: _at, ...line }) => line)).toEqual([
      { room: 'lobby', by, act: 'pin', whom: idOf(bo) },
      { room: 'lobby', by, act: 'unpin', whom: idOf(bo) },
      { room: 'lobby', by, act: 'notice' },
      { room: 'lobby', by, act: 'remove', whom: idOf(bo) },
    ]);
  });

  it('has a sweep as one act, however much it took', async () => {
    const { house, mo, bo, say, does } = await createRoom();
    for (const text of ['one', 'two']) await say(bo, text);
    await does(mo, { do: 'remove-all', who: idOf(bo), since: 0 });
    expect(house.standing.lines.map(({ act }) => act)).toEqual(['remove-all']);
  });

  it('has nothing of what was refused', async () => {
    const { house, mo, bo, does } = await createRoom();
    await does(bo, { do: 'ban', who: idOf(mo) });
    await does(mo, { do: 'ban', who: idOf(mo) });
    expect(house.standing.lines).toEqual([]);
  });
});
