import { expect } from 'chai';
import fc from 'fast-check';
import { render } from 'lit';
import { avatarTemplate, hueOf, initialsOf } from '../../../widget/elements/person.ts';
import { hues } from '../../../widget/styles/tokens.ts';
import { createPlace } from '../support/stage.ts';

describe('hueOf', () => {
  it('is one of twelve, for any id', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (id) => {
        const hue = hueOf({ id });
        return Number.isInteger(hue) && hue >= 0 && hue < 12;
      }),
    );
  });

  it('is always the same for the same person', () => {
    expect(['f8bxeZrSZUuskrYC', '5H41WyJLhsb_m11u', ''].map((id) => hueOf({ id }))).to.deep.equal([9, 7, 1]);
  });

  it('gives people all twelve', () => {
    const hues = Array.from({ length: 200 }, (_, index) => hueOf({ id: `guest ${index}` }));
    expect(new Set(hues).size).to.equal(12);
  });
});

describe('hueOf a person with a colour', () => {
  /** The class that has the hue, by what the styles say. */
  const classOf = (angle: number) => new RegExp(`hue-(\\d+) \\{\\s*--hue: ${angle};`).exec(hues.cssText)![1];

  // Those of the styles, as this browser sees them.
  for (const [, index, angle] of hues.cssText.matchAll(/hue-(\d+) \{\s*--hue: (\d+)/g))
    it(`is the hue of ${angle} for what looks like it`, () => {
      const canvas = document.createElement('canvas').getContext('2d')!;
      canvas.fillStyle = `oklch(0.6 0.11 ${angle})`;
      canvas.fillRect(0, 0, 1, 1);
      const bytes = [...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3)];
      const color = `#${bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
      expect(hueOf({ id: 'x', color })).to.equal(Number(index));
    });

  for (const [color, nearest] of [
    ['#ff0000', 28],
    ['#00ff00', 112],
    ['#00ffff', 215],
    ['#3B82f6', 265],
  ] as const)
    it(`is the nearest of the twelve for ${color}`, () => {
      expect(hueOf({ id: 'x', color })).to.equal(Number(classOf(nearest)));
    });

  it('goes by the id where the colour has no hue, or is none', () => {
    for (const color of ['#000000', '#ffffff', '#808080', '#80857f', ''])
      expect(hueOf({ id: 'f8bxeZrSZUuskrYC', color }), color).to.equal(9);
  });
});

describe('avatarTemplate', () => {
  const avatarOf = (avatar: string) => {
    const place = createPlace();
    render(avatarTemplate({ id: 'ann', name: 'Ann Lee', role: 'member', avatar }), place);
    return { place, picture: place.querySelector('img') };
  };

  it('lays the picture over the initials, and tells its server nothing of the page', () => {
    const { place, picture } = avatarOf('data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=');
    expect(place.textContent).to.equal('AL');
    expect(picture!.alt).to.equal('');
    expect(picture!.referrerPolicy).to.equal('no-referrer');
    expect(picture!.loading).to.equal('lazy');
  });

  it('leaves the initials in sight where there is none', () => {
    const { place, picture } = avatarOf('');
    expect(picture).to.equal(null);
    expect(place.textContent).to.equal('AL');
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
