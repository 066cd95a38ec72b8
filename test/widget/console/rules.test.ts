import { expect } from 'chai';
import { begun, linesOf, stateOf, withList, withRule } from '../../../widget/console/rules.ts';

describe('rules as a form has them', () => {
  it('tells what is set here from what is put out, and from what stands without', () => {
    const set = { emoji: 5, links: null };
    expect(['emoji', 'links', 'words'].map((name) => stateOf(set, name as 'emoji'))).to.deep.equal([
      'set',
      'off',
      'without',
    ]);
  });

  it('begins a rule as it stood, or as most want it', () => {
    expect(begun('emoji', { emoji: 3 })).to.equal(3);
    expect(begun('emoji', {})).to.equal(10);
    expect(begun('emoji', { emoji: null })).to.equal(10);
  });

  it('goes back to what stands without, and leaves the others', () => {
    expect(withRule({ emoji: 5, lines: 3 }, 'emoji', undefined)).to.deep.equal({ lines: 3 });
    expect(withRule({ lines: 3 }, 'emoji', null)).to.deep.equal({ lines: 3, emoji: null });
  });

  it('takes one phrase a line, once, without what is empty', () => {
    expect(linesOf(' casino* \n\n free money\ncasino*\n')).to.deep.equal(['casino*', 'free money']);
  });

  it('has no list where nothing is in it', () => {
    expect(withList({ block: ['a'], mask: ['b'] }, 'block', [])).to.deep.equal({ mask: ['b'] });
  });
});
