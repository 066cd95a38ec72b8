// T17. One client says ten times what it may; somebody takes a thousand rooms; somebody uses up draft ids. The
// flood is stopped, memory stays, and the others do not notice.
import { expect, it } from 'vitest';
import type { Entry } from '../../protocol/server-messages.ts';
import { closeCodes } from '../../protocol/close-codes.ts';
import { ChatClient } from '../support/chat-client.ts';
import { startCrowd } from '../support/crowd-process.ts';
import { unmeantCloses } from '../support/crowd.ts';
import { endsWithTest } from '../support/ends-with-test.ts';
import { announce, form } from '../support/fault-form.ts';
import { startFaultServer, wideLimits } from '../support/fault-server.ts';
import { wholeLog } from '../support/late-reader.ts';
import { until } from '../support/until.ts';
import { flawless, judge } from '../support/verdict.ts';

const floods = form(30, 60);
const rooms = form(200, 1_000);
const drafts = form(4_000, 100_000);

it('stops one who floods', { timeout: form(120_000, 600_000) }, async () => {
  // The limits as they are; behind a proxy, so that the flood comes from an address of its own.
  const server = endsWithTest(await startFaultServer(['--allow-missing-origin', '--trusted-proxies=1']));
  const { port } = server;
  const talk = { followers: 20, writers: 4, pauseMs: 1_100 };
  const crowd = endsWithTest(await startCrowd({ port, name: 'c', address: '192.0.2.1', ...talk }));
  await crowd.ask('gather');
  await crowd.ask('write');
  await until('messages', async () => (await crowd.ask('acknowledged')) > 8);
  const before = (await crowd.ask('figures')).deliveries;
  const { memory } = server.vitals;

  let most = 0;
  const since = performance.now();
  for (let flood = 0; flood < floods; flood++) {
    const client = new ChatClient(`ws://127.0.0.1:${port}/rooms/lobby`, {
      headers: { 'X-Forwarded-For': '198.51.100.7' },
    });
    client.say({ type: 'hello', name: 'Flood' });
    await client.next('welcome');
    for (let post = 0; post < 300; post++)
      client.say({ type: 'post', draftId: `f${flood}-${post}`, text: `flood ${flood} ${post}` });
    expect((await client.closed).code).toBe(closeCodes.flood);
    const answers = client.all('accepted').length + client.all('refused').length;
    most = Math.max(most, answers);
  }
  const seconds = (performance.now() - since) / 1_000;
  await until('messages', async () => (await crowd.ask('acknowledged')) > 16);
  const { fortunes, deliveries: during } = await crowd.ask('figures');
  const growth = server.vitals.memory - memory;
  await crowd.ask('rest');
  await crowd.ask('caughtUp', await crowd.ask('newest'));
  let letIn = 0;
  const log = async function* (): AsyncGenerator<Entry> {
    for await (const entry of wholeLog(port)) {
      if ('text' in entry && entry.text.startsWith('flood')) letIn++;
      yield entry;
    }
  };
  const verdict = await judge({ ...(await crowd.ask('report')), log: log() });
  announce('T17 flood', verdict, {
    floods,
    'frames answered before 4103, at most': most,
    'posts let in': letIn,
    'growth, MB': growth,
    'p99 before, ms': before.p99,
    'p99 during, ms': during.p99,
  });
  expect(verdict).toMatchObject(flawless);
  expect(unmeantCloses(fortunes)).toEqual({});
  // The network’s own share: forty at once and eight a second.
  expect(letIn).toBeLessThanOrEqual(40 + 8 * (seconds + 1));
  expect(most).toBeLessThanOrEqual(200);
});

it('lets go of rooms and of draft ids', { timeout: form(120_000, 600_000) }, async () => {
  const server = endsWithTest(await startFaultServer([...wideLimits, '--room=lobby', '--room=page*']));
  const { port } = server;
  const crowd = endsWithTest(
    await startCrowd({ port, name: 'c', followers: 4, writers: 8, most: drafts / 8 }),
  );
  await crowd.ask('gather');
  const { memory } = server.vitals;
  const visitors = Array.from({ length: rooms }, (_, index) => {
    const visitor = new ChatClient(`ws://127.0.0.1:${port}/rooms/page${index}`, {});
    visitor.say({ type: 'hello', name: 'Visitor' }, { type: 'post', draftId: 'one', text: 'Hello?' });
    return visitor;
  });
  endsWithTest({ [Symbol.dispose]: () => visitors.forEach((visitor) => visitor.cut()) });
  for (const visitor of visitors) expect((await visitor.next('accepted')).seq).toBe(1);
  const full = server.vitals.memory;
  await crowd.ask('write');
  await crowd.ask('written');
  await crowd.ask('caughtUp', drafts);
  const end = server.vitals.memory;
  const verdict = await judge({ ...(await crowd.ask('report')), log: wholeLog(port) });
  announce('T17 rooms and draft ids', verdict, {
    rooms,
    'for them, MB': full - memory,
    drafts,
    'then for the drafts, MB': end - full,
  });
  expect(verdict).toMatchObject({ ...flawless, acknowledged: drafts, entries: drafts });
  expect(full - memory).toBeLessThan(rooms * 0.2);
  expect(end - full).toBeLessThan(100);
});
