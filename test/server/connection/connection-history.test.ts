import { describe, expect, it } from 'vitest';
import { entries } from '../../support/drafts.ts';
import { House } from '../../support/house.ts';

const before = (seq: number, limit = 100) => ({ type: 'history', before: seq, limit });

describe('history', () => {
  it('is a page of older entries', async () => {
    const house = new House();
    house.log.rooms.set('lobby', entries(1, 400));
    const ann = await house.guest();
    for (const seq of [351, 4]) {
      ann.say(before(seq));
      await house.settle();
    }
    const pages = ann.transport.all('page');
    expect(pages).toMatchObject([
      { before: 351, more: true },
      { before: 4, more: false },
    ]);
    expect(pages.map((page) => page.entries.map(({ seq }) => seq))).toEqual([
      entries(251, 350).map(({ seq }) => seq),
      [1, 2, 3],
    ]);
  });

  it.each([0, 1])('before %i is empty', async (seq) => {
    const house = new House();
    const ann = await house.guest();
    ann.say(before(seq));
    await house.settle();
    expect(ann.transport.all('page')).toMatchObject([{ before: seq, entries: [], more: false }]);
  });

  it('is read one page at a time', async () => {
    const house = new House();
    house.log.rooms.set('lobby', entries(1, 400));
    const [ann, bo] = [await house.guest('Ann'), await house.guest('Bo')];
    house.log.holdReads();
    ann.say(before(351));
    bo.say(before(351), before(251));
    house.log.releaseReads();
    await house.settle();
    expect(ann.transport.all('page')).toHaveLength(1);
    expect(bo.transport.closed).toEqual({ code: 4103, reason: 'Ask for one page of history at a time.' });
    expect(bo.transport.all('page')).toEqual([]);
  });

  it('is worth five frames', async () => {
    const house = new House({ frames: { burst: 10, perSecond: 0.001 } });
    const ann = await house.guest();
    ann.say(before(351));
    await house.settle();
    for (let index = 0; index < 4; index++) ann.say({ type: 'pong' });
    expect(ann.transport.closed).toBeUndefined();
    ann.say({ type: 'pong' });
    expect(ann.transport.closed?.code).toBe(4103);
  });

  it('that cannot be read closes that connection alone', async () => {
    const house = new House();
    const [ann, bo] = [await house.guest('Ann'), await house.guest('Bo')];
    house.log.failReads(new Error('disk gone'));
    ann.say(before(5));
    await house.settle();
    expect(ann.transport.closed?.code).toBe(4104);
    expect(bo.transport.closed).toBeUndefined();
    expect(house.telemetry.told).toContain('failed Reading history failed');
  });
});

describe('a ping', () => {
  it('is answered', async () => {
    const house = new House();
    const ann = await house.guest();
    ann.say({ type: 'ping' }, { type: 'pong' });
    await house.settle();
    expect(ann.transport.all('pong')).toHaveLength(1);
  });
});
