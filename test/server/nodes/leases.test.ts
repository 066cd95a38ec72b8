import { describe, expect, it } from 'vitest';
import { aliveEveryMs, leaseMs, Leases } from '../../../server/nodes/leases.ts';
import { ManualClock } from '../../support/manual-clock.ts';

function createLeases() {
  const clock = new ManualClock();
  const gone: string[] = [];
  return { clock, gone, leases: new Leases(clock, (node) => gone.push(node)) };
}

describe('Leases', () => {
  it('end ten seconds after the last sign of life', () => {
    const { clock, gone, leases } = createLeases();
    leases.heard('a');
    clock.advance(leaseMs - 1);
    expect(gone).toEqual([]);
    clock.advance(aliveEveryMs);
    expect(gone).toEqual(['a']);
  });

  it('are good for as long as something is heard', () => {
    const { clock, gone, leases } = createLeases();
    for (let beat = 0; beat < 10; beat++) {
      leases.heard('a');
      clock.advance(aliveEveryMs);
    }
    expect(gone).toEqual([]);
  });

  it('end at once for who says goodbye, and once', () => {
    const { clock, gone, leases } = createLeases();
    leases.heard('a');
    leases.gone('a');
    clock.advance(leaseMs * 2);
    expect(gone).toEqual(['a']);
  });

  it('ask for no timer where nobody is', () => {
    const { clock, leases } = createLeases();
    expect(clock.waiting).toBe(0);
    leases.heard('a');
    clock.advance(leaseMs * 2);
    expect(clock.waiting).toBe(0);
  });
});
