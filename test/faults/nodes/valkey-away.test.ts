// Valkey is killed under load and comes back: meanwhile the nodes hear from the log what others say, a little later.
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { endsWithTest } from '../../support/ends-with-test.ts';
import { announce, form } from '../../support/fault-form.ts';
import {
  accountOf,
  busCarries,
  crowdRooms,
  goesOn,
  judgeRooms,
  settled,
  startNodes,
} from '../../support/node-cluster.ts';
import { postgresIsHere } from '../../support/postgres.ts';
import { flawless } from '../../support/verdict.ts';

const pauseMs = form(100, 20);
const awayMs = form(3_000, 30_000);
/** A node that knows that the bus is away looks twice a second; the rest is what a busy machine takes. */
const promisedMs = form(8_000, 2_000);

describe.skipIf(!postgresIsHere)('the bus', () => {
  it('is away, and messages go on', { timeout: form(240_000, 600_000) }, async () => {
    const { ports, postgres, valkey } = endsWithTest(await startNodes());
    const [lobby] = await crowdRooms(['lobby'], { port: ports, followers: 3, writers: 3, pauseMs });
    // Here one node writes alone: the others hear nothing by which they would miss anything.
    const [garden] = await crowdRooms(['garden'], { port: ports, followers: 5, writers: 1, pauseMs });
    const crowded = [lobby!, garden!];
    crowded.forEach(endsWithTest);
    for (const { crowd } of crowded) crowd.write();
    const delivered = () => garden!.crowd.figures().deliveries;
    await goesOn(crowded);
    delivered();
    await goesOn(crowded);
    const before = delivered();

    await valkey!.kill();
    // What was on its way when it died may wait until that is noticed.
    await goesOn(crowded);
    delivered();
    await Promise.all([goesOn(crowded), pause(awayMs)]);
    const during = delivered();

    await valkey!.start();
    await busCarries(ports);
    await settled(crowded, postgres.address());
    const verdict = await judgeRooms(crowded.map(accountOf), ports);
    announce('Valkey is away', verdict, {
      'away, s': awayMs / 1_000,
      'delivered before, p50, ms': before.p50,
      'p99, ms': before.p99,
      'meanwhile, p50, ms': during.p50,
      'meanwhile, p99, ms': during.p99,
    });
    expect(verdict).toMatchObject(flawless);
    expect(during.p99).toBeLessThan(promisedMs);
  });
});
