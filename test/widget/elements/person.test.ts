import { expect } from 'chai';
import fc from 'fast-check';
import { hueOf, initialsOf } from '../../../widget/elements/person.ts';

describe('hueOf', () => {
  it('is one of twelve, for any id', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (id) => {
        const hue = hueOf(id);
        return Number.isInteger(hue) && hue >= 0 && hue < 12;
      }),
    );
  });

  it('is always the same for the same person', () => {
    expect(['f8bxeZrSZUuskrYC', '5H41WyJLhsb_m11u', ''].map(hueOf)).to.deep.equal([9, 7, 1]);
  });

  it('gives people all twelve', () => {
    const hues = Array.from({ length: 200 }, (_, index) => hueOf(`guest ${index}`));
    expect(new Set(hues).size).to.equal(12);
  });
});

describe('initialsOf', () => {
  for (const [name, initials] of [
    ['Ann', 'A'],
    ['ann', 'A'],
    ['Ann Smith', 'AS'],
    ['Ann Maria van Smith', 'AS'],
    ['  Ann \t Smith ', 'AS'],
    ['Guest 4711', 'G4'],
    ['', ''],
    ['   ', ''],
    ['élodie', 'É'],
    ['e\u0301lodie', 'E\u0301'],
    ['👩‍👩‍👧 family', '👩‍👩‍👧F'],
    ['🇫🇷', '🇫🇷'],
    ['日本 太郎', '日太'],
  ] as const)
    it(`takes ${initials || 'nothing'} of “${name}”`, () => {
      expect(initialsOf(name)).to.equal(initials);
    });
});
