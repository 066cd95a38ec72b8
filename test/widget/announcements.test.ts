import { expect } from 'chai';
import fc from 'fast-check';
import { nextTurn, perWindow, type Heard } from '../../widget/announcements.ts';

const heard = (text: string, calls = false): Heard => ({ name: 'Bo', text, calls });
const texts = (all: readonly object[]) =>
  all.map((one) => ('text' in one ? one.text : 'count' in one ? one.count : undefined));

describe('nextTurn', () => {
  it('reads out a few messages in their order', () => {
    const turn = nextTurn([heard('one'), heard('two'), heard('three')], perWindow);
    expect(texts(turn.now)).to.deep.equal(['one', 'two', 'three']);
    expect(turn.later).to.deep.equal([]);
  });

  it('only counts them when they are more, and names who spoke last', () => {
    const many = Array.from({ length: 11 }, (_, index) => heard(`text ${index}`));
    const turn = nextTurn([...many, { name: 'Priya', text: 'last', calls: false }], perWindow);
    expect(turn).to.deep.equal({ now: [{ count: 12, name: 'Priya' }], later: [] });
  });

  it('reads out first who calls the reader, and counts the others', () => {
    const turn = nextTurn([heard('one'), heard('two'), heard('three'), heard('Ann!', true)], perWindow);
    expect(texts(turn.now)).to.deep.equal(['Ann!', 3]);
  });

  it('lets the others wait for the next window when this one is nearly full', () => {
    const turn = nextTurn([heard('one'), heard('Ann!', true)], 1);
    expect(texts(turn.now)).to.deep.equal(['Ann!']);
    expect(texts(turn.later)).to.deep.equal(['one']);
    expect(nextTurn([heard('one')], 0)).to.deep.equal({ now: [], later: [heard('one')] });
  });

  it('never says more than the window holds, and loses nothing', () => {
    const some = fc.array(
      fc.boolean().map((calls) => heard('text', calls)),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(some, fc.integer({ min: 0, max: perWindow }), (waiting, left) => {
        const { now, later } = nextTurn(waiting, left);
        expect(now.length).to.be.at.most(left);
        const told = now.map((one) => ('count' in one ? one.count : 1));
        expect(told.reduce((sum, one) => sum + one, later.length)).to.equal(waiting.length);
        // A whole window leaves nothing behind.
        if (left === perWindow) expect(later).to.deep.equal([]);
      }),
    );
  });
});
