// Plans as facts: what fits where, and what cannot.
import { describe, expect, it } from 'vitest';
import { sumOf } from '../../../tools/plan/cost.ts';
import { planFor, type Plan, type Wish } from '../../../tools/plan/plan.ts';
import { recommendation, reportOf } from '../../../tools/plan/report.ts';
import { planFigures } from '../../support/plan-figures.ts';

const usual = { rate: 0.002, joinSpread: 2, cores: 8, memoryGiB: 16, route: 'node' } as const;

function plan(users: number, over: Partial<Wish> = {}): Plan {
  return planFor({ ...usual, users, rooms: Math.max(1, Math.round(users / 20)), ...over }, planFigures);
}

describe('a plan', () => {
  it('has 1,000 users in one process, and says that nothing else is needed', () => {
    const { stage, nodes, log } = plan(1_000);
    expect([stage, nodes, log.keeper]).toEqual(['one process', 1, 'sqlite']);
    expect(recommendation(plan(1_000))).toContain('One process');
  });

  it('goes from one process to workers, then to Postgres, then to Valkey', () => {
    const stages = [10_000, 30_000, 100_000, 1_000_000].map((users) => plan(users, { roomPosts: 5 }).stage);
    expect(stages).toEqual(['one process', 'workers', 'Postgres', 'Valkey']);
  });

  it('never needs fewer machines for twice the users', () => {
    for (const over of [{}, { roomPosts: 5 }, { rate: 0.02 }, { route: 'process' as const }]) {
      let before = 0;
      for (let users = 500; users <= 300_000; users *= 2) {
        const { nodes } = plan(users, over);
        expect(nodes, `${users} ${JSON.stringify(over)}`).toBeGreaterThanOrEqual(before);
        before = nodes;
      }
    }
  });

  it('leaves no machine above what it may be busy with, nor above its memory', () => {
    for (const users of [1_000, 50_000, 400_000]) {
      const { fullest, processesOfChoice, bearable } = plan(users);
      expect(bearable).toBe(true);
      expect(sumOf(fullest.cores)).toBeLessThanOrEqual(processesOfChoice * planFigures.busyShare);
      expect(fullest.bytes).toBeLessThanOrEqual(usual.memoryGiB * 2 ** 30 * planFigures.memoryShare);
    }
  });

  it('takes machines of less memory in greater number', () => {
    expect(plan(200_000, { memoryGiB: 3 }).nodes).toBeGreaterThan(plan(200_000).nodes);
  });

  it('counts the fullest machine and not the mean one', () => {
    const { fullest, meanConnections } = plan(200_000, { largest: 15_000 });
    expect(fullest.connections).toBeGreaterThan(meanConnections * 1.02);
  });

  it('delivers what each room’s readers are told, all in all', () => {
    const { total } = plan(50_000, { rooms: 1, rate: 0.0001 });
    expect(total.deliveries).toBeCloseTo(50_000 * 50_000 * 0.0001, 0);
    expect(total.posts).toBeCloseTo(5, 6);
  });

  it('spreads a room that no machine could bear alone, and says how it is set', () => {
    const giant = plan(200_000, { rooms: 1, roomPosts: 20 });
    expect(giant.bearable).toBe(true);
    expect(giant.nodes).toBeGreaterThan(2);
    expect(giant.maxConnections).toBeLessThan(planFigures.processConnections);
    expect(recommendation(giant)).toContain(`--max-connections ${giant.maxConnections}`);
  });

  it('says so where a room is told more than any machine can pass on', () => {
    const flood = plan(1_000_000, { rooms: 1, rate: 1 });
    expect(flood.bearable).toBe(false);
    expect(recommendation(flood)).toMatch(/No number of machines.*slow mode/);
  });

  it('has one machine to spare where there are several', () => {
    const { nodes, meanConnections } = plan(400_000, { roomPosts: 1 });
    expect(nodes).toBeGreaterThan(2);
    // All of them have a place on the others.
    expect((nodes - 1) * meanConnections).toBe(400_000);
  });

  it('names what is too much for the log, and how many it would take', () => {
    const loud = plan(200_000, { rate: 0.05, roomPosts: 2 });
    expect(loud.log.primaries).toBeGreaterThan(1);
    expect(loud.walls[0]).toMatchObject({ what: 'posts to the log', by: 'engine' });
    expect(recommendation(loud)).toMatch(/but posts to the log would be .* times/);
  });

  it('keeps rooms in fewer processes where the balancer chooses among processes', () => {
    const [byNode, byProcess] = (['node', 'process'] as const).map((route) =>
      plan(100_000, { route, roomPosts: 5 }),
    );
    expect(byProcess!.total.copies).toBeLessThan(byNode!.total.copies / 2);
    expect(byProcess!.bus.messages).toBeLessThan(byNode!.bus.messages);
  });

  it('takes longer to have everybody back where each process has more of them', () => {
    const { back } = plan(10_000, { roomPosts: 1 });
    expect(back).toMatchObject({ by: 'processor' });
    expect(back.seconds).toBeCloseTo(10_000 * planFigures.returnSeconds, 6);
    expect(plan(10_000, { roomPosts: 1, joinSpread: 60 }).back).toMatchObject({ by: 'spread', seconds: 60 });
  });

  it('orders what gives way by how near it is', () => {
    const shares = plan(300_000).walls.map(({ share }) => share);
    expect(shares).toEqual([...shares].sort((one, other) => other - one));
  });
});

describe('its report', () => {
  it.each([1_000, 30_000, 100_000, 1_000_000])(
    'of %d users has whole lines and ends with one sentence that says what to do',
    (users) => {
      const text = reportOf(plan(users, { roomPosts: 5 }));
      expect(text).not.toMatch(/NaN|undefined|Infinity|-0\b/);
      expect(text.trimEnd().split('\n').at(-1)).toBe(recommendation(plan(users, { roomPosts: 5 })));
    },
  );
});
