import { describe, expect, it } from 'vitest';
import type { SpreadResult } from '../load/job.ts';
import type { LogRun } from './log/measure.ts';
import { countedIn, faultsOf } from './report.ts';
import type { SpreadRun } from './spread/measure.ts';

const log: LogRun = {
  round: 1,
  name: 'postgres',
  inFlight: 64,
  result: {
    acknowledgedPerSecond: 1_000,
    waited: { p50: 1, p99: 2 },
    nodeCost: 40,
    engineCost: 30,
    counted: 3_000,
    faults: [],
  },
};

function spread(result: Partial<SpreadResult> = {}): SpreadRun {
  return {
    round: 1,
    load: 'hop',
    layout: 'two-over-valkey',
    result: {
      kind: 'spread',
      deliveriesPerSecond: 500,
      nodeCost: 10,
      engineCost: 5,
      deliveriesPerRead: 1,
      busy: 0.1,
      confirmed: { p50: 1, p99: 2 },
      seen: [],
      ...{ expected: 4_000, missed: 0, twice: 0, disordered: 0 },
      lost: [],
      ...result,
    },
  };
}

describe('faultsOf', () => {
  it('finds none where there are none', () => {
    const measured = { logs: [log], spreads: [spread()] };
    expect(faultsOf(measured)).toEqual([]);
    expect(countedIn(measured)).toMatch(/^3,000 acknowledged posts .* 4,000 deliveries/);
  });

  it.each(['missed', 'twice', 'disordered'] as const)('tells of a delivery that is %s', (kind) => {
    const measured = { logs: [], spreads: [spread({ [kind]: 1 })] };
    expect(faultsOf(measured)).toHaveLength(1);
    expect(countedIn(measured)).toMatch(/^Faults: two-over-valkey, hop: of 4000 deliveries/);
  });

  it('tells of a reader that was lost, and of a post that is not in its log', () => {
    const faults = ['1 were acknowledged and are not in the log.'];
    const logs = [{ ...log, result: { ...log.result, faults } }];
    expect(faultsOf({ logs, spreads: [spread({ lost: ['closed 1011'] })] })).toEqual([
      'postgres, 64 in flight: 1 were acknowledged and are not in the log.',
      'two-over-valkey, hop: a client was lost: closed 1011',
    ]);
  });
});
