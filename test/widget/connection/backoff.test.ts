import { expect } from 'chai';
import fc from 'fast-check';
import { backoffMs } from '../../../widget/connection/backoff.ts';

const almostOne = 1 - Number.EPSILON;

describe('backoffMs', () => {
  it('doubles its span with each attempt, from half a second', () => {
    const spans = [0, 1, 2, 3, 4, 5].map((attempt) => Math.round(backoffMs(attempt, almostOne)));
    expect(spans).to.deep.equal([500, 1_000, 2_000, 4_000, 8_000, 16_000]);
  });

  it('never waits longer than twenty seconds', () => {
    for (const attempt of [6, 7, 60, 5_000])
      expect(Math.round(backoffMs(attempt, almostOne))).to.equal(20_000);
  });

  it('is random from nothing to all of the span, so that a crowd spreads', () => {
    expect(backoffMs(3, 0)).to.equal(0);
    expect(backoffMs(3, 0.25)).to.equal(1_000);
    expect(backoffMs(3, 0.5)).to.equal(2_000);
  });

  it('is a time to wait, whatever the attempt', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (attempt, random) => {
          const ms = backoffMs(attempt, random);
          return ms >= 0 && ms < 20_000;
        },
      ),
    );
  });
});
