// T8. The network swallows everything and tells nobody: both sides know it in time, and nobody is counted as
// present who is not. It takes its forty seconds, so only the long form runs it; the virtual clock's tests
// cover the same rules in no time.
import { expect, it } from 'vitest';
import { closeCodes } from '../../protocol/close-codes.ts';
import { deadAfterMs } from '../../protocol/timing.ts';
import { ChatClient } from '../support/chat-client.ts';
import { endsWithTest } from '../support/ends-with-test.ts';
import { announce, isLong } from '../support/fault-form.ts';
import { createFaultProxy } from '../support/fault-proxy.ts';
import { startFaultServer, wideLimits } from '../support/fault-server.ts';
import { wholeLog } from '../support/late-reader.ts';
import { createNodeClient } from '../support/node-client.ts';
import { until } from '../support/until.ts';
import { flawless, judge } from '../support/verdict.ts';
import { Witness } from '../support/witness.ts';

const clients = 50;
const slackMs = 3_000;

it.runIf(isLong())('finds a dead link on both sides', { timeout: 300_000 }, async () => {
  // Who left, and why, is told at this level.
  const server = endsWithTest(await startFaultServer([...wideLimits, '--log-level=debug']));
  const { port } = server;
  const proxy = endsWithTest(await createFaultProxy(port));
  const witnesses = Array.from({ length: clients }, (_, index) => {
    const name = `w${index}`;
    return new Witness({ client: createNodeClient(proxy.port, name), name, most: 20 });
  });
  endsWithTest({ [Symbol.dispose]: () => witnesses.forEach(({ client }) => client.close()) });
  const onlooker = new ChatClient(`ws://127.0.0.1:${port}/rooms/lobby`, {});
  onlooker.say({ type: 'hello', name: 'Onlooker' });
  const present = () => onlooker.all('presence').at(-1)?.count;
  for (const { client } of witnesses) client.start();
  await until('everybody in the room', () => present() === clients + 1);

  proxy.become({ kind: 'blackhole' });
  const since = performance.now();
  // Written into the void: it waits, and goes out once.
  for (const witness of witnesses) witness.write();
  const live = () => witnesses.filter(({ client }) => client.state.link.kind === 'live').length;
  const cameBack = () => onlooker.say({ type: 'ping' });
  const known = { clients: 0, server: 0 };
  await until(
    'both sides to know',
    () => {
      cameBack();
      if (live() === 0) known.clients ||= performance.now() - since;
      if (present() === 1) known.server ||= performance.now() - since;
      return known.clients > 0 && known.server > 0;
    },
    deadAfterMs * 2,
  );
  proxy.become({ kind: 'clear' });
  proxy.cut();
  await until('everything written', () => {
    for (const { client } of witnesses) if (client.state.link.kind === 'waiting') client.retryNow();
    return witnesses.every(({ isDone, last }) => isDone && last === clients * 20);
  });

  const written = witnesses.map((witness) => witness.written);
  const shown = witnesses.map((witness) => witness.shown);
  const verdict = await judge({ written, shown, log: wholeLog(port) });
  const unanswered = server.process.lines.filter((line) => line.includes(`"code":${closeCodes.noAnswer}`));
  announce('T8 half-open', verdict, {
    clients,
    'clients know after, s': known.clients / 1_000,
    'server knows after, s': known.server / 1_000,
  });
  expect(verdict).toMatchObject(flawless);
  expect(unanswered.length).toBe(clients);
  expect(known.clients).toBeLessThan(deadAfterMs + slackMs);
  expect(known.server).toBeLessThan(deadAfterMs + slackMs);
  onlooker.leave();
});
