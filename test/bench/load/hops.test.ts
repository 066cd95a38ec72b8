import { expect, it } from 'vitest';
import { Hops } from './hops.ts';

it('counts from the acknowledgement, node by node, whichever was read first', () => {
  const hops = new Hops(2);
  hops.seen(0, 7, 900);
  hops.confirmed(7, 1_000);
  hops.seen(1, 7, 4_000);
  expect(hops.quantiles(0)).toEqual({ p50: -0.1, p99: -0.1 });
  expect(hops.quantiles(1)).toEqual({ p50: 3, p99: 3 });
});

it('counts nothing of what was never acknowledged', () => {
  const hops = new Hops(1);
  hops.confirmed(1, 1_000);
  hops.seen(0, 2, 2_000);
  expect(hops.quantiles(0)).toBeUndefined();
});

it('counts every reader', () => {
  const hops = new Hops(1);
  hops.seen(0, 1, 500);
  hops.seen(0, 1, 1_500);
  hops.confirmed(1, 1_000);
  hops.seen(0, 1, 3_000);
  expect(hops.quantiles(0)).toEqual({ p50: 0.5, p99: 2 });
});
