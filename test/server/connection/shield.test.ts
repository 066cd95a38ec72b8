// The raid shield over real rooms: who puts it up, what it asks of whom, and how it comes down.
import { describe, expect, it, vi } from 'vitest';
import type { Moderate } from '../../../protocol/client-messages.ts';
import type { Challenge, Refused, ServerMessage } from '../../../protocol/server-messages.ts';
import { dialectPlain } from '../../../server/connection/dialect-plain.ts';
import type { ShieldOverrides } from '../../../server/moderation/shield/shield-settings.ts';
import { House, post, type Guest } from '../../support/house.ts';
import { solve } from '../../support/solve.ts';

const minute = 60_000;

/** Little work, so that Node’s own digest is done with it at once. */
const work = 20;

let drafts = 0;

async function createRoom(shield: ShieldOverrides = { auto: false }, former?: House) {
  const rules = { words: { block: ['casino'] } };
  const house = new House({ settings: { rules, shield: { work, ...shield } } }, former);
  const mo = await house.person('moderator', 'Mo', {}, '192.0.2.9');
  const ask = async (who: Guest, message: object) => {
    const past = who.transport.messages.length;
    who.say({ ...message });
    await house.settle();
    return who.transport.messages
      .slice(past)
      .filter(({ type }) => type === 'accepted' || type === 'refused' || type === 'moderated');
  };
  return {
    house,
    mo,
    ask,
    say: (who: Guest, text: string) => ask(who, post(text, `d${++drafts}`)),
    does: (who: Guest, act: Moderate['act']) => ask(who, { type: 'moderate', draftId: `m${++drafts}`, act }),
    /** New guests, each as told from another network. */
    async raid(count: number, networks = count, from = 0) {
      const guests: Guest[] = [];
      for (let index = 0; index < count; index++)
        guests.push(await house.guest(`Raider ${from + index}`, {}, `198.51.100.${index % networks}`));
      return guests;
    },
  };
}

const modeOf = ({ transport }: Guest) =>
  transport.all('mode').at(-1)?.mode ?? transport.all('welcome')[0]!.mode ?? {};
const tokenOf = ({ transport }: Guest) => transport.all('welcome')[0]!.token;
const up: Moderate['act'] = { do: 'shield', on: true };
const down: Moderate['act'] = { do: 'shield', on: false };

function challengeIn(answers: readonly ServerMessage[]): Challenge {
  const { challenge } = answers[0] as Refused;
  return challenge!;
}

const prove = (challenge: Challenge) => ({ type: 'prove', solution: solve(challenge) });

describe('the shield by hand', () => {
  it('is told to everybody, with since when and until when, and noted both ways', async () => {
    const { house, mo, does } = await createRoom();
    const bo = await house.guest('Bo');
    const since = house.clock.time();
    const shield = { since, until: since + 10 * minute, slowSeconds: 30, cause: 'hand' };
    expect(await does(mo, { ...up, why: 'bots' })).toMatchObject([{ type: 'moderated', shield }]);
    for (const who of [mo, bo, await house.guest('Late')]) expect(modeOf(who)).toEqual({ shield });
    house.clock.advance(minute);
    const ended = { ...shield, until: since + minute };
    expect(await does(mo, down)).toMatchObject([{ type: 'moderated', shield: ended }]);
    for (const who of [mo, bo]) expect(modeOf(who)).toEqual({});
    expect(await does(mo, { do: 'list', of: 'shield' })).toMatchObject([{ shield: ended }]);
    const { id } = mo.transport.all('welcome')[0]!.you;
    expect(house.standing.lines).toMatchObject([
      { by: id, act: 'shield', why: 'bots', until: shield.until },
      { by: id, act: 'shield-end', at: ended.until },
    ]);
  });

  it('stays up for as long as was asked, and is still since when it was put up first', async () => {
    const { house, mo, does } = await createRoom();
    const since = house.clock.time();
    await does(mo, { ...up, forMs: minute });
    house.clock.advance(minute / 2);
    await does(mo, { ...up, forMs: minute });
    house.clock.advance(minute - 1);
    await house.settle();
    expect(modeOf(mo).shield).toMatchObject({ since });
    house.clock.advance(1);
    await house.settle();
    expect(modeOf(mo)).toEqual({});
  });

  it('and the mode of the room leave each other as they are', async () => {
    const { house, mo, does } = await createRoom();
    await does(mo, up);
    await does(mo, { do: 'mode', mode: { emojiOnly: true } });
    expect(modeOf(mo)).toMatchObject({ emojiOnly: true, shield: { cause: 'hand' } });
    await does(mo, down);
    expect(modeOf(mo)).toEqual({ emojiOnly: true });
    expect(JSON.parse(house.standing.rooms.get('lobby')!.mode!)).toEqual({ emojiOnly: true });
  });

  it('that the disk does not take is told to be so, and holds all the same', async () => {
    const { house, mo, does } = await createRoom();
    house.standing.fail(new Error('full'));
    expect(await does(mo, up)).toMatchObject([{ code: 'unavailable' }]);
    expect(modeOf(mo).shield).toBeDefined();
  });

  it('that is down may be taken down, and none is told of where there never was one', async () => {
    const { mo, does } = await createRoom();
    for (const act of [down, { do: 'list', of: 'shield' } as const]) {
      const [answer] = await does(mo, act);
      expect(answer).toMatchObject({ type: 'moderated' });
      expect(answer).not.toHaveProperty('shield');
    }
  });
});

describe('under the shield', () => {
  it('members and those who keep the room write as before', async () => {
    const { house, mo, say, does } = await createRoom();
    const member = await house.person('member', 'Member');
    await does(mo, up);
    const late = await house.person('member', 'Late');
    for (const who of [mo, member, late])
      for (const text of ['see https://example.com', 'and more'])
        expect(await say(who, text)).toMatchObject([{ type: 'accepted' }]);
  });

  it('a guest who was there before writes slowly, without links and without work', async () => {
    const { house, mo, say, ask, does } = await createRoom();
    const bo = await house.guest('Bo');
    house.clock.advance(11 * minute);
    await does(mo, up);
    expect(await say(bo, 'see https://example.com')).toMatchObject([{ code: 'link-not-allowed' }]);
    const [accepted] = await say(bo, 'hello');
    expect(accepted).toMatchObject({ type: 'accepted' });
    expect(await say(bo, 'more')).toMatchObject([{ code: 'slow-mode', retryAfterMs: 30_000 }]);
    const react = { type: 'react', draftId: 'r1', ref: 1, emoji: '🎈', on: true };
    expect(await ask(bo, react)).toMatchObject([{ code: 'slow-mode' }]);
    expect(await ask(bo, { type: 'remove', draftId: 'r2', ref: 1 })).toMatchObject([{ type: 'accepted' }]);
    house.clock.advance(30_000);
    expect(await ask(bo, react)).toMatchObject([{ code: 'not-found' }]);
    expect(await say(bo, 'more')).toMatchObject([{ code: 'slow-mode' }]);
  });

  it('a newcomer does some work once, and then their words wait', async () => {
    const { house, mo, ask, does } = await createRoom();
    await does(mo, up);
    const bo = await house.guest('Bo');
    const draft = post('hello', 'h1');
    const answers = await ask(bo, draft);
    expect(answers).toMatchObject([
      {
        code: 'proof-needed',
        kind: 'retry',
        retryAfterMs: 10 * minute,
        sentence: expect.stringContaining('10 minutes') as string,
      },
    ]);
    bo.say(prove(challengeIn(answers)));
    expect(await ask(bo, draft)).toMatchObject([{ code: 'held' }]);
    house.clock.advance(30_000);
    expect(await ask(bo, post('more', 'h2'))).toMatchObject([{ code: 'held' }]);
    expect(await does(mo, { do: 'list', of: 'held' })).toMatchObject([
      { held: [{ draftId: 'h1' }, { draftId: 'h2' }] },
    ]);
    await does(mo, { do: 'approve', who: bo.transport.all('welcome')[0]!.you.id, held: 'h1' });
    expect(mo.transport.all('message')).toMatchObject([{ draftId: 'h1', text: 'hello' }]);
  });

  it('the work of one guest is of no use to another, nor is what is no work', async () => {
    const { house, mo, say, does } = await createRoom();
    await does(mo, up);
    const [bo, cy] = [await house.guest('Bo'), await house.guest('Cy')];
    const challenge = challengeIn(await say(bo, 'hello'));
    cy.say(prove(challenge));
    const wrong = prove(challenge);
    bo.say({ ...wrong, solution: { ...wrong.solution, number: wrong.solution.number + 1 } });
    for (const who of [bo, cy]) expect(await say(who, 'hello')).toMatchObject([{ code: 'proof-needed' }]);
  });

  it('asks of a newcomer who comes back no second work, and of one who waited none', async () => {
    const { house, mo, say, ask, does } = await createRoom();
    await does(mo, { ...up, forMs: 60 * minute });
    const bo = await house.guest('Bo');
    bo.say(prove(challengeIn(await say(bo, 'hello'))));
    bo.connection.closed(1001);
    const again = await house.guest('Bo', { token: tokenOf(bo) });
    expect(await say(again, 'hello')).toMatchObject([{ code: 'held' }]);
    const cy = await house.guest('Cy');
    house.clock.advance(10 * minute);
    expect(await ask(cy, post('hello', 'h1'))).toMatchObject([{ type: 'accepted' }]);
  });

  it('asks for no work where the owner wants none, and has nobody wait where nobody is new', async () => {
    const none = await createRoom({ auto: false, work: 0 });
    await none.does(none.mo, up);
    expect(await none.say(await none.house.guest('Bo'), 'hello')).toMatchObject([{ code: 'held' }]);
    const { house, mo, say, does } = await createRoom({ auto: false, newMinutes: 0 });
    await does(mo, up);
    expect(await say(await house.guest('Bo'), 'hello')).toMatchObject([{ type: 'accepted' }]);
  });

  it('a client of plain text is told in a sentence how long it has to wait', async () => {
    const { house, mo, does } = await createRoom();
    await does(mo, up);
    const plain = house.knock(dialectPlain);
    await house.settle();
    plain.connection.receive('hello');
    await house.settle();
    expect(plain.transport.texts.at(-1)).toBe(
      'Very many people are coming in just now, and this chat cannot yet tell that you are one. You can write in 10 minutes.',
    );
    house.clock.advance(10 * minute);
    await does(mo, up);
    plain.connection.receive('hello');
    await house.settle();
    expect(mo.transport.all('message')).toMatchObject([{ text: 'hello' }]);
  });
});

describe('the shield by itself', () => {
  const auto = { joins: 20, refusals: 20 };

  it('comes up when many new guests come, and down when it is calm', async () => {
    const { house, mo, raid, does } = await createRoom(auto);
    await raid(19);
    expect(modeOf(mo)).toEqual({});
    const since = house.clock.time();
    const [last] = await raid(1, 1, 19);
    for (const who of [mo, last!]) expect(modeOf(who)).toMatchObject({ shield: { since, cause: 'joins' } });
    house.clock.advance(10 * minute);
    await house.settle();
    expect(modeOf(mo)).toEqual({});
    expect(house.standing.lines).toMatchObject([
      { by: 'server', act: 'shield', until: since + 10 * minute },
      { by: 'server', act: 'shield-end', at: since + 10 * minute },
    ]);
    expect(await does(mo, { do: 'list', of: 'shield' })).toMatchObject([{ shield: { since } }]);
  });

  it('is since when the first of them came, who can be banned with the others', async () => {
    const { house, mo, raid, does } = await createRoom(auto);
    // Whoever reads the time twice reads two times.
    let reads = house.clock.time();
    vi.spyOn(house.clock, 'time').mockImplementation(() => ++reads);
    await raid(20);
    const { since, until } = modeOf(mo).shield!;
    expect(await does(mo, { do: 'ban-many', by: { joined: [since, until] } })).toMatchObject([{ count: 20 }]);
  });

  it('comes up when much of guests is refused', async () => {
    const { house, mo, say, raid } = await createRoom(auto);
    const guests = await raid(10);
    const member = await house.person('member', 'Member', {}, '192.0.2.8');
    house.clock.advance(minute);
    for (const one of guests) {
      await say(one, 'to the casino');
      // What is nobody’s fault tells nothing.
      await say(one, ' ');
      await say(member, 'to the casino');
    }
    expect(modeOf(mo)).toEqual({});
    for (const one of guests) await say(one, 'to the casino');
    expect(modeOf(mo).shield).toMatchObject({ cause: 'refusals' });
  });

  it('stays down for one network alone, and for guests who come back', async () => {
    const { house, mo, raid } = await createRoom(auto);
    const guests = [...(await raid(19, 9)), ...(await raid(30, 1))];
    for (const [index, one] of guests.entries()) {
      one.connection.closed(1001);
      await house.guest('Again', { token: tokenOf(one) }, `203.0.113.${index}`);
    }
    expect(modeOf(mo)).toEqual({});
  });

  it('takes an IPv6 /48, which one customer may have whole, for one network', async () => {
    const { house, mo } = await createRoom(auto);
    const raid = async (network: (index: number) => string) => {
      for (let index = 0; index < 20; index++)
        await house.guest(`Raider ${index}`, {}, `${network(index)}::/64`);
    };
    await raid((index) => `2001:db8:7:${index}`);
    expect(modeOf(mo)).toEqual({});
    await raid((index) => `2001:db8:${index + 10}:0`);
    expect(modeOf(mo)).toMatchObject({ shield: { cause: 'joins' } });
  });

  it('is off where the owner said so', async () => {
    const { mo, raid } = await createRoom({ ...auto, auto: false });
    await raid(50);
    expect(modeOf(mo)).toEqual({});
  });

  it('goes on while they go on coming, since when it came up', async () => {
    const { house, mo, raid } = await createRoom(auto);
    const since = house.clock.time();
    await raid(20);
    house.clock.advance(10 * minute - 1);
    await raid(20, 20, 100);
    house.clock.advance(1);
    await house.settle();
    expect(modeOf(mo).shield).toEqual({
      since,
      until: since + 20 * minute,
      slowSeconds: 30,
      cause: 'joins',
    });
    house.clock.advance(10 * minute);
    await house.settle();
    expect(modeOf(mo)).toEqual({});
  });

  it('does not come up again at once where somebody took it down', async () => {
    const { house, mo, raid, does } = await createRoom(auto);
    await raid(20);
    await does(mo, down);
    await raid(20, 20, 100);
    expect(modeOf(mo)).toEqual({});
    house.clock.advance(10 * minute);
    await raid(20, 20, 200);
    expect(modeOf(mo).shield).toBeDefined();
  });

  it('comes down in a room that everybody has left', async () => {
    const { house, mo, raid } = await createRoom(auto);
    const guests = await raid(20);
    for (const one of [mo, ...guests]) one.connection.closed(1001);
    house.clock.advance(10 * minute);
    await house.settle();
    expect(house.standing.lines.map(({ act }) => act)).toEqual(['shield', 'shield-end']);
    expect(house.standing.rooms.get('lobby')!.mode).toBe('{}');
  });

  it('is still up after a restart, and comes down when it was to', async () => {
    const { house, mo, does } = await createRoom();
    await does(mo, up);
    const later = await createRoom({ auto: false }, house);
    expect(modeOf(later.mo).shield).toBeDefined();
    later.house.clock.advance(10 * minute);
    await later.house.settle();
    expect(modeOf(later.mo)).toEqual({});
  });

  it('does nothing any more once the server has closed', async () => {
    const { house, mo, does } = await createRoom();
    await does(mo, up);
    house.services.shields.close();
    house.clock.advance(10 * minute);
    await house.settle();
    expect(modeOf(mo).shield).toBeDefined();
  });
});
