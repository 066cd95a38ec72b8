import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { nameCharacters } from '../../../protocol/limits.ts';
import { cleanName, isBlank, madeName } from '../../../server/identity/names.ts';
import { anyText } from '../../support/any-text.ts';

describe('cleanName', () => {
  it.each([
    ['Ann', 'Ann'],
    ['  Ann  ', 'Ann'],
    ['Ann \t\r\n  Lee', 'Ann Lee'],
    ['Ann \u200b Lee', 'Ann Lee'],
    ['José', 'José'],
    ['Jose\u0301', 'José'],
    ['小明', '小明'],
    ['مريم', 'مريم'],
    ['Ann 🎈', 'Ann 🎈'],
    ["O'Brien-Smith", "O'Brien-Smith"],
    ['<b>&amp;', '<b>&amp;'],
    ['Ann \u{1faff}', 'Ann \u{1faff}'],
  ])('shows %j as %j', (name, shown) => {
    expect(cleanName(name)).toBe(shown);
  });

  it.each([
    ['a zero-width space', '\u200b'],
    ['a zero-width joiner', '\u200d'],
    ['a soft hyphen', '\u00ad'],
    ['a word joiner', '\u2060'],
    ['a null', '\0'],
    ['an escape', '\u001b'],
    ['a C1 control', '\u009b'],
    ['a right-to-left override', '\u202e'],
    ['a left-to-right embedding', '\u202a'],
    ['an isolate', '\u2066'],
    ['a right-to-left mark', '\u200f'],
    ['a tag character', '\u{e0041}'],
    ['half a character', '\ud800'],
    ['a byte order mark', '\ufeff'],
    ['a blank Braille cell', '\u2800'],
    ['a Hangul filler', '\u3164'],
    ['a half-width Hangul filler', '\uffa0'],
    ['a grapheme joiner', '\u034f'],
    ['a Khmer inherent vowel', '\u17b5'],
    ['a Mongolian vowel separator', '\u180e'],
    ['a variation selector', '\ufe0f'],
  ])('takes out %s', (_what, character) => {
    expect(cleanName(`An${character}n`)).toBe('Ann');
  });

  it.each(['\u2028', '\u2029', '\n', '\u00a0', '\u3000'])('makes a plain space of %j', (space) => {
    expect(cleanName(`Ann${space}Lee`)).toBe('Ann Lee');
  });

  it.each([
    '',
    ' ',
    '\n\t',
    '\u200b\u200d',
    '\u202e \u202c',
    '\0',
    '\ud800',
    '\u2800 \u3164',
    '\u115f\u1160',
  ])('is nothing where nothing can be seen: %j', (name) => {
    expect(cleanName(name)).toBeUndefined();
  });

  it('keeps two marks on a letter and takes the pile', () => {
    expect(cleanName(`q${'\u0302'.repeat(40)}x`)).toBe('q\u0302\u0302x');
  });

  it('keeps no pile that was hidden by invisible characters', () => {
    expect(cleanName(`q${'\u0302\u200b'.repeat(40)}x`)).toBe('q\u0302\u0302x');
  });

  it('is cut by code points, never in the middle of one', () => {
    expect(cleanName('🎈'.repeat(nameCharacters + 1))).toBe('🎈'.repeat(nameCharacters));
    expect(cleanName('x'.repeat(nameCharacters))).toHaveLength(nameCharacters);
  });

  it('ends with no space where it was cut', () => {
    expect(cleanName(`${'x'.repeat(nameCharacters - 1)} yz`)).toBe('x'.repeat(nameCharacters - 1));
  });

  it('is clean, whatever comes in', () => {
    fc.assert(
      fc.property(anyText, (name) => {
        const clean = cleanName(name);
        if (clean === undefined) return;
        expect(Array.from(clean).length).toBeLessThanOrEqual(nameCharacters);
        expect(clean).toBe(clean.trim());
        expect(clean).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/u);
        expect(clean).not.toMatch(/\p{M}{3}|\s\s/u);
        expect(clean.isWellFormed()).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe('isBlank', () => {
  it.each(['', ' \n\t', '\u00a0\u3000', '\ufeff', '\u2028', '\u200b \u2060', '\u2800', '\u3164', '\u034f'])(
    'says of %j that nobody would see anything',
    (text) => {
      expect(isBlank(text)).toBe(true);
    },
  );

  it.each(['x', '.', '\u200b🎈', '👩\u200d🚀', '❤\ufe0f', '小', '\u3164a', '\u2800\u2801'])(
    'sees %j',
    (text) => {
      expect(isBlank(text)).toBe(false);
    },
  );

  it('sees the same in a text and in a name', () => {
    fc.assert(fc.property(anyText, (text) => isBlank(text) === (cleanName(text) === undefined)));
  });
});

describe('madeName', () => {
  it('is always the same for the same participant', () => {
    expect(madeName('some-id')).toBe(madeName('some-id'));
  });

  it('is a number that people can say', () => {
    fc.assert(fc.property(fc.string(), (id) => /^Guest [1-9]\d{3}$/.test(madeName(id))));
  });

  it('is rarely the same for two', () => {
    const names = Array.from({ length: 100 }, (_, index) => madeName(`participant-${index * 7919}`));
    expect(new Set(names).size).toBeGreaterThan(90);
  });
});
