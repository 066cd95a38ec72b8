// One of three nodes is killed again and again while people write on all of them, and started again: who was on
// it goes on with another one, which knows all that was acknowledged.
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { endsWithTest } from '../../support/ends-with-test.ts';
import { announce, form } from '../../support/fault-form.ts';
import { accountOf, crowdRooms, judgeRooms, settled, startNodes } from '../../support/node-cluster.ts';
import { createNodeClient } from '../../support/node-client.ts';
import { postgresIsHere } from '../../support/postgres.ts';
import { seeded } from '../../support/seeded.ts';
import { until } from '../../support/until.ts';
import { flawless } from '../../support/verdict.ts';
import { everybodyAt, nudge, Witness } from '../../support/witness.ts';

const kills = form(4, 200);
const rooms = ['lobby', 'garden'] as const;
const random = seeded(3);

describe.skipIf(!postgresIsHere)('a node', () => {
  it('is killed, and nothing is lost', { timeout: form(240_000, 3_600_000) }, async () => {
    const { nodes, ports, postgres } = endsWithTest(await startNodes());
    const crowd = { port: ports, followers: 3, writers: 6, pauseMs: form(20, 5) };
    const crowded = await crowdRooms(rooms, crowd);
    crowded.forEach(endsWithTest);
    // Pages among them, as they are.
    const witnesses = ports.map((_, index) => {
      const name = `page${index}`;
      const client = createNodeClient([...ports.slice(index), ...ports.slice(0, index)], name);
      return new Witness({ client, name, most: Infinity });
    });
    endsWithTest({ [Symbol.dispose]: () => witnesses.forEach(({ client }) => client.close()) });
    for (const witness of witnesses) {
      witness.client.start();
      witness.write();
    }
    for (const { crowd } of crowded) crowd.write();
    const acknowledged = () => [
      ...crowded.map(({ crowd }) => crowd.acknowledged()),
      ...witnesses.map((one) => one.acknowledged),
    ];
    const pagesGoOn = async () => {
      const before = acknowledged();
      await until('messages of every room and every page', () => {
        nudge(witnesses);
        return acknowledged().every((count, index) => count > before[index]!);
      });
      return performance.now();
    };

    const pauses: number[] = [];
    for (let kill = 1; kill <= kills; kill++) {
      await pagesGoOn();
      await pause(form(300, 1_000) + random() * form(300, 2_000));
      const node = nodes[Math.floor(random() * nodes.length)]!;
      const since = performance.now();
      await node.kill();
      pauses.push((await pagesGoOn()) - since);
      await node.start();
    }
    for (const witness of witnesses) witness.rest();
    await until('answers to all drafts', () => {
      nudge(witnesses);
      return witnesses.every(({ isIdle }) => isIdle);
    });
    await settled(crowded, postgres.address());
    await everybodyAt(witnesses, crowded[0]!.crowd.newest());

    const [lobby, ...others] = crowded.map(accountOf);
    const pages = {
      room: lobby!.room,
      written: [...lobby!.written, ...witnesses.map(({ written }) => written)],
      shown: [...lobby!.shown, ...witnesses.map(({ shown }) => shown)],
    };
    const verdict = await judgeRooms([pages, ...others], ports);
    announce('a node is killed', verdict, {
      kills,
      'longest until everybody’s next message, ms': Math.max(...pauses),
    });
    expect(verdict).toMatchObject(flawless);
    expect(verdict.acknowledged).toBeGreaterThan(kills);
  });
});
