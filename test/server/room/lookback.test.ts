import { describe, expect, it } from 'vitest';
import { resumeEntries, tailDrafts } from '../../../protocol/limits.ts';
import { Lookback } from '../../../server/room/lookback.ts';
import { Ring, ringEntries } from '../../../server/room/ring.ts';
import { entries, entry } from '../../support/drafts.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { MemoryLog } from '../../support/memory-log.ts';

const quietMs = 15_000;

function createLookback(head: number) {
  const log = new MemoryLog();
  log.rooms.set('lobby', entries(1, head));
  const clock = new ManualClock();
  const ring = new Ring(head, entries(Math.max(1, head - ringEntries + 1), head));
  const lookback = new Lookback(ring, clock, (range) => log.read('lobby', range));
  const write = (count: number) => {
    for (let index = 0; index < count; index++) {
      const record = entry(ring.head + 1);
      log.rooms.get('lobby')!.push(record);
      ring.push(record);
    }
  };
  const seqs = async () => {
    const found = await lookback.entries();
    return [found[0]?.seq, found.at(-1)?.seq];
  };
  return { log, clock, ring, lookback, write, seqs };
}

describe('a look back', () => {
  it('brings the longest resume and its tail, up to the head', async () => {
    const head = 5_000;
    const { seqs } = createLookback(head);
    expect(await seqs()).toEqual([head + 1 - resumeEntries - tailDrafts, head]);
  });

  it('brings all of a room that is shorter', async () => {
    expect(await createLookback(700).seqs()).toEqual([1, 700]);
    expect(await createLookback(0).seqs()).toEqual([undefined, undefined]);
  });

  it('is one read for all who come, until nobody has come for a quarter of a minute', async () => {
    const { log, clock, write, seqs } = createLookback(2_000);
    await Promise.all([seqs(), seqs()]);
    write(1);
    for (let comer = 0; comer < 3; comer++) {
      clock.advance(quietMs - 1);
      expect(await seqs()).toEqual([993, 2_000]);
    }
    expect([log.reads, clock.waiting]).toEqual([1, 1]);
    clock.advance(quietMs);
    expect([await seqs(), log.reads]).toEqual([[994, 2_001], 2]);
  });

  it('is kept from its end on, however long the read took', async () => {
    const { log, clock, seqs } = createLookback(2_000);
    log.holdReads();
    const first = seqs();
    clock.advance(quietMs * 5);
    const second = seqs();
    log.releaseReads();
    expect([await first, await second]).toEqual([
      [993, 2_000],
      [993, 2_000],
    ]);
    expect([log.reads, clock.waiting]).toEqual([1, 1]);
  });

  it('is read anew before who goes on from its end would soon fall out of the ring', async () => {
    const { log, write, seqs } = createLookback(2_000);
    await seqs();
    write(ringEntries / 2);
    expect(await seqs()).toEqual([993, 2_000]);
    write(1);
    expect([(await seqs())[1], log.reads]).toEqual([2_001 + ringEntries / 2, 2]);
  });

  it('is read anew after something of it changed, also while it is read', async () => {
    const { log, clock, lookback, seqs } = createLookback(2_000);
    await seqs();
    lookback.forget();
    log.holdReads();
    const before = seqs();
    lookback.forget();
    const after = seqs();
    expect([log.reads, clock.waiting]).toEqual([3, 0]);
    log.releaseReads();
    await Promise.all([before, after]);
    expect(clock.waiting).toBe(1);
  });

  it('is read anew after a read that failed', async () => {
    const { log, lookback, seqs } = createLookback(2_000);
    log.failReads(new Error('disk gone'));
    await expect(lookback.entries()).rejects.toThrow('disk gone');
    log.failReads();
    expect(await seqs()).toEqual([993, 2_000]);
  });

  it('is not undone by a former one that fails late', async () => {
    const { log, lookback, seqs } = createLookback(2_000);
    const read = log.read.bind(log);
    const failing = Promise.withResolvers<never>();
    log.read = () => failing.promise;
    const former = lookback.entries();
    log.read = read;
    lookback.forget();
    await seqs();
    failing.reject(new Error('disk gone'));
    await expect(former).rejects.toThrow('disk gone');
    await seqs();
    expect(log.reads).toBe(1);
  });

  it('leaves nothing behind once it is forgotten', async () => {
    const { clock, lookback, seqs } = createLookback(2_000);
    await seqs();
    expect(clock.waiting).toBe(1);
    lookback.forget();
    expect(clock.waiting).toBe(0);
  });
});
