import { expect } from 'chai';
import { queryOf } from '../../../widget/completions/query.ts';

const word = (before: string) => {
  const query = queryOf(before);
  return query && `${query.kind} ${query.from} ${query.word}`;
};

describe('the word before the caret', () => {
  it('asks for a person behind @, also with a space in the name', () => {
    expect(word('@')).to.equal('person 0 ');
    expect(word('Hi @an')).to.equal('person 3 an');
    expect(word('Hi @Mara Li')).to.equal('person 3 Mara Li');
    expect(word('(@愛')).to.equal('person 1 愛');
  });

  it('asks for an emoji behind a colon, from two letters on', () => {
    expect(word(':sm')).to.equal('emoji 0 sm');
    expect(word('so :+1')).to.equal('emoji 3 +1');
    for (const before of [':', ':s', ':)', ':D', ': so']) expect(word(before)).to.equal(undefined);
  });

  it('is a whole shortcode between two colons', () => {
    expect(word('Yes :smile:')).to.equal('shortcode 4 smile');
    expect(word('::')).to.equal(undefined);
  });

  it('asks for a command behind a slash at the very beginning', () => {
    expect(word('/')).to.equal('command 0 ');
    expect(word('/ni')).to.equal('command 0 ni');
    for (const before of [' /ni', 'and/or', '/nick R', '//me']) expect(word(before)).to.equal(undefined);
  });

  it('asks for nothing where the sign is inside of a word', () => {
    for (const before of ['ann@example', 'at 10:30', 'https://x', 'https:x', 'a::bc'])
      expect(word(before)).to.equal(undefined);
  });

  it('asks for nothing once the line or the word is over', () => {
    for (const before of ['', 'Hello', '@an\n', ':smi le', '@ an']) expect(word(before)).to.equal(undefined);
  });
});
