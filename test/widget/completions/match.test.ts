import { expect } from 'chai';
import { matchesOf, mostMatches } from '../../../widget/completions/match.ts';

const matches = (word: string, names: readonly string[]) => matchesOf(word, names, (name) => [name]);

describe('matches of a word', () => {
  it('are first the word itself, then names that begin with it, then later words', () => {
    const names = ['Lee Ann', 'Anna', 'Joanna', 'Ann', 'Mary-Ann', 'Bo'];
    expect(matches('ann', names)).to.deep.equal(['Ann', 'Anna', 'Lee Ann', 'Mary-Ann']);
  });

  it('stay in the given order among equals', () => {
    expect(matches('a', ['Ab', 'Aa', 'Ac'])).to.deep.equal(['Ab', 'Aa', 'Ac']);
    expect(matches('', ['Bo', 'Ann'])).to.deep.equal(['Bo', 'Ann']);
  });

  it('are as many as can be looked over', () => {
    expect(
      matches(
        'n',
        Array.from({ length: 20 }, (_, index) => `n${index}`),
      ),
    ).to.have.length(mostMatches);
  });

  it('do not go on once the name is over', () => {
    expect(matches('ann ', ['Ann', 'Ann Lee'])).to.deep.equal(['Ann Lee']);
  });
});
