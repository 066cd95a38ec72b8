import { describe, expect, it } from 'vitest';
import { limits } from '../../../protocol/limits.ts';
import { helloTimeoutMs } from '../../../protocol/timing.ts';
import { dialectPlain } from '../../../server/connection/dialect-plain.ts';
import { allowed, permissionsOf } from '../../../server/identity/permissions.ts';
import { entries } from '../../support/drafts.ts';
import { House, post } from '../../support/house.ts';

/** So long an empty room stays in memory. */
const keepEmptyMs = 30_000;

/** Where a client was whose last entry, 220, expired: whether that was its own, only the log can tell. */
const outsideOfRing = ({ log }: House) => ({ epoch: log.epoch, seq: 220, tail: ['draft-message-220'] });

describe('a connection', () => {
  it('is welcomed after its hello', async () => {
    const house = new House();
    house.log.rooms.set('lobby', entries(1, 3));
    const { transport } = await house.guest('Ann');
    const [welcome, ...more] = transport.messages;
    expect(more).toEqual([]);
    expect(welcome).toEqual({
      type: 'welcome',
      you: { id: expect.any(String) as string, name: 'Ann', role: 'guest' },
      token: expect.any(String) as string,
      room: 'lobby',
      epoch: house.log.epoch,
      head: 3,
      limits,
      capabilities: [
        'post',
        'edit',
        'remove',
        'react',
        'poll',
        'vote',
        'end-poll',
        'pin',
        'notice',
        'report',
        'moderate',
        'prove',
        'history',
        'rename',
        'typing',
      ],
      may: allowed('guest', permissionsOf()),
      present: 1,
      here: [{ id: expect.any(String) as string, name: 'Ann', role: 'guest' }],
      resumed: false,
      why: 'fresh',
      entries: [1, 2, 3].map((seq) => expect.objectContaining({ type: 'message', seq }) as object),
      more: false,
    });
  });

  it('is the same participant with its token', async () => {
    const house = new House();
    const [first] = (await house.guest('Ann')).transport.all('welcome');
    const [again] = (await house.guest('Ann', { token: first!.token })).transport.all('welcome');
    expect(again!.you).toEqual(first!.you);
    expect(again!.present).toBe(1);
  });

  it('resumes with what it missed, and hears the rest once', async () => {
    const house = new House();
    house.log.rooms.set('lobby', entries(1, 5));
    const bo = await house.guest('Bo', { since: { epoch: house.log.epoch, seq: 3 } });
    expect(bo.transport.all('welcome')).toMatchObject([{ resumed: true, head: 5 }]);
    bo.say(post('new'));
    await house.settle();
    const [welcome] = bo.transport.all('welcome');
    const seqs = [...welcome!.entries, ...bo.transport.all('message')].map(({ seq }) => seq);
    expect(seqs).toEqual([4, 5, 6]);
  });

  it('misses nothing that is written while its hello is answered', async () => {
    const house = new House();
    house.log.rooms.set('lobby', entries(221, 500));
    const ann = await house.guest('Ann');
    const bo = house.knock();
    house.log.holdReads();
    bo.say({ type: 'hello', since: outsideOfRing(house) });
    ann.say(post('one'), post('two'));
    await house.settle();
    expect(ann.transport.all('message')).toHaveLength(2);
    house.log.releaseReads();
    await house.settle();
    const [welcome] = bo.transport.all('welcome');
    const seqs = [...welcome!.entries, ...bo.transport.all('message')].map(({ seq }) => seq);
    expect(seqs).toEqual(entries(221, 502).map(({ seq }) => seq));
  });

  it('finds its room again when everyone else leaves while its hello is answered', async () => {
    const house = new House();
    house.log.rooms.set('lobby', entries(221, 500));
    const ann = await house.guest('Ann');
    const bo = house.knock();
    house.log.holdReads();
    bo.say({ type: 'hello', since: outsideOfRing(house) });
    await house.settle();
    ann.connection.closed(1001);
    house.clock.advance(keepEmptyMs * 2);
    house.log.releaseReads();
    await house.settle();
    const again = await house.guest('Ann');
    again.say(post('still here?'));
    await house.settle();
    expect(bo.transport.all('message').map(({ text }) => text)).toEqual(['still here?']);
    expect(again.transport.all('welcome')[0]!.present).toBe(2);
  });

  it('is told several entries in one frame if its hello takes them so, and each in its own if not', async () => {
    const house = new House();
    const ann = await house.guest('Ann', { batches: true });
    const bo = await house.guest('Bo');
    bo.say(post('one'));
    bo.say(post('two'));
    await house.settle();
    expect(ann.transport.all('entries')).toMatchObject([{ entries: [{ text: 'one' }, { text: 'two' }] }]);
    expect(ann.transport.all('message')).toEqual([]);
    expect(bo.transport.all('message')).toMatchObject([{ text: 'one' }, { text: 'two' }]);
    bo.say(post('three'));
    await house.settle();
    expect(ann.transport.all('message')).toMatchObject([{ text: 'three' }]);
  });

  it('is sent away when it says nothing for five seconds', () => {
    const house = new House();
    const { connection, transport } = house.knock();
    house.clock.advance(helloTimeoutMs - 1);
    connection.beat();
    expect(transport.closed).toBeUndefined();
    house.clock.advance(1);
    connection.beat();
    expect(transport.closed).toEqual({ code: 4101, reason: 'Say hello within five seconds.' });
  });

  it('may take its time once it said hello', async () => {
    const house = new House();
    house.log.holdReads();
    const ann = house.knock();
    ann.say({ type: 'hello' });
    await house.settle();
    house.clock.advance(helloTimeoutMs * 2);
    ann.connection.beat();
    expect(ann.transport.closed).toBeUndefined();
  });

  it('needs no timer of its own', () => {
    const house = new House();
    house.knock();
    expect(house.clock.waiting).toBe(0);
  });

  it.each([post('hello'), { type: 'ping' }, { type: 'rename', name: 'Ann' }])(
    'is closed when it starts with %j',
    async (frame) => {
      const house = new House();
      const ann = house.knock();
      ann.say(frame, { type: 'hello' });
      await house.settle();
      expect(ann.transport.closed).toEqual({ code: 4000, reason: 'The first frame must be hello.' });
      expect(ann.transport.messages).toEqual([]);
      expect(house.log.batches).toEqual([]);
    },
  );

  it('is closed when it says hello twice', async () => {
    const house = new House();
    const ann = await house.guest();
    ann.say({ type: 'hello' });
    expect(ann.transport.closed).toEqual({ code: 4000, reason: 'Hello was said already.' });
  });

  it('is closed when it says hello twice in one flight', async () => {
    const house = new House();
    const ann = house.knock();
    ann.say({ type: 'hello' }, { type: 'hello' });
    await house.settle();
    expect(ann.transport.closed?.code).toBe(4000);
  });

  it.each(['', 'hello', '[]', '{"type":"shout"}'])('is closed for the frame %j', async (frame) => {
    const house = new House();
    const ann = await house.guest();
    ann.connection.receive(frame);
    expect(ann.transport.closed?.code).toBe(4000);
    expect(ann.transport.closed?.reason).not.toBe('');
  });

  it('hears in order, after its welcome, what it sent in one flight with hello', async () => {
    const house = new House();
    const ann = house.knock();
    ann.say({ type: 'hello', name: 'Ann' }, post('one'), { type: 'rename', name: 'Bo' }, post('two'));
    await house.settle();
    const { messages } = ann.transport;
    expect(messages.map(({ type }) => type)).toEqual([
      ...['welcome', 'renamed', 'accepted', 'accepted', 'message', 'message'],
    ]);
    expect(ann.transport.all('message')).toMatchObject([
      { seq: 1, text: 'one', from: { name: 'Ann' } },
      { seq: 2, text: 'two', from: { name: 'Bo' } },
    ]);
  });

  it('may send 32 frames ahead of its welcome, and no more', async () => {
    const house = new House();
    const [patient, hasty] = [house.knock(), house.knock()];
    const ahead = Array.from({ length: 32 }, (_, index) => post(`${index}`));
    patient.say({ type: 'hello' }, ...ahead);
    hasty.say({ type: 'hello' }, ...ahead, post('one too many'));
    await house.settle();
    expect(patient.transport.all('accepted')).toHaveLength(32);
    expect(hasty.transport.closed).toEqual({
      code: 4103,
      reason: 'Wait for welcome before you say so much.',
    });
  });

  it('is closed when its room cannot be read, and the failure is told', async () => {
    const house = new House();
    house.log.failReads(new Error('disk gone'));
    const { transport } = await house.guest();
    expect(transport.closed?.code).toBe(4104);
    expect(house.telemetry.told).toEqual(['failed Joining a room failed', 'ended early 4104']);
    expect(house.telemetry.errors).toMatchObject([{ message: 'disk gone' }]);
  });

  it('is closed by a fault of ours, and nobody else is', async () => {
    const house = new House();
    const [ann, bo] = [await house.guest('Ann'), await house.guest('Bo')];
    ann.transport.write = () => {
      throw new Error('a fault');
    };
    bo.say(post('hello'));
    await house.settle();
    expect(ann.transport.closed?.code).toBe(4104);
    expect(house.telemetry.told).toContain('failed Writing to a connection failed');
    expect(bo.transport.all('message')).toHaveLength(1);
  });

  it('that could not join leaves nothing behind', async () => {
    const house = new House();
    house.log.rooms.set('lobby', entries(221, 500));
    const ann = await house.guest('Ann');
    house.log.failReads(new Error('disk gone'));
    const bo = await house.guest('Bo', { since: outsideOfRing(house) });
    expect(bo.transport.closed?.code).toBe(4104);
    house.log.failReads();
    ann.connection.closed(1001);
    house.clock.advance(keepEmptyMs);
    const { reads } = house.log;
    await house.guest('Cy');
    expect(house.log.reads).toBe(reads + 1);
  });

  it('speaks plainly without a hello', async () => {
    const house = new House();
    const plain = house.knock(dialectPlain);
    const ann = await house.guest('Ann');
    plain.connection.receive('hi from the shell');
    ann.say(post('hello shell'));
    await house.settle();
    expect(plain.transport.texts).toEqual(['hello shell']);
    expect(ann.transport.all('message').map(({ text }) => text)).toEqual([
      'hi from the shell',
      'hello shell',
    ]);
    expect(ann.transport.all('welcome')[0]!.present).toBe(2);
  });
});
