import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { countCharacters, limits } from '../../protocol/limits.ts';

describe('countCharacters', () => {
  it.each([
    ['', 0],
    ['hello', 5],
    ['grüße', 5],
    ['你好', 2],
    ['🎈', 1],
    ['a🎈b', 3],
    ['\r\n\t', 3],
    ['e\u0301', 2],
    ['👩\u200d🚀', 3],
    ['\ud800', 1],
    ['\udc00', 1],
    ['\udc00\ud800', 2],
    ['\ud800a', 2],
    ['\ud800\ud800', 2],
    ['\uffff\uffff', 2],
  ])('counts %j as %i', (text, characters) => {
    expect(countCharacters(text)).toBe(characters);
  });

  it('counts code points, whatever the text', () => {
    fc.assert(
      // Halves of surrogate pairs among them, in any order.
      fc.property(fc.array(fc.constantFrom('a', 'ü', '\ud83c', '\udf88', '🎈')), (parts) => {
        const text = parts.join('');
        expect(countCharacters(text)).toBe(Array.from(text).length);
      }),
    );
  });

  it('adds up: two texts together count as much as each by itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (left, right) => {
        expect(countCharacters(left + right)).toBe(countCharacters(left) + countCharacters(right));
      }),
    );
  });
});

describe('limits', () => {
  it('are told to clients by their names', () => {
    expect(limits).toEqual({
      frameBytes: 16_384,
      textCharacters: 2_000,
      nameCharacters: 32,
      pageEntries: 100,
    });
  });

  it('let the longest text fit into a frame, however many bytes its characters have', () => {
    expect(limits.textCharacters * 4).toBeLessThan(limits.frameBytes);
  });
});
