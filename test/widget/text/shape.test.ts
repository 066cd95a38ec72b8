import { expect } from 'chai';
import { isLong, isOnlyEmoji } from '../../../widget/text/shape.ts';

describe('only emoji', () => {
  for (const text of [
    ...['😀', '👍🏽', '❤️', '☝🏽', '👩‍👩‍👧', '👁️‍🗨️', '⛹🏽‍♀️', '🧑🏽‍❤️‍💋‍🧑🏿', '🏳️‍🌈', '🇩🇪', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '1️⃣', '#️⃣', '©️', '⌚', '🫠'],
    ...['😀😀😀😀😀😀', '🇩🇪🇫🇷🇩🇪🇫🇷🇩🇪🇫🇷', '👍🏽👍🏽👍🏽👍🏽👍🏽👍🏽', ' 😀\n❤️ ', '👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧'],
  ])
    it(`are in ${JSON.stringify(text)}`, () => {
      expect(isOnlyEmoji(text)).to.equal(true);
    });

  for (const text of [
    ...[
      '',
      ' ',
      'a',
      '1',
      '#',
      '*',
      '12',
      '1\ufe0f',
      '©',
      '❤',
      '❤\ufe0e',
      '\u200d',
      '\ufe0f',
      '\u20e3',
      '字',
      '→',
      '+1',
    ],
    ...['😀a', 'a😀', '😀!', '😀1', '😀\u0301\u0301', '😀\u200d'],
    ...['😀😀😀😀😀😀😀', '🇩🇪🇫🇷🇩🇪🇫🇷🇩🇪🇫🇷🇩🇪', '**😀**', '😀 https://example.com'],
  ])
    it(`are not in ${JSON.stringify(text)}`, () => {
      expect(isOnlyEmoji(text)).to.equal(false);
    });

  it('are all that Unicode recommends, also those with a skin tone', () => {
    const recommended = new RegExp('^\\p{RGI_Emoji}$', 'v');
    const missed: string[] = [];
    for (let code = 0; code < 0x20000; code++)
      for (const suffix of ['', '\ufe0f', '🏽', '\ufe0f\u20e3']) {
        const text = String.fromCodePoint(code) + suffix;
        if (recommended.test(text) && !isOnlyEmoji(text)) missed.push(text);
      }
    expect(missed).to.deep.equal([]);
  });

  it('are counted as a reader counts them', () => {
    const emoji = ['😀', '👍🏽', '❤️', '🇩🇪', '👩‍👩‍👧', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '1️⃣'];
    for (const one of emoji)
      for (const other of emoji) {
        const text = one + other.repeat(5);
        expect([...new Intl.Segmenter().segment(text)]).to.have.length(6);
        expect(isOnlyEmoji(text)).to.equal(true);
        expect(isOnlyEmoji(text + one)).to.equal(false);
      }
  });
});

describe('a long text', () => {
  it('has more than twelve lines', () => {
    expect(isLong('a\n'.repeat(11))).to.equal(false);
    expect(isLong('a\n'.repeat(12))).to.equal(true);
  });

  it('has more than 900 characters', () => {
    expect(isLong('a'.repeat(900))).to.equal(false);
    expect(isLong('a'.repeat(901))).to.equal(true);
  });
});
