// The Postgres of three nodes is killed, stopped and started again under load, and then fails over to a standby
// that it waited for: nothing that was acknowledged is lost, and the chat goes on by itself.
import { describe, expect, it } from 'vitest';
import { endsWithTest } from '../../support/ends-with-test.ts';
import { announce, form } from '../../support/fault-form.ts';
import { createFaultProxy, type FaultProxy } from '../../support/fault-proxy.ts';
import {
  accountOf,
  crowdRooms,
  epochOf,
  goesOn,
  judgeRooms,
  settled,
  startNodes,
  type CrowdedRoom,
} from '../../support/node-cluster.ts';
import { through } from '../../support/own-postgres.ts';
import { postgresIsHere } from '../../support/postgres.ts';
import { until } from '../../support/until.ts';
import { flawless } from '../../support/verdict.ts';

const rooms = ['lobby', 'garden'] as const;
const crowd = { followers: 3, writers: 6, pauseMs: form(20, 5) };
const timeout = form(240_000, 1_800_000);
const restarts = form(1, 20);

describe.skipIf(!postgresIsHere)('the Postgres of three nodes', () => {
  it('is killed and stopped, and started again', { timeout }, async () => {
    const { ports, postgres } = endsWithTest(await startNodes());
    const crowded = await crowdRooms(rooms, { ...crowd, port: ports });
    crowded.forEach(endsWithTest);
    for (const { crowd } of crowded) crowd.write();
    const epoch = await epochOf(postgres.address());
    const pauses: number[] = [];
    for (let restart = 1; restart <= restarts; restart++)
      for (const how of ['kill', 'stop'] as const) {
        await writesSome(crowded);
        await postgres[how]();
        await postgres.start();
        const since = performance.now();
        await goesOn(crowded);
        pauses.push(performance.now() - since);
      }
    await settled(crowded, postgres.address());
    const verdict = await judgeRooms(crowded.map(accountOf), ports);
    announce('Postgres is restarted', verdict, {
      restarts: pauses.length,
      'longest until messages for everybody, ms': Math.max(...pauses),
    });
    expect(verdict).toMatchObject(flawless);
    expect(await epochOf(postgres.address())).toBe(epoch);
  });

  it('fails over to a standby that it waited for', { timeout }, async () => {
    let made: Promise<FaultProxy> | undefined;
    const { ports, postgres } = endsWithTest(
      await startNodes({
        ways: async ({ log, bus }) => {
          made ??= createFaultProxy(Number(new URL(log).port));
          return { log: through(await made, log), bus };
        },
      }),
    );
    const network = endsWithTest(await made!);
    const standby = endsWithTest(await postgres.addStandby());
    const crowded = await crowdRooms(rooms, { ...crowd, port: ports });
    crowded.forEach(endsWithTest);
    for (const { crowd } of crowded) crowd.write();
    await writesSome(crowded);
    const epoch = await epochOf(postgres.address());
    await postgres.kill();
    const since = performance.now();
    await standby.promote();
    network.leadTo(standby.port);
    await goesOn(crowded);
    const pausedMs = performance.now() - since;
    await settled(crowded, standby.address());
    const verdict = await judgeRooms(crowded.map(accountOf), ports);
    announce('Postgres fails over', verdict, { 'until messages for everybody, ms': pausedMs });
    expect(verdict).toMatchObject(flawless);
    expect(await epochOf(standby.address())).toBe(epoch);
  });
});

/** So that the next thing that happens happens amid load. */
async function writesSome(crowded: readonly CrowdedRoom[]): Promise<void> {
  const acknowledged = () => crowded.reduce((sum, { crowd }) => sum + crowd.acknowledged(), 0);
  const before = acknowledged();
  await until('messages of some number', () => acknowledged() > before + form(150, 2_000), timeout / 2);
}
