import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { FanOut, longestRestMs, type Flushable } from '../../../server/room/fan-out.ts';
import { ManualClock } from '../../support/manual-clock.ts';

/** So many readers are written to before the loop gets its turn. */
const sliceReaders = 400;

/** After a walk took one part of the time, so many are for the rest. */
const restShare = 11;

interface CountingReader extends Flushable {
  flushes: number;
}

/** A crowd, each of whom takes so long to be written to. */
function createCrowd(count: number, { flushMs = 0, mostWaiting = 1_000 } = {}) {
  const clock = new ManualClock();
  const readers = new Set<CountingReader>();
  const add = (onFlush: () => void = () => {}) => {
    const reader = {
      flushes: 0,
      flush() {
        reader.flushes++;
        clock.spend(flushMs);
        onFlush();
      },
    };
    readers.add(reader);
    return reader;
  };
  for (let index = 0; index < count; index++) add();
  const fanOut = new FanOut(clock, readers, mostWaiting);
  return {
    clock,
    readers,
    add,
    fanOut,
    /** How often each was written to. */
    flushes: () => [...readers].map((reader) => reader.flushes),
  };
}

describe('FanOut', () => {
  it('writes at the end of the same turn, once for all that came', () => {
    const { clock, fanOut, flushes } = createCrowd(3);
    fanOut.mark();
    fanOut.mark();
    expect(flushes()).toEqual([0, 0, 0]);
    clock.turn();
    expect(flushes()).toEqual([1, 1, 1]);
    clock.turn();
    clock.advance(longestRestMs);
    expect(flushes()).toEqual([1, 1, 1]);
  });

  it('writes in each turn while that costs no time', () => {
    const { clock, fanOut, flushes } = createCrowd(2);
    for (let turn = 1; turn <= 5; turn++) {
      fanOut.mark();
      clock.turn();
      expect(flushes()).toEqual([turn, turn]);
    }
    expect(clock.waiting).toBe(0);
  });

  it('is as fast again when the rest is over before anything comes', () => {
    const { clock, fanOut, flushes } = createCrowd(2, { flushMs: 1 });
    fanOut.mark();
    clock.turn();
    clock.advance(2 * restShare);
    fanOut.mark();
    expect(clock.waiting).toBe(0);
    clock.turn();
    expect(flushes()).toEqual([2, 2]);
  });

  it('has nobody to write to', () => {
    const { clock, fanOut } = createCrowd(0);
    fanOut.mark();
    clock.turn();
    expect(clock.waiting).toBe(0);
  });
});

describe('the rest after a walk', () => {
  it.each([
    [1, 1],
    [2, 1],
    [2, 2],
    [5, 1],
  ])('of %i readers at %i ms each is eleven times as long', (count, flushMs) => {
    const { clock, fanOut, flushes } = createCrowd(count, { flushMs });
    fanOut.mark();
    clock.turn();
    fanOut.mark();
    fanOut.mark();
    clock.turn();
    clock.advance(count * flushMs * restShare - 1);
    expect(flushes()).toEqual(Array(count).fill(1));
    clock.advance(1);
    expect(flushes()).toEqual(Array(count).fill(2));
  });

  it('is never longer than the longest', () => {
    const { clock, fanOut, flushes } = createCrowd(6, { flushMs: 100 });
    fanOut.mark();
    clock.turn();
    fanOut.mark();
    clock.advance(longestRestMs - 1);
    expect(flushes()[0]).toBe(1);
    clock.advance(1);
    expect(flushes()[0]).toBe(2);
  });

  it('counts from the end of the walk, whenever the next mark comes', () => {
    const { clock, fanOut, flushes } = createCrowd(2, { flushMs: 1 });
    fanOut.mark();
    clock.turn();
    clock.advance(20);
    fanOut.mark();
    clock.advance(1);
    expect(flushes()).toEqual([1, 1]);
    clock.advance(1);
    expect(flushes()).toEqual([2, 2]);
  });

  it('counts all slices of the walk', () => {
    const { clock, fanOut, readers } = createCrowd(sliceReaders * 2);
    const slow = [...readers];
    for (const index of [0, sliceReaders]) {
      const { flush } = slow[index]!;
      slow[index]!.flush = () => {
        flush();
        clock.spend(2);
      };
    }
    fanOut.mark();
    for (let turn = 0; turn < 4; turn++) clock.turn();
    fanOut.mark();
    clock.advance(4 * restShare - 1);
    expect(slow[0]!.flushes).toBe(1);
    clock.advance(1);
    expect(slow[0]!.flushes).toBe(2);
  });

  it('counts none of the time that the loop spent elsewhere between two slices', () => {
    const { clock, fanOut, readers } = createCrowd(sliceReaders + 1);
    const [first] = readers;
    fanOut.mark();
    clock.turn();
    clock.spend(50);
    clock.turn();
    fanOut.mark();
    clock.turn();
    expect(first!.flushes).toBe(2);
  });

  it('holds no timer while nothing waits', () => {
    const { clock, fanOut } = createCrowd(2, { flushMs: 1 });
    fanOut.mark();
    clock.turn();
    expect(clock.waiting).toBe(0);
  });
});

describe('a crowd', () => {
  it.each([sliceReaders - 1, sliceReaders, sliceReaders + 1, sliceReaders * 3])(
    'of %i is walked in slices, and everyone is written to once',
    (count) => {
      const { clock, fanOut, flushes } = createCrowd(count);
      fanOut.mark();
      for (let written = 0; written < count;) {
        clock.turn();
        written = Math.min(count, written + sliceReaders);
        expect(flushes().filter(Boolean)).toHaveLength(written);
      }
      clock.turn();
      clock.turn();
      expect(flushes()).toEqual(Array(count).fill(1));
    },
  );

  it('is walked once more for what came in the middle, and not before the end', () => {
    const { clock, fanOut, flushes } = createCrowd(sliceReaders + 10);
    fanOut.mark();
    clock.turn();
    fanOut.mark();
    clock.turn();
    expect(flushes()).toEqual(Array(sliceReaders + 10).fill(1));
    clock.turn();
    clock.turn();
    expect(flushes()).toEqual(Array(sliceReaders + 10).fill(2));
  });

  it('may come and go in the middle', () => {
    const { clock, fanOut, readers, add } = createCrowd(sliceReaders + 2);
    fanOut.mark();
    clock.turn();
    const [gone, stays] = [...readers].slice(sliceReaders);
    readers.delete(gone!);
    const late = add();
    clock.turn();
    expect([gone!.flushes, stays!.flushes, late.flushes]).toEqual([0, 1, 1]);
  });

  it('may all be gone in the middle', () => {
    const { clock, fanOut, readers, add } = createCrowd(sliceReaders + 2);
    fanOut.mark();
    clock.turn();
    readers.clear();
    clock.turn();
    const late = add();
    fanOut.mark();
    clock.turn();
    expect(late.flushes).toBe(1);
  });
});

describe('when more waits than can be gathered', () => {
  it('all are written to at once', () => {
    const { clock, fanOut, flushes } = createCrowd(2, { mostWaiting: 3 });
    fanOut.mark();
    fanOut.mark();
    expect(flushes()).toEqual([0, 0]);
    fanOut.mark();
    expect(flushes()).toEqual([1, 1]);
    clock.turn();
    expect(flushes()).toEqual([1, 1]);
  });

  it('what comes next is gathered anew', () => {
    const { clock, fanOut, flushes } = createCrowd(1, { mostWaiting: 3 });
    for (let count = 0; count < 5; count++) fanOut.mark();
    expect(flushes()).toEqual([1]);
    fanOut.mark();
    expect(flushes()).toEqual([2]);
    fanOut.mark();
    clock.turn();
    expect(flushes()).toEqual([3]);
  });

  it('nobody rests, and no timer is left', () => {
    const { clock, fanOut, flushes } = createCrowd(1, { flushMs: 3, mostWaiting: 3 });
    fanOut.mark();
    clock.turn();
    fanOut.mark();
    expect(clock.waiting).toBe(1);
    fanOut.mark();
    fanOut.mark();
    expect([flushes(), clock.waiting]).toEqual([[2], 0]);
    clock.advance(longestRestMs);
    expect(flushes()).toEqual([2]);
  });

  it('a crowd is walked whole, and the walk under way is over', () => {
    const { clock, fanOut, flushes } = createCrowd(sliceReaders * 2, { mostWaiting: 3 });
    fanOut.mark();
    clock.turn();
    for (let count = 0; count < 3; count++) fanOut.mark();
    const whole = [...Array<number>(sliceReaders).fill(2), ...Array<number>(sliceReaders).fill(1)];
    expect(flushes()).toEqual(whole);
    clock.turn();
    clock.turn();
    expect(flushes()).toEqual(whole);
  });

  it('counts only what came since the last walk began', () => {
    const { clock, fanOut, flushes } = createCrowd(1, { mostWaiting: 3 });
    for (let round = 1; round <= 4; round++) {
      fanOut.mark();
      fanOut.mark();
      expect(flushes()).toEqual([round - 1]);
      clock.turn();
      expect(flushes()).toEqual([round]);
    }
  });
});

describe('after close', () => {
  it('nothing is written that waited for the turn to end', () => {
    const { clock, fanOut, flushes } = createCrowd(1);
    fanOut.mark();
    fanOut.close();
    clock.turn();
    expect(flushes()).toEqual([0]);
  });

  it('nothing is written that waited for a rest to end, and no timer is left', () => {
    const { clock, fanOut, flushes } = createCrowd(1, { flushMs: 1 });
    fanOut.mark();
    clock.turn();
    fanOut.mark();
    expect(clock.waiting).toBe(1);
    fanOut.close();
    expect(clock.waiting).toBe(0);
    clock.advance(longestRestMs);
    expect(flushes()).toEqual([1]);
  });

  it('a walk goes no further', () => {
    const { clock, fanOut, flushes } = createCrowd(sliceReaders + 1);
    fanOut.mark();
    clock.turn();
    fanOut.close();
    clock.turn();
    expect(flushes().at(-1)).toBe(0);
  });

  it('nothing is left where nothing waited', () => {
    const { clock, fanOut } = createCrowd(1);
    fanOut.close();
    fanOut.mark();
    clock.turn();
    fanOut.close();
    expect(clock.waiting).toBe(0);
  });

  it('of a walk in the middle of a slice, the next mark begins a new one', () => {
    const { clock, fanOut, add } = createCrowd(0);
    let closes = true;
    const reader = add(() => {
      if (closes) fanOut.close();
      closes = false;
    });
    fanOut.mark();
    clock.turn();
    fanOut.mark();
    clock.turn();
    clock.turn();
    expect(reader.flushes).toBe(2);
  });
});

describe('in the end', () => {
  const moves = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({ do: fc.constant('publish' as const), times: fc.integer({ min: 1, max: 4 }) }),
    },
    { weight: 4, arbitrary: fc.record({ do: fc.constant('turn' as const) }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.nat(80) }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('come' as const), answers: fc.boolean() }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('go' as const), who: fc.nat(2_000) }) },
  );

  it('everyone has everything, whatever comes when', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(0, 1, 5, sliceReaders, sliceReaders * 2 + 50),
        fc.constantFrom(0, 0.001, 0.1, 3),
        fc.integer({ min: 1, max: 8 }),
        fc.array(moves, { maxLength: 40 }),
        (count, flushMs, mostWaiting, steps) => {
          const clock = new ManualClock();
          let head = 0;
          const readers = new Set<{ cursor: number; flush(): void }>();
          const fanOut = new FanOut(clock, readers, mostWaiting);
          const publish = () => {
            head++;
            fanOut.mark();
          };
          const come = (answers = false) => {
            let mayAnswer = answers;
            const reader = {
              cursor: head,
              flush() {
                clock.spend(flushMs);
                reader.cursor = head;
                // Somebody may publish because of what was written.
                if (!mayAnswer) return;
                mayAnswer = false;
                publish();
              },
            };
            readers.add(reader);
          };
          for (let index = 0; index < count; index++) come();
          for (const step of steps) {
            if (step.do === 'publish') for (let time = 0; time < step.times; time++) publish();
            else if (step.do === 'turn') clock.turn();
            else if (step.do === 'pass') clock.advance(step.ms);
            else if (step.do === 'come') come(step.answers);
            else readers.delete([...readers][step.who % (readers.size || 1)]!);
          }
          for (let turn = 0; turn < 20; turn++) clock.advance(longestRestMs);
          for (const { cursor } of readers) expect(cursor).toBe(head);
          expect(clock.waiting).toBe(0);
        },
      ),
      { numRuns: 200 },
    );
  });
});
