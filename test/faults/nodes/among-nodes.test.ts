// Three nodes write into the same rooms at once: everybody on every node is shown the one order, without a hole.
import { describe, expect, it } from 'vitest';
import { endsWithTest } from '../../support/ends-with-test.ts';
import { announce, form } from '../../support/fault-form.ts';
import { accountOf, crowdRooms, judgeRooms, rooms, startNodes } from '../../support/node-cluster.ts';
import { postgresIsHere } from '../../support/postgres.ts';
import { flawless } from '../../support/verdict.ts';

const writers = form(6, 20);
const followers = 3;
const ways = [
  { name: 'over Valkey', valkey: true, each: form(300, 333_333) },
  { name: 'by Postgres alone', valkey: false, each: form(150, 20_000) },
];

describe.skipIf(!postgresIsHere)('three nodes', () => {
  it.for(ways)(
    'show one order to all, $name',
    { timeout: form(240_000, 7_200_000) },
    async ({ name, valkey, each }) => {
      const cluster = endsWithTest(await startNodes({ valkey }));
      const most = Math.ceil(each / writers);
      const crowded = await crowdRooms(rooms, { port: cluster.ports, followers, writers, most, length: 120 });
      crowded.forEach(endsWithTest);
      const since = performance.now();
      for (const { crowd } of crowded) crowd.write();
      await Promise.all(crowded.map(({ crowd }) => crowd.written()));
      const seconds = (performance.now() - since) / 1_000;
      const posts = most * writers;
      await Promise.all(crowded.map(({ crowd }) => crowd.caughtUp(posts)));

      const accounts = crowded.map(accountOf);
      const verdict = await judgeRooms(accounts, cluster.ports);
      const figures = crowded.map(({ crowd }) => crowd.figures());
      const total = posts * rooms.length;
      announce(`three nodes, ${name}`, verdict, {
        'posts/s': total / seconds,
        'delivered within, p50, ms': Math.max(...figures.map(({ deliveries }) => deliveries.p50)),
        'p99, ms': Math.max(...figures.map(({ deliveries }) => deliveries.p99)),
      });
      expect(verdict).toMatchObject({ ...flawless, acknowledged: total, entries: total });
      const all = { first: 1, last: posts };
      for (const { shown } of accounts)
        for (const { runs } of shown) expect(runs).toEqual([expect.objectContaining(all)]);
    },
  );
});
