import { describe, expect, it } from 'vitest';
import { askedMs, mostAskedMs, waitMs } from '../../../server/webhooks/waits.ts';

describe('the wait before another attempt', () => {
  it('is five seconds, then twice as long each time, up to an hour', () => {
    const waits = [1, 2, 3, 4, 10, 11, 1_000].map((attempts) => waitMs(attempts, () => 0));
    expect(waits).toEqual([5_000, 10_000, 20_000, 40_000, 2_560_000, 3_600_000, 3_600_000]);
  });

  it('is shorter by chance, by a half at most', () => {
    expect(waitMs(1, () => 0.5)).toBe(3_750);
    expect(waitMs(1, () => 1)).toBe(2_500);
  });
});

describe('what a receiver asks for', () => {
  const now = Date.parse('2026-03-01T00:00:00Z');

  it.each([
    ['120', 120_000],
    [' 5 ', 5_000],
    ['Sun, 01 Mar 2026 00:01:00 GMT', 60_000],
    ['Sat, 28 Feb 2026 00:00:00 GMT', undefined],
    ['0', undefined],
    ['soon', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%s is %s', (header, ms) => {
    expect(askedMs(header, now)).toBe(ms);
  });

  it('is a day at most', () => {
    expect(askedMs('86401', now)).toBe(mostAskedMs);
    expect(askedMs('9'.repeat(400), now)).toBe(mostAskedMs);
    expect(askedMs('Mon, 01 Mar 2027 00:00:00 GMT', now)).toBe(mostAskedMs);
  });
});
