import { expect } from 'chai';
import { lineOf } from '../../../widget/console/elements/plot.ts';

describe('a plot', () => {
  it('runs from the left to the right, the most at the top', () => {
    expect(lineOf([0, 4, 2])).to.equal('M0 30L60 2L120 16');
  });

  it('lies at the bottom where nothing was', () => {
    expect(lineOf([0, 0])).to.equal('M0 30L120 30');
  });

  it('is not drawn through fewer than two', () => {
    expect(lineOf([])).to.equal('');
    expect(lineOf([7])).to.equal('');
  });
});
