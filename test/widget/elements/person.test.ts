import { expect } from 'chai';
import fc from 'fast-check';
import { render } from 'lit';
import { avatarTemplate, hueAngles, hueOf, initialsOf } from '../../../widget/elements/person.ts';
import { hues } from '../../../widget/styles/tokens.ts';
import { createPlace } from '../support/stage.ts';
import { until } from '../support/until.ts';

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
  const angle = (color: string, id = 'x') => hueAngles[hueOf({ id, color })];

  it('knows the hues that the styles have', () => {
    const styled = [...hues.cssText.matchAll(/\.hue-(\d+) \{\s*--hue: (\d+)/g)].map(([, , hue]) =>
      Number(hue),
    );
    expect(hueAngles).to.deep.equal(styled);
  });

  // The hues of these in OKLCH: 29, 53, 110, 142, 195, 264, 293, 328, 354.
  for (const [color, nearest] of [
    ['#ff0000', 28],
    ['#ff8000', 46],
    ['#ffff00', 112],
    ['#00ff00', 112],
    ['#00ffff', 215],
    ['#0000ff', 265],
    ['#8000FF', 290],
    ['#ff00ff', 315],
    ['#ff0080', 10],
  ] as const)
    it(`takes the nearest of the twelve for ${color}`, () => {
      expect(angle(color)).to.equal(nearest);
    });

  it('goes by the id where the colour has no hue, or is none', () => {
    for (const color of ['#000000', '#ffffff', '#808080', 'red', '', '#12'])
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

  it('leaves the initials in sight where there is no picture, or none that can be had', async () => {
    expect(avatarOf('').picture).to.equal(null);
    const { picture } = avatarOf('data:,');
    await until('it is given up', () => picture!.hidden);
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
