import { describe, expect, it } from 'vitest';
import { textCharacters } from '../../../protocol/limits.ts';
import { dialectPlain } from '../../../server/connection/dialect-plain.ts';
import { House, post } from '../../support/house.ts';

describe('a post', () => {
  it('is accepted with its seq, and shown to everyone with its draft id', async () => {
    const house = new House();
    const [ann, bo] = [await house.guest('Ann'), await house.guest('Bo')];
    ann.say(post('hello', 'd1'));
    await house.settle();
    expect(ann.transport.all('accepted')).toEqual([{ type: 'accepted', draftId: 'd1', seq: 1 }]);
    const [echo] = ann.transport.all('message');
    expect(echo).toEqual({
      type: 'message',
      seq: 1,
      at: house.clock.time(),
      draftId: 'd1',
      from: ann.transport.all('welcome')[0]!.you,
      text: 'hello',
    });
    expect(bo.transport.all('message')).toEqual([echo]);
    expect(bo.transport.all('accepted')).toEqual([]);
  });

  it('leaves with its acknowledgement in one write', async () => {
    const house = new House();
    const ann = await house.guest();
    ann.say(post('one'), post('two'));
    await house.settle();
    expect(ann.transport.writes).toHaveLength(2);
  });

  it('is neither acknowledged nor shown before it is committed', async () => {
    const house = new House();
    const [ann, bo] = [await house.guest('Ann'), await house.guest('Bo')];
    house.log.hold();
    ann.say(post('hello'));
    await house.settle();
    expect([...ann.transport.messages, ...bo.transport.messages].map(({ type }) => type)).toEqual([
      'welcome',
      'welcome',
    ]);
    house.log.release();
    await house.settle();
    expect(bo.transport.all('message')).toHaveLength(1);
  });

  it('is shown once when it is sent again', async () => {
    const house = new House();
    const [ann, bo] = [await house.guest('Ann'), await house.guest('Bo')];
    ann.say(post('hello', 'd1'), post('hello', 'd1'));
    await house.settle();
    ann.say(post('hello', 'd1'));
    await house.settle();
    expect(ann.transport.all('accepted').map(({ seq }) => seq)).toEqual([1, 1, 1]);
    expect(bo.transport.all('message')).toHaveLength(1);
  });

  it('is refused under a draft id that was used for something else', async () => {
    const house = new House();
    const ann = await house.guest();
    ann.say(post('one', 'd1'), post('two', 'd1'));
    await house.settle();
    expect(ann.transport.all('refused')).toMatchObject([{ draftId: 'd1', code: 'draft-conflict' }]);
    expect(ann.transport.all('message')).toHaveLength(1);
  });

  it('has its draft id to itself: another participant may use the same', async () => {
    const house = new House();
    const [ann, bo] = [await house.guest('Ann'), await house.guest('Bo')];
    ann.say(post('one', 'd1'));
    bo.say(post('two', 'd1'));
    await house.settle();
    expect(bo.transport.all('message').map(({ text }) => text)).toEqual(['one', 'two']);
  });

  it('is refused with a sentence, and the connection stays open', async () => {
    const house = new House();
    const [ann, bo] = [await house.guest('Ann'), await house.guest('Bo')];
    ann.say(post(' ', 'd1'), post('x'.repeat(textCharacters + 1), 'd2'), post('fine', 'd3'));
    await house.settle();
    expect(ann.transport.all('refused')).toMatchObject([
      { draftId: 'd1', code: 'text-empty', sentence: expect.stringMatching(/\.$/) as string },
      { draftId: 'd2', code: 'text-too-long', sentence: expect.stringMatching(/\.$/) as string },
    ]);
    expect(ann.transport.closed).toBeUndefined();
    expect(bo.transport.all('message').map(({ text }) => text)).toEqual(['fine']);
  });

  it('is refused when they come too fast, until the told time has passed', async () => {
    const house = new House({ posts: { burst: 2, perSecond: 1 } });
    const ann = await house.guest();
    ann.say(post('one'), post('two'), post('three', 'd3'));
    await house.settle();
    expect(ann.transport.all('refused')).toMatchObject([
      { draftId: 'd3', code: 'rate-limited', retryAfterMs: 1_000 },
    ]);
    house.clock.advance(1_000);
    ann.say(post('three', 'd3'));
    await house.settle();
    expect(ann.transport.all('message').map(({ text }) => text)).toEqual(['one', 'two', 'three']);
  });

  it('is counted by participant, not by connection', async () => {
    const house = new House({ posts: { burst: 1, perSecond: 1 } });
    const tab = await house.guest();
    const otherTab = await house.guest('Ann', { token: tab.transport.all('welcome')[0]!.token });
    tab.say(post('one'));
    otherTab.say(post('two'));
    await house.settle();
    expect(otherTab.transport.all('refused')).toMatchObject([{ code: 'rate-limited' }]);
  });

  it('is counted by network, which a new guest cannot shake off', async () => {
    const house = new House({ postsByAddress: { burst: 1, perSecond: 1 } });
    const [first, second] = [await house.guest(), await house.guest()];
    first.say(post('one'));
    second.say(post('two'));
    await house.settle();
    expect(second.transport.all('refused')).toMatchObject([{ code: 'rate-limited' }]);
  });

  it('is refused as unavailable when the log fails, and taken when it heals', async () => {
    const house = new House();
    const [ann, bo] = [await house.guest('Ann'), await house.guest('Bo')];
    house.log.fail(new Error('disk full'));
    ann.say(post('hello', 'd1'));
    await house.settle();
    expect(ann.transport.all('refused')).toMatchObject([{ draftId: 'd1', code: 'unavailable' }]);
    expect(bo.transport.all('message')).toEqual([]);
    house.log.fail();
    ann.say(post('hello', 'd1'));
    await house.settle();
    expect(ann.transport.all('accepted')).toMatchObject([{ draftId: 'd1', seq: 1 }]);
    expect(bo.transport.all('message')).toHaveLength(1);
  });

  it('is refused as busy when too many wait', async () => {
    const house = new House();
    const ann = await house.guest();
    house.log.hold();
    ann.say(post('on its way'));
    await house.settle();
    for (let index = 0; index < 2_001; index++) ann.say(post(`${index}`));
    await house.settle();
    expect(ann.transport.all('refused')).toMatchObject([{ draftId: 'draft-2000', code: 'busy' }]);
  });

  it('is committed also when its author is gone meanwhile', async () => {
    const house = new House();
    const [ann, bo] = [await house.guest('Ann'), await house.guest('Bo')];
    house.log.hold();
    ann.say(post('goodbye all'));
    await house.settle();
    ann.connection.closed(1006);
    house.log.release();
    await house.settle();
    expect(bo.transport.all('message')).toMatchObject([{ text: 'goodbye all', from: { name: 'Ann' } }]);
  });

  it('is told of without more than it needs', async () => {
    const house = new House();
    const ann = await house.guest('Ann');
    ann.say(post('hello'), post(''));
    await house.settle();
    expect(house.telemetry.told).toEqual([
      'connected lobby Ann 1',
      'refused lobby Ann text-empty',
      'posted lobby Ann 1 hello',
    ]);
  });

  it('of a plain client is refused in plain words', async () => {
    const house = new House();
    const plain = house.knock(dialectPlain);
    await house.settle();
    plain.connection.receive('  ');
    await house.settle();
    expect(plain.transport.texts).toEqual(['There is nothing to send yet. Write something first.']);
  });
});

describe('a rename', () => {
  it('counts from the next message on', async () => {
    const house = new House();
    const ann = await house.guest('Ann');
    const { you } = ann.transport.all('welcome')[0]!;
    ann.say(post('one'), { type: 'rename', name: '  Bo\u202e ' }, post('two'));
    await house.settle();
    expect(ann.transport.all('renamed')).toEqual([{ type: 'renamed', you: { ...you, name: 'Bo' } }]);
    expect(ann.transport.all('message').map(({ from }) => from.name)).toEqual(['Ann', 'Bo']);
    expect(new Set(ann.transport.all('message').map(({ from }) => from.id))).toEqual(new Set([you.id]));
  });

  it.each(['', ' ', '\u200b'])('to %j, which nobody can see, changes nothing', async (name) => {
    const house = new House();
    const ann = await house.guest('Ann');
    ann.say({ type: 'rename', name });
    await house.settle();
    expect(ann.transport.all('renamed')).toMatchObject([{ you: { name: 'Ann' } }]);
  });
});
