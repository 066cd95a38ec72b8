import { describe, expect, it } from 'vitest';
import { createLagProbe, LoopLag } from '../../../server/connection/loop-lag.ts';
import { ManualClock } from '../../support/manual-clock.ts';

const second = 1_000;

/** A loop whose lateness in each second to come is known. */
function createLag(...windows: number[]) {
  const clock = new ManualClock();
  let closed = 0;
  const lag = new LoopLag(clock, { read: () => windows.shift() ?? 0, close: () => (closed += 1) });
  return { clock, lag, closed: () => closed };
}

describe('loop lag', () => {
  it('is none at the start', () => {
    expect(createLag(1_000).lag.isLate).toBe(false);
  });

  it('counts from more than 100 ms on', () => {
    const { clock, lag } = createLag(100, 101);
    clock.advance(second);
    expect(lag.isLate).toBe(false);
    clock.advance(second);
    expect(lag.isLate).toBe(true);
  });

  it('is looked at once a second', () => {
    const { clock, lag } = createLag(500);
    clock.advance(second - 1);
    expect(lag.isLate).toBe(false);
    clock.advance(1);
    expect(lag.isLate).toBe(true);
  });

  it('ends only when the loop is calm', () => {
    const { clock, lag } = createLag(500, 99, 51, 50, 99);
    const seen = Array.from({ length: 5 }, () => (clock.advance(second), lag.isLate));
    expect(seen).toEqual([true, true, true, false, false]);
  });

  it('tells of each second how late it was', () => {
    const { clock, lag } = createLag(5, 120, 0);
    const told: number[] = [];
    lag.watch((ms) => void told.push(ms));
    clock.advance(3 * second);
    expect(told).toEqual([5, 120, 0]);
  });

  it('is measured no more after the end', () => {
    const { clock, lag, closed } = createLag(500);
    clock.advance(second);
    lag.close();
    expect([clock.waiting, closed()]).toEqual([0, 1]);
  });
});

describe('the probe of this loop', () => {
  it('sees a loop that was held up', async () => {
    const probe = createLagProbe();
    const turn = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
    // The first round of the measuring timer only starts the measure.
    await turn(100);
    for (const end = performance.now() + 300; performance.now() < end;);
    await turn(100);
    expect(probe.read()).toBeGreaterThan(200);
    probe.close();
  });

  it('forgets what was read', async () => {
    const probe = createLagProbe();
    await new Promise((resolve) => setTimeout(resolve, 100));
    probe.read();
    expect(probe.read()).toBeLessThan(0);
    probe.close();
  });
});
