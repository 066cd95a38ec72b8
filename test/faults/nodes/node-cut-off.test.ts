// A node is cut off from Postgres and Valkey by a network that swallows everything and tells nobody: the others go
// on, its clients are told nothing that is not so, and after the network has healed all are whole.
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
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
import { canMakeNetworks, makeNodeNetwork } from '../../support/node-network.ts';
import { postgresIsHere } from '../../support/postgres.ts';
import { until } from '../../support/until.ts';
import { flawless } from '../../support/verdict.ts';

const cutMs = form(3_000, 60_000);
const crowd = { followers: 3, writers: 3, pauseMs: 50 };
const patienceMs = 90_000;

describe.skipIf(!postgresIsHere)('a node', () => {
  it('is cut off from the engines, and comes back', { timeout: form(240_000, 900_000) }, async ({ skip }) => {
    if (!canMakeNetworks())
      return skip('run it as root where `ip netns` works: only that cuts without a word');
    const network = endsWithTest(makeNodeNetwork());
    const wayOut = async (address: string) => {
      const url = new URL(address);
      const { host, port } = endsWithTest(await network.wayOut(Number(url.port)));
      [url.hostname, url.port] = [host, `${port}`];
      return url.href;
    };
    const { ports, postgres } = endsWithTest(
      await startNodes({
        ways: async ({ log, bus }, index) =>
          index > 0 ? { log, bus } : { log: await wayOut(log), bus: await wayOut(bus!), network },
      }),
    );
    const [cut, ...others] = ports as [number, ...number[]];
    const connected = await crowdRooms(['lobby', 'garden'], { ...crowd, port: others });
    connected.forEach(endsWithTest);
    // They stay with their node, as long as it has them.
    const apart = await crowdRooms(['lobby', 'garden'], { ...crowd, port: cut, name: 'cut-' });
    apart.forEach(endsWithTest);
    for (const { crowd } of [...connected, ...apart]) crowd.write();
    await goesOn([...connected, ...apart]);

    network.pull();
    const since = performance.now();
    // The cut one may have been about to write, and then holds the rooms.
    await goesOn(connected);
    const heldUpMs = performance.now() - since;
    await until('a node that says it is not ready', async () => !(await isReady(cut)), patienceMs);
    const unreadyMs = performance.now() - since;
    const told = () => apart.reduce((sum, { crowd }) => sum + crowd.acknowledged(), 0);
    const before = told();
    await Promise.all([goesOn(connected), pause(cutMs)]);
    const toldMeanwhile = told() - before;

    network.plugIn();
    const healed = performance.now();
    await until('a node that says it is ready', () => isReady(cut), patienceMs);
    await goesOn([...connected, ...apart]);
    const backMs = performance.now() - healed;
    const all = [...connected, ...apart];
    await settled(all, postgres.address());
    const accounts = connected.map((one, index) => {
      const [ours, theirs] = [accountOf(one), accountOf(apart[index]!)];
      return {
        room: one.room,
        written: [...ours.written, ...theirs.written],
        shown: [...ours.shown, ...theirs.shown],
      };
    });
    const verdict = await judgeRooms(accounts, ports);
    announce('a node is cut off', verdict, {
      'the others were held up, ms': heldUpMs,
      'it knows after, ms': unreadyMs,
      'acknowledged by it meanwhile': toldMeanwhile,
      'all go on after, ms': backMs,
    });
    expect(verdict).toMatchObject(flawless);
    expect(toldMeanwhile).toBe(0);
  });
});

async function isReady(port: number): Promise<boolean> {
  const response = await fetch(`http://127.0.0.1:${port}/health/ready`, {
    signal: AbortSignal.timeout(5_000),
  });
  await response.text();
  return response.ok;
}
