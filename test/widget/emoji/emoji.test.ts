// The table of all emoji, as the build makes it.
import { expect } from 'chai';
import { emojiCharacters, countCharacters } from '../../../protocol/limits.ts';
import { readTable } from '../../../widget/emoji/emoji.ts';
import { findEmoji } from '../../../widget/emoji/find.ts';
import { withTone } from '../../../widget/emoji/habits.ts';
import { groups } from '../../../widget/later/emoji-data.ts';
import { enEmoji } from '../../../widget/locales/en-emoji.ts';

const all = groups.flat();
const found = (words: string) => findEmoji(words, all).map(({ char }) => char);
const coded = (code: string) => all.find(({ codes }) => codes.includes(code))?.char;

describe('the table of emoji', () => {
  it('is read as it is written', () => {
    const table =
      '+2qtn\twaving hand\twave\thello bye\n-2jau!\thot beverage\tcoffee\n*+2joy\tperson bowing\tbow|bowing_man' +
      '\n\n-hy\tchequered flag\n#SE DE=de';
    const toned = { words: [], isToned: true };
    const plain = { words: [], isToned: false };
    expect(readTable(table)).to.deep.equal([
      [
        { ...toned, char: '👋', name: 'waving hand', codes: ['wave'], words: ['hello', 'bye'] },
        { ...plain, char: '☕\ufe0f', name: 'hot beverage', codes: ['coffee'] },
        { ...toned, char: '🙇', name: 'person bowing', codes: ['bow'] },
        { ...toned, char: '🙇‍♂️', name: 'man bowing', codes: ['bowing_man'] },
        { ...toned, char: '🙇‍♀️', name: 'woman bowing', codes: ['bowing_woman'] },
      ],
      [
        { ...plain, char: '🏁', name: 'chequered flag', codes: ['chequered_flag'] },
        { ...plain, char: '🇸🇪', name: 'flag: Sweden', codes: ['sweden'] },
        { ...plain, char: '🇩🇪', name: 'flag: Germany', codes: ['de'] },
      ],
    ]);
  });

  it('has a name for each group, and none is empty', () => {
    expect(groups).to.have.length(enEmoji.emojiGroups.length);
    for (const group of groups) expect(group.length).to.be.greaterThan(50);
  });

  it('has each emoji once, with a name and shortcodes of its own', () => {
    expect(new Set(all.map(({ char }) => char)).size).to.equal(all.length);
    const codes = all.flatMap((emoji) => emoji.codes);
    expect(new Set(codes).size).to.equal(codes.length);
    for (const { name, codes } of all) {
      expect(name).to.match(/\S/);
      for (const code of codes) expect(code).to.match(/^[\p{Ll}\p{N}][\p{Ll}\p{N}_+-]*$|^[+-]1$/u);
    }
  });

  it('knows the shortcodes that people know', () => {
    const known = {
      smile: '😄',
      joy: '😂',
      heart: '❤️',
      '+1': '👍',
      thumbsup: '👍',
      tada: '🎉',
      thinking: '🤔',
    };
    for (const [code, char] of Object.entries(known)) expect(coded(code), code).to.equal(char);
  });

  it('asks for colour only where there would be none, so that one emoji is one reaction', () => {
    for (const { char } of all) expect(char).to.not.match(/\p{Emoji_Presentation}\ufe0f/u);
    expect(coded('+1')).to.have.length(2);
    expect(coded('heart')).to.equal('\u2764\ufe0f');
  });

  it('has nothing that a reaction could not be', () => {
    for (const { char } of all) expect(countCharacters(withTone(char, '🏽'))).to.be.at.most(emojiCharacters);
  });
});

describe('emoji that are looked for', () => {
  it('are found by the beginnings of their words', () => {
    expect(found('heart eyes')).to.include('😍');
    expect(found('HEART')[0]).to.equal('❤️');
    expect(found('germ')).to.include('🇩🇪');
    expect(found(':tada:')).to.deep.equal(['🎉']);
    expect(found('eart')).to.not.include('❤️');
  });

  it('are none without a word', () => {
    expect(found('  ')).to.deep.equal([]);
    expect(found('qqq')).to.deep.equal([]);
  });
});
