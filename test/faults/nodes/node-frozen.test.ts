// A node stands still, as a machine does that is moved or has no memory left: its people are gone from the others'
// presence in time, and when it goes on, what it still says does no harm.
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { ChatClient } from '../../support/chat-client.ts';
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
import { createNodeClient } from '../../support/node-client.ts';
import { postgresIsHere } from '../../support/postgres.ts';
import { until } from '../../support/until.ts';
import { flawless } from '../../support/verdict.ts';
import { everybodyAt, nudge, Witness } from '../../support/witness.ts';

/** Ten seconds of silence, a look each, and what a busy machine takes. */
const goneMs = form(30_000, 13_000);
const frozenMs = form(5_000, 60_000);
const pages = 4;

describe.skipIf(!postgresIsHere)('a node', () => {
  it('stands still, and goes on', { timeout: form(240_000, 600_000) }, async () => {
    const { nodes, ports, postgres } = endsWithTest(await startNodes());
    const [frozen, ...awake] = ports as [number, ...number[]];
    const crowded = await crowdRooms(['lobby', 'garden'], {
      port: awake,
      followers: 3,
      writers: 3,
      pauseMs: 50,
    });
    crowded.forEach(endsWithTest);
    // They stay with their node.
    const witnesses = Array.from({ length: pages }, (_, index) => {
      const name = `page${index}`;
      return new Witness({ client: createNodeClient(frozen, name), name, most: Infinity });
    });
    endsWithTest({ [Symbol.dispose]: () => witnesses.forEach(({ client }) => client.close()) });
    const onlooker = new ChatClient(`ws://127.0.0.1:${awake[0]}/rooms/lobby`, {});
    onlooker.say({ type: 'hello', name: 'Onlooker' });
    const present = () => onlooker.all('presence').at(-1)?.count;
    const stay = setInterval(() => onlooker.say({ type: 'ping' }), 5_000);
    endsWithTest({ [Symbol.dispose]: () => (clearInterval(stay), onlooker.leave()) });
    for (const witness of witnesses) {
      witness.client.start();
      witness.write();
    }
    for (const { crowd } of crowded) crowd.write();
    await goesOn(crowded);
    await until('everybody in the room', () => present() === 6 + pages + 1);

    const node = nodes[0]!;
    node.process.signal('SIGSTOP');
    const since = performance.now();
    const written = () => witnesses.reduce((sum, { acknowledged }) => sum + acknowledged, 0);
    await until('its people are gone', () => present() === 6 + 1, goneMs);
    const goneAfterMs = performance.now() - since;
    await pause(Math.max(0, frozenMs - goneAfterMs));
    await goesOn(crowded);
    const silent = written();
    node.process.signal('SIGCONT');
    await until('messages of its people', () => {
      nudge(witnesses);
      return witnesses.every(({ client }) => client.state.link.kind === 'live') && written() > silent + pages;
    });
    await until('everybody in the room again', () => present() === 6 + pages + 1);
    await goesOn(crowded);
    for (const witness of witnesses) witness.rest();
    await until('answers to all drafts', () => (nudge(witnesses), witnesses.every(({ isIdle }) => isIdle)));
    await settled(crowded, postgres.address());
    await everybodyAt(witnesses, crowded[0]!.crowd.newest());

    const [lobby, garden] = crowded.map(accountOf);
    const all = {
      room: lobby!.room,
      written: [...lobby!.written, ...witnesses.map((one) => one.written)],
      shown: [...lobby!.shown, ...witnesses.map((one) => one.shown)],
    };
    const verdict = await judgeRooms([all, garden!], ports);
    announce('a node stands still', verdict, {
      'its people are gone after, s': goneAfterMs / 1_000,
      'stood still, s': Math.max(frozenMs, goneAfterMs) / 1_000,
    });
    expect(verdict).toMatchObject(flawless);
  });
});
