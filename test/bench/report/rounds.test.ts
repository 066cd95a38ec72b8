import { describe, expect, it } from 'vitest';
import { medianOf, ratioOf, type OfRound } from './rounds.ts';

const runs = (...values: (number | undefined)[]): OfRound<number | undefined>[] =>
  values.map((result, index) => ({ round: index + 1, result }));
const itself = (value: number | undefined) => value;

describe('medianOf', () => {
  it('is the one in the middle, of those that are known', () => {
    expect(medianOf(runs(9, undefined, 1, 5), itself)).toBe(5);
  });

  it('is nothing where nothing was measured', () => {
    expect(medianOf(runs(undefined), itself)).toBeUndefined();
  });
});

describe('ratioOf', () => {
  it('compares within a round, however the rounds differ', () => {
    // Twice as much in each round, though the medians are alike.
    expect(ratioOf(runs(2, 20, 200), runs(1, 10, 100), itself)).toBe(2);
    expect(ratioOf(runs(10, 2, 10), runs(1, 10, 10), itself)).toBe(1);
  });

  it('leaves out a round that one of them lacks', () => {
    expect(ratioOf(runs(6, 8), runs(2), itself)).toBe(3);
    expect(ratioOf(runs(6), [], itself)).toBeUndefined();
  });
});
