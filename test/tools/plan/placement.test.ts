// Who is where: nobody twice, nobody nowhere, no node above what it admits.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { place } from '../../../tools/plan/placement.ts';
import { hashOf, HashRing } from '../../../tools/plan/ring.ts';

const ringOf = (nodes: number) =>
  new HashRing(Array.from({ length: nodes }, (_, index) => `node-${index}:8080`));
const hashes = (count: number) => Array.from({ length: count }, (_, index) => hashOf(`room-${index}`));

describe('the placement', () => {
  it('has each reader once, and no node above its connections', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 0, max: 200 }),
        (nodes, readers, spare) => {
          const users = readers.reduce((one, other) => one + other, 0);
          const connections = Math.ceil(users / nodes) + spare;
          const placement = place(ringOf(nodes), hashes(readers.length), readers, connections)!;
          const found = readers.map(() => 0);
          for (const parts of placement) {
            expect(parts.reduce((sum, part) => sum + part.readers, 0)).toBeLessThanOrEqual(connections);
            for (const part of parts) found[part.rooms]! += part.readers;
          }
          expect(found).toEqual(readers);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('keeps every room in one piece while its node admits all', () => {
    const readers = Array.from({ length: 200 }, () => 10);
    const placement = place(ringOf(5), hashes(200), readers, 2_000)!;
    expect(
      placement
        .flat()
        .map(({ rooms }) => rooms)
        .sort((one, other) => one - other),
    ).toEqual(readers.map((_, room) => room));
  });

  it('turns away of all rooms alike where a node is full', () => {
    const placement = place(ringOf(2), [0, 0], [100, 100], 100)!;
    for (const parts of placement) expect(parts.map(({ readers }) => readers)).toEqual([50, 50]);
  });

  it('says so where not everybody finds a place', () => {
    expect(place(ringOf(2), hashes(3), [10, 10, 10], 14)).toBeUndefined();
  });
});
