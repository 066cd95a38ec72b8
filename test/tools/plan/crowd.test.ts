// The rooms of a crowd: nobody is lost, and they are as large as was said.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crowdOf, roomSizes } from '../../../tools/plan/crowd.ts';

const sum = (numbers: readonly number[]) => numbers.reduce((one, other) => one + other, 0);

describe('the rooms of a crowd', () => {
  it('have everybody, once, in no more rooms than there are', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000 }),
        fc.integer({ min: 1, max: 50_000 }),
        (users, rooms) => {
          const sizes = roomSizes(users, rooms);
          expect(sum(sizes)).toBe(users);
          expect(sizes.length).toBeLessThanOrEqual(rooms);
          const crowd = crowdOf({ users, rooms, rate: 0.01 });
          expect(sum(crowd.map(({ count, size }) => count * size))).toBeCloseTo(users, 3);
          expect(sum(crowd.map(({ count }) => count))).toBe(sizes.length);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('follow Zipf’s law: the second has half of the first, the tenth a tenth', () => {
    const sizes = roomSizes(1_000_000, 1_000);
    expect(sizes[1]! / sizes[0]!).toBeCloseTo(1 / 2, 3);
    expect(sizes[9]! / sizes[0]!).toBeCloseTo(1 / 10, 3);
  });

  it('have the largest that was said, from all alike to nearly all in one', () => {
    for (const largest of [20, 100, 20_000, 90_000])
      expect(Math.abs(roomSizes(100_000, 5_000, largest)[0]! - largest)).toBeLessThanOrEqual(1);
    expect(new Set(roomSizes(100_000, 5_000, 20))).toEqual(new Set([20]));
  });

  it('say as much as their readers do, and no more than slow mode lets them', () => {
    const [largest, ...others] = crowdOf({ users: 1_000, rooms: 10, rate: 0.1, roomPosts: 5 });
    expect(largest!.posts).toBe(5);
    for (const { size, posts } of others) expect(posts).toBe(Math.min(5, size * 0.1));
  });
});
