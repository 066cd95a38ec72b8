import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textFrame } from '../../../server/room/text-frame.ts';
import { FrameHopper } from './frame-hopper.ts';

/** The texts that are found where reads bring so many bytes in turn. */
function found(texts: readonly string[], reads: readonly number[]): string[] {
  const bytes = Buffer.concat(texts.map(textFrame));
  const result: string[] = [];
  const hopper = new FrameHopper((_, from, start, end) => result.push(from.toString('utf8', start, end)));
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const read = Buffer.from(bytes.subarray(at, (at += reads[turn % reads.length]!)));
    hopper.hop(read, 0, read.length);
    // What was read lies in a buffer that the next read overwrites.
    read.fill(0);
  }
  return result;
}

const frames = (size: fc.Arbitrary<number>) =>
  fc.array(size, { maxLength: 8 }).map((sizes) => sizes.map((length, index) => String(index).repeat(length)));
const reads = (min: number, max: number) =>
  fc.array(fc.integer({ min, max }), { minLength: 1, maxLength: 20 });

describe('FrameHopper', () => {
  it('finds the same frames wherever reads end', () => {
    const small = fc.oneof(fc.nat(300), fc.constantFrom(125, 126));
    fc.assert(
      fc.property(frames(small), reads(1, 400), (texts, lengths) => {
        expect(found(texts, lengths)).toEqual(texts);
      }),
    );
  });

  it('finds large frames among small ones', () => {
    const mixed = fc.constantFrom(3, 126, 65_535, 65_536, 100_000);
    fc.assert(
      fc.property(frames(mixed), reads(20_000, 90_000), (texts, lengths) => {
        expect(found(texts, lengths)).toEqual(texts);
      }),
      { numRuns: 30 },
    );
  });
});
