import { expect } from 'chai';
import { Pace, skipOf } from '../../../widget/controllers/pace.ts';

function createPace() {
  const clock = { now: 0 };
  const pace = new Pace(() => clock.now);
  pace.waitFor(100);
  /** So many messages a second for so long; returns the last wait. */
  function run(perSecond: number, seconds: number, from = 100): number {
    let wait = 0;
    for (let count = 1; count <= perSecond * seconds; count++) {
      clock.now += 1_000 / perSecond;
      wait = pace.waitFor(from + count);
    }
    return wait;
  }
  return { clock, pace, run };
}

describe('pace', () => {
  it('draws a calm room at once', () => {
    const { pace, run } = createPace();
    expect(run(5, 10)).to.equal(0);
    expect(pace.isFlood).to.equal(false);
  });

  it('takes what a visit or a resume brings at once for no haste', () => {
    const pace = new Pace(() => 0);
    expect(pace.waitFor(5_000, true)).to.equal(0);
    expect(pace.waitFor(5_900, true)).to.equal(0);
    expect(pace.isFlood).to.equal(false);
  });

  it('draws a busy room ten times a second', () => {
    const { pace, run } = createPace();
    expect(run(50, 2)).to.equal(100);
    expect(pace.isFlood).to.equal(false);
  });

  it('knows a flood, and when it is over', () => {
    const { pace, run } = createPace();
    run(500, 2);
    expect(pace.isFlood).to.equal(true);
    expect(run(2, 3, 1_100)).to.equal(0);
    expect(pace.isFlood).to.equal(false);
  });

  it('knows a flood that comes in a few large frames', () => {
    const { clock, pace } = createPace();
    for (let last = 200; last <= 1_200; last += 100) {
      clock.now += 100;
      pace.waitFor(last);
    }
    expect(pace.isFlood).to.equal(true);
  });

  it('calls a room busy that stays so, and calm only once it is', () => {
    const { pace, run } = createPace();
    run(50, 0.5);
    expect(pace.isBusy).to.equal(false);
    run(50, 2);
    expect(pace.isBusy).to.equal(true);
    run(6, 3);
    expect(pace.isBusy).to.equal(true);
    run(2, 3);
    expect(pace.isBusy).to.equal(false);
  });

  it('skips all but the newest twenty', () => {
    expect(skipOf(100, 200)).to.deep.equal({ from: 101, to: 180 });
    expect(skipOf(100, 120)).to.equal(undefined);
    expect(skipOf(100, 121)).to.deep.equal({ from: 101, to: 101 });
  });
});
