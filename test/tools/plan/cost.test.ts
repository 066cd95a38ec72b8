// What a node has to do: arithmetic that anybody can repeat, and the benches’ own numbers out of it.
import { describe, expect, it } from 'vitest';
import { measured } from '../../../tools/plan/bench-figures.ts';
import { constants, type Figures } from '../../../tools/plan/constants.ts';
import { expectedHolders, loadOf, sumOf, type Load, type NodeShape } from '../../../tools/plan/cost.ts';
import type { Rooms } from '../../../tools/plan/crowd.ts';
import { planFigures } from '../../support/plan-figures.ts';

const one = { processes: 1, log: 'sqlite' } as const;

/** All of these rooms on one node. */
function load(crowd: readonly Rooms[], shape: NodeShape = one, figures: Figures = planFigures): Load {
  const parts = crowd.map(({ count, size }, rooms) => ({ rooms, readers: count * size }));
  return loadOf(parts, crowd, shape, figures);
}

describe('a node', () => {
  it('delivers to each reader of a room what is posted in it', () => {
    expect(load([{ count: 1, size: 300, posts: 7 }]).deliveries).toBe(300 * 7);
    expect(load([{ count: 50, size: 4, posts: 2 }]).deliveries).toBe(50 * 4 * 2);
  });

  it('shares writes in a crowded busy room, and never writes more often than there is something to write', () => {
    const calm = load([{ count: 1, size: 50, posts: 5 }]);
    expect(calm.writes).toBe(calm.deliveries);
    const busy = load([{ count: 1, size: 1_000, posts: 100 }]);
    expect(busy.writes).toBeLessThan(busy.deliveries / 4);
  });

  it('hears nothing where it is alone, and what is said elsewhere where a part of a room is', () => {
    expect(load([{ count: 1, size: 100, posts: 10 }]).heard).toBeCloseTo(0, 9);
    const crowd = [{ count: 1, size: 100, posts: 10 }];
    const half = loadOf([{ rooms: 0, readers: 50 }], crowd, one, planFigures);
    expect([half.posts, half.heard, half.deliveries]).toEqual([5, 5, 500]);
  });

  it('holds a room in each of its processes that has a reader of it', () => {
    expect(expectedHolders(1, 8)).toBeCloseTo(1, 9);
    expect(expectedHolders(1_000, 8)).toBeCloseTo(8, 9);
    const [alone, dealt] = [one, { ...one, processes: 8 }].map((shape) =>
      load([{ count: 1_000, size: 20, posts: 0 }], shape),
    );
    expect(alone!.copies).toBe(1_000);
    expect(dealt!.copies).toBeGreaterThan(7_000);
    expect(dealt!.bytes).toBeGreaterThan(alone!.bytes + 6_000 * planFigures.roomBytes);
  });

  it('costs a bundle of rooms what its rooms cost one by one', () => {
    const bundle = load([{ count: 40, size: 25, posts: 0.5 }]);
    const singles = load(Array.from({ length: 40 }, () => ({ count: 1, size: 25, posts: 0.5 })));
    expect(sumOf(bundle.cores)).toBeCloseTo(sumOf(singles.cores), 9);
    expect(bundle.bytes).toBeCloseTo(singles.bytes, 3);
  });
});

describe('the arithmetic says of a bench what was measured there', () => {
  const benches = [
    ['steady', [{ count: 1, size: 1_000, posts: 100 }]],
    ['rooms', [{ count: 500, size: 4, posts: 2 }]],
  ] as const;

  it.each(benches)('%s: CPU within a third', (scenario, crowd) => {
    const busy = measured('delivery', scenario, 'busy.server');
    const told = sumOf(load(crowd, one, constants).cores);
    expect(told / busy, `${told.toFixed(3)} for ${busy.toFixed(3)}`).toBeGreaterThan(2 / 3);
    expect(told / busy, `${told.toFixed(3)} for ${busy.toFixed(3)}`).toBeLessThan(4 / 3);
  });

  it('saturation: no less than was measured, for there very many posts share a turn', () => {
    const posts = measured('delivery', 'saturation', 'postsPerSecond');
    const { cores } = load([{ count: 1, size: 500, posts }], one, constants);
    expect(sumOf(cores)).toBeGreaterThan(measured('delivery', 'saturation', 'busy.server'));
  });

  it('idle: memory within a tenth', () => {
    const { bytes } = load([{ count: 1, size: 10_000, posts: 0 }], one, constants);
    const kernel = 10_000 * constants.socketBytes;
    const resident = measured('delivery', 'idle', 'residentBytes');
    expect(Math.abs((bytes - kernel) / resident - 1)).toBeLessThan(0.1);
  });
});
