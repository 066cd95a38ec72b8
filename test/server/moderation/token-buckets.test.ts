import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { Bucket, TokenBuckets } from '../../../server/moderation/token-buckets.ts';
import { ManualClock } from '../../support/manual-clock.ts';

function createBuckets(burst: number, perSecond: number) {
  const clock = new ManualClock();
  return { clock, buckets: new TokenBuckets({ burst, perSecond }, clock) };
}

describe('Bucket', () => {
  it('begins full, at the time it was made', () => {
    const rate = { burst: 2, perSecond: 1 };
    const bucket = new Bucket(rate, 5_000);
    expect([5_000, 5_000, 5_000, 6_000].map((now) => bucket.take(rate, now))).toEqual([0, 0, 1_000, 0]);
  });

  it('takes what it costs', () => {
    const rate = { burst: 10, perSecond: 1 };
    const bucket = new Bucket(rate, 0);
    expect([5, 6, 5].map((cost) => bucket.take(rate, 0, cost))).toEqual([0, 1_000, 0]);
  });
});

describe('TokenBuckets', () => {
  it('gives a burst at once, then makes wait', () => {
    const { buckets } = createBuckets(3, 1);
    expect([1, 2, 3, 4].map(() => buckets.take('ann'))).toEqual([0, 0, 0, 1_000]);
  });

  it('refills steadily', () => {
    const { buckets, clock } = createBuckets(2, 2);
    buckets.take('ann');
    buckets.take('ann');
    clock.advance(499);
    expect(buckets.take('ann')).toBeGreaterThan(0);
    clock.advance(1);
    expect(buckets.take('ann')).toBe(0);
    expect(buckets.take('ann')).toBe(500);
  });

  it('refills to the burst and no further', () => {
    const { buckets, clock } = createBuckets(2, 1);
    buckets.take('ann');
    clock.advance(3_600_000);
    expect([1, 2, 3].map(() => buckets.take('ann'))).toEqual([0, 0, 1_000]);
  });

  it('takes nothing for a try that came too soon', () => {
    const { buckets, clock } = createBuckets(1, 1);
    buckets.take('ann');
    for (let tenth = 1; tenth < 10; tenth++) {
      clock.advance(100);
      expect(buckets.take('ann')).toBeGreaterThan(0);
    }
    clock.advance(100);
    expect(buckets.take('ann')).toBe(0);
  });

  it('takes what it costs, or nothing', () => {
    const { buckets, clock } = createBuckets(10, 1);
    expect([buckets.take('ann', 5), buckets.take('ann', 6), buckets.take('ann', 5)]).toEqual([0, 1_000, 0]);
    expect(buckets.take('ann', 5)).toBe(5_000);
    clock.advance(5_000);
    expect(buckets.take('ann', 5)).toBe(0);
  });

  it('keeps keys apart', () => {
    const { buckets } = createBuckets(1, 1);
    expect([buckets.take('ann'), buckets.take('bo'), buckets.take('ann')]).toEqual([0, 0, 1_000]);
  });

  it.each([
    [0.01, 100_000],
    [0.5, 2_000],
    [3, 334],
    [1_000, 1],
  ])('at %d a second tells to wait %i ms', (perSecond, waitMs) => {
    const { buckets, clock } = createBuckets(1, perSecond);
    buckets.take('ann');
    expect(buckets.take('ann')).toBe(waitMs);
    clock.advance(waitMs);
    expect(buckets.take('ann')).toBe(0);
  });

  it('is right about the wait to the millisecond, whenever it is asked', () => {
    const rate = { burst: fc.integer({ min: 1, max: 20 }), perSecond: fc.integer({ min: 1, max: 50 }) };
    fc.assert(
      fc.property(
        fc.record(rate),
        fc.array(fc.nat(300), { maxLength: 60 }),
        ({ burst, perSecond }, pauses) => {
          const { buckets, clock } = createBuckets(burst, perSecond);
          for (const pause of pauses) {
            clock.advance(pause);
            buckets.take('ann');
          }
          const waitMs = buckets.take('ann');
          fc.pre(waitMs > 1);
          clock.advance(waitMs - 2);
          expect(buckets.take('ann')).toBeGreaterThan(0);
          clock.advance(2);
          expect(buckets.take('ann')).toBe(0);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('gives no more than burst and rate allow, however one asks', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(2_000), { minLength: 1, maxLength: 100 }), (pauses) => {
        const { buckets, clock } = createBuckets(5, 2);
        let given = 0;
        for (const pause of pauses) {
          clock.advance(pause);
          if (buckets.take('ann') === 0) given++;
        }
        expect(given).toBeLessThanOrEqual(5 + (clock.now() / 1_000) * 2 + 1e-6);
      }),
    );
  });

  it('remembers fifty thousand keys and forgets the one that rested longest', () => {
    const { buckets } = createBuckets(1, 0.01);
    buckets.take('first');
    buckets.take('second');
    buckets.take('first');
    for (let index = 0; index < 49_999; index++) buckets.take(`other-${index}`);
    expect(buckets.take('first')).toBeGreaterThan(0);
    expect(buckets.take('second')).toBe(0);
  });
});

describe('buckets of several nodes', () => {
  it('tell what is taken once half of a bucket is gone, and not before', () => {
    const { buckets } = createBuckets(4, 1);
    const told: [string, number][] = [];
    buckets.watch((key, cost) => void told.push([key, cost]));
    for (let take = 0; take < 6; take++) buckets.take('ann');
    expect(told).toEqual([
      ['ann', 1],
      ['ann', 1],
      ['ann', 1],
    ]);
  });

  it('hold what was taken elsewhere against who comes here, and never less than nothing', () => {
    const { buckets } = createBuckets(4, 1);
    buckets.spend({ ann: 3, bo: 99 });
    expect([buckets.take('ann'), buckets.take('ann')]).toEqual([0, 1_000]);
    expect(buckets.take('bo')).toBe(1_000);
    expect(buckets.take('cy')).toBe(0);
  });
});
