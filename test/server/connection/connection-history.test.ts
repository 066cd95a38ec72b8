import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { Page } from '../../../protocol/server-messages.ts';
import { silenceMs } from '../../../protocol/timing.ts';
import { entries } from '../../support/drafts.ts';
import { House, post } from '../../support/house.ts';

const before = (seq: number, limit = 100) => ({ type: 'history', before: seq, limit });
const after = (seq: number, limit = 100) => ({ type: 'history', after: seq, limit });
const seqsOf = ({ entries: found }: Page) => found.map(({ seq }) => seq);
const range = (first: number, last: number) => entries(first, last).map(({ seq }) => seq);

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
    expect(pages.map(seqsOf)).toEqual([range(251, 350), [1, 2, 3]]);
  });

  it('is a page of newer entries', async () => {
    const house = new House();
    house.log.rooms.set('lobby', entries(1, 400));
    const ann = await house.guest();
    for (const seq of [0, 250, 300, 395]) {
      ann.say(after(seq));
      await house.settle();
    }
    const pages = ann.transport.all('page');
    expect(pages).toMatchObject([
      { after: 0, more: true },
      { after: 250, more: true },
      { after: 300, more: false },
      { after: 395, more: false },
    ]);
    for (const page of pages) expect('before' in page).toBe(false);
    expect(pages.map(seqsOf)).toEqual([range(1, 100), range(251, 350), range(301, 400), range(396, 400)]);
  });

  it('is of what the room has heard of: what only the log has comes as a frame', async () => {
    const house = new House();
    house.log.rooms.set('lobby', entries(1, 3));
    const ann = await house.guest();
    // Written, and the answer is still on its way.
    house.log.rooms.set('lobby', entries(1, 4));
    ann.say(after(1));
    await house.settle();
    expect(ann.transport.all('page').map(seqsOf)).toEqual([[2, 3]]);
  });

  it('is as long as it was asked to be', async () => {
    const house = new House();
    house.log.rooms.set('lobby', entries(1, 400));
    const ann = await house.guest();
    for (const asked of [after(10, 3), before(10, 3), after(399, 1)]) {
      ann.say(asked);
      await house.settle();
    }
    expect(ann.transport.all('page').map(seqsOf)).toEqual([[11, 12, 13], [7, 8, 9], [400]]);
  });

  it.each([400, 401, Number.MAX_SAFE_INTEGER])('after %i, where nothing is, is empty', async (seq) => {
    const house = new House();
    house.log.rooms.set('lobby', entries(1, 400));
    const ann = await house.guest();
    ann.say(after(seq));
    await house.settle();
    expect(ann.transport.all('page')).toEqual([{ type: 'page', after: seq, more: false, entries: [] }]);
  });

  it('after some seq is a whole of its own, and leaves what is told to the reader as it was', async () => {
    const house = new House();
    house.log.rooms.set('lobby', entries(1, 10));
    const ann = await house.guest();
    ann.say(after(5), post('new'));
    await house.settle();
    expect(ann.transport.all('message').map(({ seq }) => seq)).toEqual([11]);
  });

  it.each([{ limit: 10 }, { before: 1, after: 1, limit: 10 }, { after: 1 }, { after: -1, limit: 10 }])(
    'asked for as %j breaks the wire',
    async (asked) => {
      const house = new House();
      const ann = await house.guest();
      ann.say({ type: 'history', ...asked });
      expect(ann.transport.closed?.code).toBe(4000);
    },
  );

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
  it('is answered, and with how far the reader was told', async () => {
    const house = new House();
    house.log.rooms.set('lobby', entries(1, 7));
    const ann = await house.guest();
    ann.say({ type: 'ping' }, { type: 'pong' });
    await house.settle();
    expect(ann.transport.messages.slice(1)).toEqual([{ type: 'pong' }, { type: 'head', seq: 7 }]);
  });
});

describe('a head', () => {
  it('is told with the server’s own ping', async () => {
    const house = new House();
    house.log.rooms.set('lobby', entries(1, 7));
    const ann = await house.guest();
    house.clock.advance(silenceMs);
    ann.connection.beat();
    await house.settle();
    expect(ann.transport.messages.slice(-2)).toEqual([{ type: 'ping' }, { type: 'head', seq: 7 }]);
  });

  it('is not told to who is not in the room yet', async () => {
    const house = new House();
    house.log.holdReads();
    const ann = house.knock();
    ann.say({ type: 'hello' });
    await house.settle();
    house.clock.advance(silenceMs);
    ann.connection.beat();
    await house.settle();
    expect(ann.transport.messages).toEqual([{ type: 'ping' }]);
  });

  it('is what was written, not what is in the room', async () => {
    const house = new House();
    const [ann, bo] = [await house.guest('Ann'), await house.guest('Bo')];
    ann.transport.congested = true;
    bo.say(post('one'));
    await house.settle();
    ann.say({ type: 'ping' });
    ann.transport.congested = false;
    await house.settle();
    // The head was asked for before the entry was written, and stands before it.
    expect(ann.transport.messages.slice(-3)).toMatchObject([
      { type: 'pong' },
      { type: 'head', seq: 0 },
      { type: 'message', seq: 1 },
    ]);
  });

  it('is never above what was told before it, whatever happens meanwhile', async () => {
    const moves = fc.constantFrom('post', 'ping', 'settle', 'stall', 'go on', 'flush', 'remove');
    await fc.assert(
      fc.asyncProperty(fc.array(moves, { maxLength: 40 }), fc.nat(5), async (steps, start) => {
        const house = new House();
        house.log.rooms.set('lobby', entries(1, start));
        const [ann, bo] = [await house.guest('Ann'), await house.guest('Bo')];
        for (const [index, step] of steps.entries()) {
          if (step === 'post') bo.say(post(`${index}`));
          else if (step === 'remove') bo.say({ type: 'remove', draftId: `r${index}`, ref: start + 1 });
          else if (step === 'ping') ann.say({ type: 'ping' });
          else if (step === 'settle') await house.settle();
          else if (step === 'flush') ann.connection.flush();
          else ann.transport.congested = step === 'stall';
        }
        ann.transport.congested = false;
        await house.settle();
        ann.connection.flush();
        ann.say({ type: 'ping' });
        await house.settle();
        let last = start;
        let heads = 0;
        for (const message of ann.transport.messages) {
          if (message.type === 'message' || message.type === 'removal') expect(message.seq).toBe(++last);
          if (message.type !== 'head') continue;
          expect(message.seq).toBeLessThanOrEqual(last);
          heads++;
        }
        expect(last).toBe((await house.rooms.visit('lobby')).ring.head);
        expect(heads).toBe(steps.filter((step) => step === 'ping').length + 1);
        expect(ann.transport.all('head').at(-1)!.seq).toBe(last);
      }),
      { numRuns: 50 },
    );
  });
});
