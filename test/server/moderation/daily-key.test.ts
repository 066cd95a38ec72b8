import { describe, expect, it } from 'vitest';
import { DailyKey } from '../../../server/moderation/daily-key.ts';
import { TokenBuckets } from '../../../server/moderation/token-buckets.ts';
import { ManualClock } from '../../support/manual-clock.ts';

const dayMs = 24 * 60 * 60 * 1_000;

describe('the key of a day', () => {
  it('tells addresses apart and nothing else of them', () => {
    const { hash } = new DailyKey(new ManualClock());
    expect(hash('192.0.2.1')).toBe(hash('192.0.2.1'));
    expect(hash('192.0.2.1')).not.toBe(hash('192.0.2.2'));
    expect(hash('192.0.2.1')).not.toContain('192');
  });

  it('is another one for every server, and after every day', () => {
    const clock = new ManualClock();
    const { hash } = new DailyKey(clock);
    const today = hash('192.0.2.1');
    expect(new DailyKey(clock).hash('192.0.2.1')).not.toBe(today);
    clock.advance(dayMs - 1);
    expect(hash('192.0.2.1')).toBe(today);
    clock.advance(1);
    expect(hash('192.0.2.1')).not.toBe(today);
  });

  it('counts an address as one for as long as it lasts', () => {
    const clock = new ManualClock();
    const buckets = new TokenBuckets({ burst: 1, perSecond: 0.001 }, clock, new DailyKey(clock).hash);
    expect(buckets.take('192.0.2.1')).toBe(0);
    expect(buckets.take('192.0.2.1')).toBeGreaterThan(0);
    expect(buckets.take('192.0.2.2')).toBe(0);
  });
});
