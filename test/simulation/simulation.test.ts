// Whole histories of a house, each from a seed: its people write while everything that can go wrong does.
import { expect, it } from 'vitest';
import { simulateMany, tell } from './sum.ts';

const seeds = 10_000;

it(
  'keeps every acknowledged message once, in order, whatever happens in ten thousand worlds',
  { timeout: 600_000 },
  async () => {
    const sum = await simulateMany(1, seeds);
    expect(sum.broken, tell(sum)).toEqual([]);
    expect(sum.verdict).toMatchObject({ lost: 0, twice: 0, reordered: 0, holes: 0 });
    console.log(tell(sum));
  },
);
