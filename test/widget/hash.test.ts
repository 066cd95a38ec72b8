import { expect } from 'chai';
import fc from 'fast-check';
import { hash } from '../../widget/hash.ts';

describe('hash', () => {
  it('is FNV-1a, as anyone may compute it', () => {
    expect(['', 'a', 'foobar'].map((text) => hash(text).toString(16))).to.deep.equal([
      '811c9dc5',
      'e40c292c',
      'bf9cf968',
    ]);
  });

  it('is a whole number of 32 bits for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const value = hash(text);
        return Number.isInteger(value) && value >= 0 && value < 2 ** 32;
      }),
    );
  });
});
