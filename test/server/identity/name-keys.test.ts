import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { cleanName } from '../../../server/identity/names.ts';
import { confusables, unicodeVersion } from '../../../server/identity/confusables-table.ts';
import { bareNameKeys, comparable, nameKeys, skeleton } from '../../../server/identity/name-keys.ts';
import { anyText } from '../../support/any-text.ts';

const areAlike = (one: string, other: string, keys = nameKeys) => {
  const theirs = keys(other);
  return keys(one).some((key, index) => key === theirs[index]);
};

/** A name as it would be compared: cleaned first. */
const anyName = anyText.map(cleanName).filter((name) => name !== undefined);

describe('nameKeys', () => {
  it.each([
    ['Ann', 'ann'],
    ['ANN', 'Ann'],
    ['Ｊosé', 'josé'],
    ['Ann Lee', 'ann lee'],
    ['НАТАША', 'Наташа'],
    ['ΣΊΣΥΦΟΣ', 'Σίσυφος'],
    ['ﬁona', 'Fiona'],
    ['Ⅳ', 'iv'],
    ['Henry Ⅷ', 'henry viii'],
  ])('are shared by %s and %s, which are the same but for case, width or ligature', (one, other) => {
    expect(areAlike(one, other)).toBe(true);
  });

  it.each([
    ['Admin', 'Аdmin', 'a Cyrillic A'],
    ['admin', 'аdmіn', 'a Cyrillic a and i'],
    ['Henry', 'Нenry', 'a Cyrillic En, whose lower case looks otherwise'],
    ['Наташа', 'Haтaшa', 'Latin letters in a Cyrillic name'],
    ['Наташа', 'нaтaшa', 'the same in lower case'],
    ['Paul', 'PauI', 'a capital i'],
    ['Paul', 'Pau1', 'a one'],
    ['Paul', 'Pau|', 'a bar'],
    ['Bob', 'B0b', 'a nought'],
    ['Modern', 'Modem', 'r and n'],
    ['clara', 'сlаrа', 'a Cyrillic es'],
    ['Ann', '𝐀𝐧𝐧', 'mathematical letters'],
    ['Ann', 'Ⓐnn', 'a letter in a circle'],
    ['Omar', 'Οmar', 'a Greek omicron'],
    ['Ann', 'Αnn', 'a Greek alpha'],
    ['sasha', 'ѕаѕһа', 'Cyrillic throughout'],
    ['Liam', 'ⅼiam', 'a Roman fifty'],
    ['Ali', 'AIi', 'a capital i in the middle'],
    ['"Ann"', '“Ann”', 'other quotation marks'],
  ])('are shared by %s and %s: %s', (one, other) => {
    expect(areAlike(one, other)).toBe(true);
  });

  it.each([
    ['Ann', 'Anna'],
    ['Ann', 'Ánn'],
    ['Ian', 'Dan'],
    ['Anna Lee', 'Annalee'],
    ['Tú', 'Tư'],
    ['小明', '小朋'],
    ['مريم', 'مري'],
    ['Guest 1001', 'Guest 1002'],
    ['🎈', '🎉'],
    ['कमल', 'कमला'],
  ])('are not shared by %s and %s', (one, other) => {
    expect(areAlike(one, other)).toBe(false);
  });

  it('are shared with itself, in any case, and after cleaning twice', () => {
    fc.assert(
      fc.property(anyName, (name) => {
        expect(areAlike(name, name)).toBe(true);
        expect(areAlike(name, cleanName(name)!)).toBe(true);
        expect(areAlike(name, comparable(name))).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it('are shared whichever of the two is asked for', () => {
    fc.assert(fc.property(anyName, anyName, (one, other) => areAlike(one, other) === areAlike(other, one)));
  });

  it('are an equivalence where two names share both: what is alike by two steps is alike', () => {
    const alike = (one: string, other: string) =>
      nameKeys(one).every((key, index) => key === nameKeys(other)[index]);
    // Names that are often alike, or nothing would be compared.
    const letter = fc.constantFrom(...Array.from('aAаΑ1lIiіoO0оО'), 'rn', 'm', 'ｍ', '\u0301', ' ');
    const near = fc
      .string({ unit: letter, minLength: 1, maxLength: 3 })
      .map(cleanName)
      .filter((name) => name !== undefined);
    fc.assert(
      fc.property(near, near, near, (one, two, three) => {
        expect(alike(one, one)).toBe(true);
        expect(alike(one, two)).toBe(alike(two, one));
        if (alike(one, two) && alike(two, three)) expect(alike(one, three)).toBe(true);
      }),
      { numRuns: 5_000 },
    );
  });

  it('are shared with what is made of a name by replacing letters by their look-alikes', () => {
    const lookAlikes = new Map<string, string[]>();
    for (const line of confusables.trim().split('\n')) {
      const [prototype = '', sources = ''] = line.split('=');
      const points = prototype.split('+').map((hex) => Number.parseInt(hex, 16));
      lookAlikes.set(
        String.fromCodePoint(...points),
        sources.split(' ').map((hex) => String.fromCodePoint(Number.parseInt(hex, 16))),
      );
    }
    const letters = Array.from(lookAlikes.keys()).filter((letter) => /^[a-zA-Z]$/.test(letter));
    expect(letters.length).toBeGreaterThan(45);
    const letter = fc.constantFrom(...letters).chain((prototype) => {
      return fc.constantFrom(...lookAlikes.get(prototype)!).map((drawn) => [prototype, drawn] as const);
    });
    fc.assert(
      fc.property(fc.array(letter, { minLength: 1, maxLength: 20 }), (drawn) => {
        const name = drawn.map(([prototype]) => prototype).join('');
        expect(areAlike(name, drawn.map(([, alike]) => alike).join(''))).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('comparable', () => {
  it('is a form that does not change any more', () => {
    fc.assert(fc.property(anyName, (name) => comparable(comparable(name)) === comparable(name)));
  });

  it('makes one space of any, and none at the ends', () => {
    expect(comparable('\u00a0Ann \u3000 Lee ')).toBe('ann lee');
  });
});

describe('skeleton', () => {
  it('is the skeleton of itself', () => {
    for (let point = 0; point <= 0x10ffff; point++) {
      if (point >= 0xd800 && point < 0xe000) continue;
      const drawn = skeleton(String.fromCodePoint(point));
      if (skeleton(drawn) !== drawn) expect(drawn).toBe(skeleton(drawn));
    }
  });

  it('is made from the whole of Unicode’s table', () => {
    expect(Number(unicodeVersion)).toBeGreaterThanOrEqual(17);
    expect(confusables.trim().split(/[\n ]/).length).toBeGreaterThan(2_500);
  });
});

describe('bareNameKeys', () => {
  it.each(['admin', '★ Admin ★', 'A.d.m.i.n', '[ADMIN]', 'Ádmïn', 'Аdmin ✔', 'a d m i n', 'admin!', '𝔸𝕕𝕞𝕚𝕟'])(
    'are those of Admin for %s',
    (name) => {
      expect(areAlike('Admin', name, bareNameKeys)).toBe(true);
    },
  );

  it.each(['Adman', 'Administer', 'My admin', '★', '小明'])('are not those of Admin for %s', (name) => {
    expect(areAlike('Admin', name, bareNameKeys)).toBe(false);
  });

  it('keep what is made of signs alone', () => {
    expect(areAlike('★', '★', bareNameKeys)).toBe(true);
    expect(areAlike('★', '♥', bareNameKeys)).toBe(false);
  });

  it('keep the vowels of scripts that write them as marks', () => {
    expect(areAlike('कमल', 'कमला', bareNameKeys)).toBe(false);
  });
});
