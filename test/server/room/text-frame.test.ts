import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { textFrame } from '../../../server/room/text-frame.ts';
import { anyCharacter } from '../../support/any-text.ts';
import { textsIn } from '../../support/wire.ts';

describe('textFrame', () => {
  it.each([0, 1, 125, 126, 127, 65_535, 65_536, 200_000])(
    'is read back by a client at %i bytes',
    (length) => {
      const text = 'x'.repeat(length);
      // A second frame behind it shows that the first ends where it says.
      expect(textsIn(Buffer.concat([textFrame(text), textFrame('end')]))).toEqual([text, 'end']);
    },
  );

  it.each([
    [0, 2],
    [125, 2],
    [126, 4],
    [65_535, 4],
    [65_536, 10],
  ])('writes the shortest header there is for %i bytes', (length, header) => {
    expect(textFrame('x'.repeat(length))).toHaveLength(header + length);
  });

  it('counts bytes, not characters', () => {
    const text = 'ü'.repeat(63);
    expect(textFrame(text)).toHaveLength(4 + 126);
    expect(textsIn(textFrame(text))).toEqual([text]);
  });

  it('is one unmasked fragment of kind text', () => {
    expect([...textFrame('hi')]).toEqual([0x81, 2, 0x68, 0x69]);
  });

  it('is read back whatever the text', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: anyCharacter, maxLength: 300 })), (texts) => {
        expect(textsIn(Buffer.concat(texts.map(textFrame)))).toEqual(texts);
      }),
    );
  });

  it('is valid UTF-8 even where the text is not', () => {
    expect(textsIn(textFrame('a\ud800b'))).toEqual(['a\ufffdb']);
  });
});
