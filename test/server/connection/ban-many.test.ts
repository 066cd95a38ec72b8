// Bans of many at once, over real rooms: by what they said, and by when they came.
import { describe, expect, it } from 'vitest';
import type { Moderate } from '../../../protocol/client-messages.ts';
import type { AuditEntry, Moderated } from '../../../protocol/server-messages.ts';
import { mostBanned } from '../../../server/moderation/ban-many.ts';
import type { PlaceSettings } from '../../../server/moderation/place.ts';
import { mostRestraints } from '../../../server/moderation/standing.ts';
import { House, post, type Guest } from '../../support/house.ts';

let drafts = 0;

async function createRoom(settings: Partial<PlaceSettings> = {}) {
  const house = new House({ settings });
  const mo = await house.person('moderator', 'Mo', {}, '192.0.2.9');
  const answers = async (who: Guest, act: Moderate['act']) => {
    const past = who.transport.messages.length;
    who.say({ type: 'moderate', draftId: `m${++drafts}`, act });
    await house.settle();
    return who.transport.messages
      .slice(past)
      .filter(({ type }) => type === 'moderated' || type === 'refused') as Moderated[];
  };
  return {
    house,
    mo,
    does: answers,
    /** Bans many, and tells the answer. */
    bans: async (who: Guest, by: Extract<Moderate['act'], { do: 'ban-many' }>['by'], more: object = {}) =>
      (await answers(who, { do: 'ban-many', by, ...more }))[0],
    async say(who: Guest, ...texts: string[]) {
      for (const text of texts) who.say(post(text, `d${++drafts}`));
      await house.settle();
    },
    audit: async (who: Guest) => (await answers(who, { do: 'list', of: 'audit' }))[0]!.audit as AuditEntry[],
  };
}

const idOf = ({ transport }: Guest) => transport.all('welcome')[0]!.you.id;
const closedBy = (...people: Guest[]) => people.map(({ transport }) => transport.closed?.code);

describe('a ban by phrase', () => {
  it('sends off all who said it, as the rules read it, and nobody else', async () => {
    const { house, mo, say, bans } = await createRoom();
    const people = ['A', 'B', 'C', 'D'].map((name) => house.guest(name, {}, `192.0.2.${name.charCodeAt(0)}`));
    const [ann, bo, cy, dee] = (await Promise.all(people)) as [Guest, Guest, Guest, Guest];
    await say(ann, 'BUY cheap gold');
    await say(bo, 'hello', 'cheap g0ld!');
    await say(cy, 'cheap golden things');
    cy.say({ type: 'edit', draftId: 'e1', ref: 4, text: 'nothing' });
    await say(dee, 'gold is not cheap');
    expect(await bans(mo, { phrase: 'cheap gold' })).toMatchObject({ count: 2, more: false });
    expect(closedBy(mo, ann, bo, cy, dee)).toEqual([undefined, 4011, 4011, undefined, undefined]);
  });

  it('reads edits, what waits for a moderator, and what those said who have gone', async () => {
    const { house, mo, say, bans, does } = await createRoom({ rules: { words: { hold: ['gold'] } } });
    const [ann, bo] = [await house.guest('Ann'), await house.guest('Bo')];
    await say(ann, 'hello');
    ann.say({ type: 'edit', draftId: 'e1', ref: 1, text: 'cheap tickets' });
    await say(bo, 'cheap gold');
    ann.connection.closed(1001);
    bo.connection.closed(1001);
    await house.settle();
    expect(await bans(mo, { phrase: 'cheap *' })).toMatchObject({ count: 2 });
    const later = new House({}, house);
    for (const who of [ann, bo]) {
      const { token } = who.transport.all('welcome')[0]!;
      expect(closedBy(await later.guest('Back', { token }))).toEqual([4011]);
    }
    expect((await does(mo, { do: 'list', of: 'held' }))[0]).toMatchObject({ held: [] });
  });

  it('holds who said it, and not who took it away and brought it back', async () => {
    const { house, mo, say, bans, does } = await createRoom();
    const [owner, ann] = [await house.person('owner', 'Owner'), await house.guest('Ann')];
    await say(ann, 'gold');
    mo.say({ type: 'remove', draftId: 'gone', ref: 1 });
    await house.settle();
    expect(await does(mo, { do: 'undo', of: 'gone' })).toMatchObject([{ count: 1 }]);
    expect(await bans(owner, { phrase: 'gold' })).toMatchObject({ count: 1 });
    expect(closedBy(mo, ann)).toEqual([undefined, 4011]);
  });

  it('looks no further back than it was told, and over more than one page', async () => {
    const { house, mo, say, bans } = await createRoom();
    const [old, ann] = [await house.guest('Old'), await house.guest('Ann')];
    await say(old, 'gold');
    house.clock.advance(60_000);
    const since = house.clock.time();
    await say(ann, 'gold');
    await say(mo, ...Array.from({ length: 250 }, (_, index) => `${index}`));
    expect(await bans(mo, { phrase: 'gold', since })).toMatchObject({ count: 1, more: false });
    expect(closedBy(old, ann)).toEqual([undefined, 4011]);
  });

  it('holds nobody of one’s own rank or a higher one, and not oneself', async () => {
    const { house, mo, say, bans } = await createRoom();
    const people = [
      mo,
      await house.person('moderator', 'Other'),
      await house.person('owner', 'Owner'),
      await house.person('member', 'Member'),
      await house.guest('Guest'),
    ];
    for (const who of people) await say(who, 'gold');
    expect(await bans(mo, { phrase: 'gold' })).toMatchObject({ count: 2 });
    expect(closedBy(...people)).toEqual([undefined, undefined, undefined, 4011, 4011]);
    expect(await bans(people[4]!, { phrase: 'gold' })).toBeUndefined();
  });

  it('lets nothing of theirs into the log that was not on its way', async () => {
    const { house, mo, say, bans } = await createRoom();
    const ann = await house.guest('Ann');
    await say(ann, 'gold');
    house.log.hold();
    await say(mo, 'on its way');
    await say(ann, 'waits');
    await bans(mo, { phrase: 'gold' });
    house.log.release();
    await house.settle();
    const texts = house.log.rooms.get('lobby')!.map(({ body }) => body);
    expect(texts).toEqual(['{"text":"gold"}', '{"text":"on its way"}']);
  });

  it.each(['', '*', ' * '])('of %j, which says nothing, breaks the wire', async (phrase) => {
    const { mo, bans } = await createRoom();
    expect(await bans(mo, { phrase })).toBeUndefined();
    expect(closedBy(mo)).toEqual([4000]);
  });
});

describe('a ban by the time of coming', () => {
  it('sends off all who came for the first time between two times, with their networks', async () => {
    const { house, mo, bans } = await createRoom();
    const before = await house.guest('Before', {}, '192.0.2.1');
    house.clock.advance(1_000);
    const from = house.clock.time();
    const raiders = [
      await house.guest('One', {}, '192.0.2.2'),
      await house.guest('Two', {}, '2001:db8:1:2::/64'),
    ];
    // Who comes back came before.
    const { token } = before.transport.all('welcome')[0]!;
    const again = await house.guest('Before', { token }, '192.0.2.1');
    house.clock.advance(1_000);
    const after = await house.guest('After', {}, '192.0.2.3');
    const joined = [from, from + 500];
    expect(await bans(mo, { joined: joined as [number, number] }, { network: 'wide' })).toMatchObject({
      count: 2,
    });
    expect(closedBy(mo, before, again, after, ...raiders)).toEqual([
      ...[undefined, undefined, undefined, undefined],
      ...[4011, 4011],
    ]);
    expect(closedBy(await house.guest('Three', {}, '2001:db8:1:3::/64'))).toEqual([4011]);
  });

  it('ends when it was to, and is noted once, with whom', async () => {
    const { house, mo, bans, audit } = await createRoom();
    const people = [await house.guest('One'), await house.guest('Two')];
    const at = house.clock.time();
    await bans(mo, { joined: [at, at] }, { forMs: 60_000, why: 'raid' });
    const [line, ...others] = await audit(mo);
    expect(line).toMatchObject({
      at,
      by: idOf(mo),
      act: 'ban-by-joining',
      why: 'raid',
      until: at + 60_000,
      many: people.map(idOf),
    });
    expect(others).toEqual([]);
    house.clock.advance(60_000);
    const { token } = people[0]!.transport.all('welcome')[0]!;
    expect(closedBy(await house.guest('One', { token }))).toEqual([undefined]);
  });

  it('names a hundred of them, and finds nobody where nobody came', async () => {
    const { house, mo, bans, audit } = await createRoom();
    house.clock.advance(1_000);
    const at = house.clock.time();
    for (let index = 0; index < 101; index++) await house.guest(`Raider ${index}`);
    expect(await bans(mo, { joined: [at, at] })).toMatchObject({ count: 101, more: false });
    expect((await audit(mo))[0]!.many).toHaveLength(100);
    expect(await bans(mo, { joined: [0, 1] })).toMatchObject({ count: 0, more: false });
    expect((await audit(mo))[0]).not.toHaveProperty('many');
  });

  it(`is of ${mostBanned} at once, and goes on when it is asked once more`, async () => {
    const { house, mo, bans } = await createRoom();
    const { comings } = house.services;
    house.clock.advance(1_000);
    const at = house.clock.time();
    for (let index = 0; index <= mostBanned; index++)
      comings.came('lobby', { id: `g${index}`, role: 'guest' });
    expect(await bans(mo, { joined: [at, at] })).toMatchObject({ count: mostBanned, more: true });
    expect(await bans(mo, { joined: [at, at] })).toMatchObject({ count: 1, more: false });
  });

  it('bans nobody where the room cannot keep so many', async () => {
    const { house, mo, bans } = await createRoom();
    const { services } = house;
    const room = await services.rooms.visit('lobby');
    const impose = Array.from({ length: mostRestraints }, (_, index) => ({
      kind: 'ban' as const,
      subject: `s${index}`,
      by: 'owner',
    }));
    room.standing.apply({ impose });
    services.rooms.leave(room);
    const raider = await house.guest('Raider');
    const at = house.clock.time();
    expect(await bans(mo, { joined: [at, at] })).toMatchObject({ type: 'refused', code: 'too-many' });
    expect(closedBy(raider)).toEqual([undefined]);
  });
});

describe('taking back all since a time', () => {
  it('turns down what waits since then, and leaves the rest', async () => {
    const { house, mo, say, does } = await createRoom({ rules: { words: { hold: ['gold'] } } });
    const ann = await house.guest('Ann');
    await say(ann, 'old gold');
    house.clock.advance(1_000);
    const since = house.clock.time();
    await say(ann, 'new gold', 'hello');
    expect((await does(mo, { do: 'clear', since }))[0]).toMatchObject({ count: 1 });
    expect((await does(mo, { do: 'list', of: 'held' }))[0]!.held).toMatchObject([{ text: 'old gold' }]);
    expect(ann.transport.all('refused').at(-1)).toMatchObject({ code: 'declined' });
  });
});
