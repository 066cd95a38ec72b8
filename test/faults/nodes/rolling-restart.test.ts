// Three nodes under load are stopped and started again one after the other, as a deploy does: each says goodbye and
// ends in good order, and its clients go on with the others.
import { describe, expect, it } from 'vitest';
import { closeCodes } from '../../../protocol/close-codes.ts';
import { unmeantCloses } from '../../support/crowd.ts';
import { endsWithTest } from '../../support/ends-with-test.ts';
import { announce, form } from '../../support/fault-form.ts';
import {
  accountOf,
  crowdRooms,
  goesOn,
  judgeRooms,
  settled,
  startNodes,
} from '../../support/node-cluster.ts';
import { postgresIsHere } from '../../support/postgres.ts';
import { flawless } from '../../support/verdict.ts';

const rooms = ['lobby', 'garden'] as const;
const followers = form(70, 1_490);
const writers = form(5, 10);

describe.skipIf(!postgresIsHere)('three nodes', () => {
  it('are restarted one after the other', { timeout: form(240_000, 1_200_000) }, async () => {
    const { nodes, ports, postgres } = endsWithTest(await startNodes());
    const crowd = { port: ports, followers, writers, pauseMs: form(200, 1_000) };
    const crowded = await crowdRooms(rooms, crowd);
    crowded.forEach(endsWithTest);
    for (const { crowd } of crowded) crowd.write();
    const ends: (number | null)[] = [];
    const stopsMs: number[] = [];
    for (const node of nodes) {
      await goesOn(crowded);
      const since = performance.now();
      ends.push(await node.process.stop());
      stopsMs.push(performance.now() - since);
      await Promise.all(crowded.map(({ crowd }) => crowd.present()));
      await goesOn(crowded);
      await node.start();
    }
    await settled(crowded, postgres.address());
    const verdict = await judgeRooms(crowded.map(accountOf), ports);
    const fortunes = crowded.map(({ crowd }) => crowd.figures().fortunes);
    const sum = (count: (one: (typeof fortunes)[number]) => number) =>
      fortunes.reduce((total, one) => total + count(one), 0);
    announce('a rolling restart', verdict, {
      clients: rooms.length * (followers + writers),
      'longest stop, ms': Math.max(...stopsMs),
      'sent off by 4200': sum(({ closes }) => closes[closeCodes.drain] ?? 0),
      'from the ring': sum(({ fromRing }) => fromRing),
      'from the log': sum(({ fromLog }) => fromLog),
      resets: sum(({ resets }) => resets),
      'tries in vain': sum(({ refusals }) => Object.values(refusals).reduce((all, one) => all + one, 0)),
    });
    expect(verdict).toMatchObject(flawless);
    expect(ends).toEqual([0, 0, 0]);
    // Whoever was on a node was sent off by it, and nobody in another way.
    for (const { closes } of fortunes.map((one) => ({ closes: unmeantCloses(one) })))
      expect(Object.keys(closes)).toEqual([`${closeCodes.drain}`]);
    expect(sum(({ closes }) => closes[closeCodes.drain] ?? 0)).toBeGreaterThanOrEqual(
      rooms.length * (followers + writers),
    );
    // While a node is away, and while it is going, a balancer may still name it: no other answer than these.
    for (const { refusals } of fortunes)
      expect(Object.keys(refusals).filter((status) => status !== '0' && status !== '503')).toEqual([]);
  });
});
