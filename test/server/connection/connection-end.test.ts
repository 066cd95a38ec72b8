import { describe, expect, it } from 'vitest';
import { rosterParticipants } from '../../../protocol/limits.ts';
import { answerMs, presenceEveryMs, silenceMs, typingEveryMs } from '../../../protocol/timing.ts';
import { dialectPlain } from '../../../server/connection/dialect-plain.ts';
import { ringEntries } from '../../../server/room/ring.ts';
import { House, post, type Guest } from '../../support/house.ts';

/** The heartbeat, once a second, for so long. */
function beatFor(house: House, guest: Guest, ms: number): void {
  for (let passed = 0; passed < ms; passed += 1_000) {
    house.clock.advance(1_000);
    guest.connection.beat();
  }
  house.clock.turn();
}

describe('a silent connection', () => {
  it('is asked after 25 s, once', async () => {
    const house = new House();
    const ann = await house.guest();
    beatFor(house, ann, silenceMs - 1_000);
    expect(ann.transport.all('ping')).toEqual([]);
    beatFor(house, ann, 5_000);
    expect(ann.transport.all('ping')).toHaveLength(1);
  });

  it('is given up 10 s later', async () => {
    const house = new House();
    const ann = await house.guest();
    beatFor(house, ann, silenceMs + answerMs - 1_000);
    expect(ann.transport.closed).toBeUndefined();
    beatFor(house, ann, 1_000);
    expect(ann.transport.closed).toEqual({ code: 4102, reason: 'No sign of life.' });
  });

  it('stays as long as it answers', async () => {
    const house = new House();
    const ann = await house.guest();
    for (let round = 1; round <= 3; round++) {
      beatFor(house, ann, silenceMs + answerMs - 1_000);
      ann.say({ type: 'pong' });
    }
    expect(ann.transport.all('ping')).toHaveLength(3);
    expect(ann.transport.closed).toBeUndefined();
  });

  it('that speaks plainly is asked by a ping frame, and may answer by a pong frame', async () => {
    const house = new House();
    const plain = house.knock(dialectPlain);
    await house.settle();
    beatFor(house, plain, silenceMs);
    expect([plain.transport.pings, plain.transport.texts]).toEqual([1, []]);
    plain.connection.heard();
    beatFor(house, plain, answerMs);
    expect(plain.transport.closed).toBeUndefined();
  });
});

describe('a flood of frames', () => {
  it('ends the connection', async () => {
    const house = new House({ frames: { burst: 10, perSecond: 1 } });
    const ann = await house.guest();
    for (let index = 0; index < 9; index++) ann.say({ type: 'pong' });
    expect(ann.transport.closed).toBeUndefined();
    ann.say({ type: 'pong' });
    expect(ann.transport.closed).toEqual({ code: 4103, reason: 'Too many frames. Come back more slowly.' });
  });

  it('counts what was said before the welcome, and what breaks the wire', async () => {
    const house = new House({ frames: { burst: 2, perSecond: 1 } });
    const ann = house.knock();
    ann.say({ type: 'hello' }, { type: 'pong' });
    expect(ann.transport.closed).toBeUndefined();
    ann.connection.receive('nonsense');
    expect(ann.transport.closed?.code).toBe(4103);
    await house.settle();
    expect(ann.transport.messages).toEqual([]);
  });

  it('may be of control frames as well', async () => {
    const house = new House({ frames: { burst: 3, perSecond: 1 } });
    const ann = await house.guest();
    ann.connection.heard();
    ann.connection.heard();
    expect(ann.transport.closed).toBeUndefined();
    ann.connection.heard();
    expect(ann.transport.closed?.code).toBe(4103);
    ann.connection.heard();
  });

  it('is over after a rest', async () => {
    const house = new House({ frames: { burst: 2, perSecond: 1 } });
    const ann = await house.guest();
    ann.say({ type: 'pong' });
    house.clock.advance(1_000);
    ann.say({ type: 'pong' });
    expect(ann.transport.closed).toBeUndefined();
  });

  it('is nobody else’s fault', async () => {
    const house = new House({ frames: { burst: 5, perSecond: 1 } });
    const [ann, bo] = [await house.guest('Ann'), await house.guest('Bo')];
    for (let index = 0; index < 9; index++) ann.say({ type: 'pong' });
    bo.say(post('still here'));
    await house.settle();
    expect(bo.transport.all('accepted')).toHaveLength(1);
  });
});

describe('a reader who does not read', () => {
  it('gets everything in one write afterwards', async () => {
    const house = new House();
    const [ann, bo] = [await house.guest('Ann'), await house.guest('Bo')];
    bo.transport.congested = true;
    for (let index = 1; index <= 100; index++) {
      ann.say(post(`${index}`));
      await house.settle();
    }
    expect(bo.transport.writes).toHaveLength(1);
    bo.transport.congested = false;
    bo.connection.flush();
    expect(bo.transport.writes).toHaveLength(2);
    expect(bo.transport.all('message').map(({ seq }) => seq)).toEqual(
      Array.from({ length: 100 }, (_, index) => index + 1),
    );
  });

  it('is sent off to resume when it falls out of the ring', async () => {
    const house = new House();
    const [ann, bo] = [await house.guest('Ann'), await house.guest('Bo')];
    bo.transport.congested = true;
    for (let index = 1; index <= ringEntries; index++) ann.say(post(`${index}`));
    await house.settle();
    expect(bo.transport.closed).toBeUndefined();
    ann.say(post('one more'));
    await house.settle();
    expect(bo.transport.closed?.code).toBe(4201);
    expect(ann.transport.all('message')).toHaveLength(ringEntries + 1);
    expect((await house.rooms.visit('lobby')).presence.count).toBe(1);
  });

  it('is sent off when too much waits for it alone', async () => {
    const house = new House();
    const ann = await house.guest();
    ann.say(...Array.from({ length: 40 }, (_, index) => post('x'.repeat(1_000), `d${index}`)));
    await house.settle();
    ann.transport.congested = true;
    for (let round = 0; round < 10; round++) {
      ann.say({ type: 'history', before: 99, limit: 100 });
      await house.settle();
    }
    expect(ann.transport.closed?.code).toBe(4201);
  });

  it('is told who is here once it reads again, as a whole and only the newest', async () => {
    const house = new House();
    const ann = await house.guest('Ann');
    house.clock.advance(presenceEveryMs);
    ann.transport.congested = true;
    for (const name of ['Bo', 'Cy', 'Di']) {
      await house.guest(name);
      house.clock.advance(presenceEveryMs);
    }
    expect(ann.transport.all('presence')).toHaveLength(1);
    ann.connection.flush();
    await house.settle();
    expect(ann.transport.all('presence')).toHaveLength(1);
    ann.transport.congested = false;
    ann.connection.flush();
    await house.settle();
    ann.connection.flush();
    await house.settle();
    const [, owed, ...more] = ann.transport.all('presence');
    expect(owed).toEqual({
      type: 'presence',
      count: 4,
      here: ['Ann', 'Bo', 'Cy', 'Di'].map((name) => expect.objectContaining({ name }) as object),
    });
    expect(more).toEqual([]);
  });

  it('is owed nothing of those who typed meanwhile', async () => {
    const house = new House();
    const [ann, bo] = [await house.guest('Ann'), await house.guest('Bo')];
    house.clock.advance(presenceEveryMs);
    const told = ann.transport.messages.length;
    ann.transport.congested = true;
    bo.say({ type: 'typing', on: true });
    house.clock.advance(typingEveryMs);
    ann.transport.congested = false;
    ann.connection.flush();
    await house.settle();
    expect(ann.transport.messages).toHaveLength(told);
    expect(bo.transport.all('typing')).toHaveLength(1);
  });
});

describe('presence', () => {
  it('is told to everyone', async () => {
    const house = new House();
    const [ann, bo] = [await house.guest('Ann'), await house.guest('Bo')];
    const [, you] = [ann, bo].map(({ transport }) => transport.all('welcome')[0]!.you);
    house.clock.advance(presenceEveryMs);
    for (const { transport } of [ann, bo])
      expect(transport.all('presence')).toMatchObject([{ count: 2, gone: [] }]);
    bo.connection.closed(1001);
    house.clock.advance(presenceEveryMs);
    expect(ann.transport.all('presence').at(-1)).toEqual({
      type: 'presence',
      count: 1,
      came: [],
      gone: [you!.id],
    });
  });

  it('begins with the names of all in the welcome', async () => {
    const house = new House();
    const ann = await house.guest('Ann');
    const bo = await house.guest('Bo');
    const [first, second] = [ann, bo].map(({ transport }) => transport.all('welcome')[0]!);
    expect([first!.present, first!.here]).toEqual([1, [first!.you]]);
    expect([second!.present, second!.here]).toEqual([2, [first!.you, second!.you]]);
  });

  it('has no names in the welcome to a crowd', async () => {
    const house = new House();
    for (let index = 1; index < rosterParticipants; index++) await house.guest(`Guest ${index}`);
    const last = (await house.guest('Ann')).transport.all('welcome')[0]!;
    expect([last.present, last.here?.length]).toEqual([rosterParticipants, rosterParticipants]);
    const beyond = (await house.guest('Bo')).transport.all('welcome')[0]!;
    expect([beyond.present, 'here' in beyond]).toEqual([rosterParticipants + 1, false]);
  });

  it('tells of a new name', async () => {
    const house = new House();
    const [ann, bo] = [await house.guest('Ann'), await house.guest('Bo')];
    house.clock.advance(presenceEveryMs);
    bo.say({ type: 'rename', name: 'Bob' });
    house.clock.advance(presenceEveryMs);
    const you = { ...bo.transport.all('welcome')[0]!.you, name: 'Bob' };
    expect(ann.transport.all('presence').at(-1)).toEqual({
      type: 'presence',
      count: 2,
      came: [you],
      gone: [],
    });
  });
});

describe('a connection that ends', () => {
  it('says goodbye when the server goes', async () => {
    const house = new House();
    const ann = await house.guest();
    ann.connection.dismiss(2_000);
    expect(ann.transport.messages.at(-1)).toEqual({ type: 'goodbye', spreadMs: 2_000 });
    expect(ann.transport.closed).toEqual({ code: 4200, reason: 'The server restarts.' });
  });

  it('writes what waits before it closes', async () => {
    const house = new House();
    const ann = await house.guest();
    ann.say({ type: 'ping' }, { type: 'hello' });
    expect(ann.transport.messages.map(({ type }) => type)).toEqual(['welcome', 'pong', 'head']);
    expect(ann.transport.closed?.code).toBe(4000);
  });

  it('is told of once, by the code it ended with', async () => {
    const house = new House();
    const ann = await house.guest('Ann');
    ann.connection.receive('nonsense');
    ann.connection.closed(1005);
    expect(house.telemetry.told).toEqual(['connected lobby Ann 1', 'left lobby Ann 4000 0']);
  });

  it('hears and says nothing any more', async () => {
    const house = new House();
    const [ann, bo] = [await house.guest('Ann'), await house.guest('Bo')];
    ann.connection.closed(1006);
    const { length } = ann.transport.writes;
    ann.say(post('from the grave'));
    bo.say(post('to nobody'));
    await house.settle();
    ann.connection.flush();
    expect(ann.transport.writes).toHaveLength(length);
    expect(bo.transport.all('message').map(({ text }) => text)).toEqual(['to nobody']);
  });

  it('frees its room, and leaves nothing behind', async () => {
    const house = new House();
    const ann = await house.guest();
    ann.connection.closed(1001);
    house.clock.advance(30_000);
    expect(house.clock.waiting).toBe(0);
    await house.guest();
    expect(house.log.reads).toBe(2);
  });

  it('before its hello leaves nothing behind', () => {
    const house = new House();
    house.knock().connection.closed(1006);
    expect(house.clock.waiting).toBe(0);
  });

  it('before its welcome came is in no room, and frees it', async () => {
    const house = new House();
    house.log.holdReads();
    const ann = house.knock();
    ann.say({ type: 'hello' });
    await house.settle();
    ann.connection.closed(1006);
    house.log.releaseReads();
    await house.settle();
    expect(ann.transport.writes).toEqual([]);
    expect(house.telemetry.told).toEqual(['ended early 1006']);
    house.clock.advance(30_000);
    expect((await house.rooms.visit('lobby')).presence.count).toBe(0);
    expect(house.log.reads).toBe(2);
  });

  it('is cut off where it does not answer the close', async () => {
    const { connection, transport } = await new House().guest();
    connection.destroy();
    expect(transport.destroyed).toBe(true);
  });
});
