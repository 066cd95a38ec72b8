import { expect } from 'chai';
import { enDuration } from '../../../widget/locales/en-duration.ts';
import { clockOf, shortClockOf } from '../../../widget/text/clock.ts';
import { durationOf } from '../../../widget/text/duration.ts';

const words = (seconds: number) => durationOf(seconds * 1_000, enDuration);

describe('how long something takes', () => {
  it('is said in the largest unit that it is made up of', () => {
    expect([10, 30, 60, 600, 3_600, 86_400, 172_800].map(words)).to.deep.equal([
      '10 seconds',
      '30 seconds',
      '1 minute',
      '10 minutes',
      '1 hour',
      '1 day',
      '2 days',
    ]);
  });

  it('is otherwise about that, and never too short', () => {
    expect([1, 90, 272, 3_599].map(words)).to.deep.equal([
      '1 second',
      '90 seconds',
      '5 minutes',
      '60 minutes',
    ]);
  });

  it('is as clocks have it', () => {
    expect([0, 32, 65, 600, 3_723].map(clockOf)).to.deep.equal(['0:00', '0:32', '1:05', '10:00', '1:02:03']);
    expect([7, 99, 100].map(shortClockOf)).to.deep.equal(['7', '99', '1:40']);
  });
});
