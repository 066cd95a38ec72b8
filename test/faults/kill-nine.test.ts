// T1. The process is killed again and again while people write: nothing that was acknowledged is lost,
// nothing comes twice, and everybody sees one order.
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { endsWithTest } from '../support/ends-with-test.ts';
import { announce, form } from '../support/fault-form.ts';
import { startFaultServer } from '../support/fault-server.ts';
import { wholeLog } from '../support/late-reader.ts';
import { createNodeClient } from '../support/node-client.ts';
import { seeded } from '../support/seeded.ts';
import { until } from '../support/until.ts';
import { flawless, judge } from '../support/verdict.ts';
import { nudge, Witness } from '../support/witness.ts';

const kills = form(8, 200);
const writers = 20;
const random = seeded(1);

it('loses nothing that was acknowledged through kill -9', { timeout: form(180_000, 3_600_000) }, async () => {
  const server = endsWithTest(await startFaultServer());
  const witnesses = Array.from({ length: writers }, (_, index) => {
    const name = `w${index}`;
    return new Witness({ client: createNodeClient(server.port, name), name, most: Infinity });
  });
  endsWithTest({ [Symbol.dispose]: () => witnesses.forEach(({ client }) => client.close()) });
  for (const witness of witnesses) {
    witness.client.start();
    witness.write();
  }
  const acknowledged = () => witnesses.reduce((sum, witness) => sum + witness.acknowledged, 0);

  const recoveries: number[] = [];
  for (let kill = 1; kill <= kills; kill++) {
    const before = acknowledged();
    await until('messages after a start', () => acknowledged() > before);
    await pause(300 + random() * form(500, 1_700));
    await server.kill();
    const since = performance.now();
    const killedAt = acknowledged();
    await server.start();
    await until('messages after a kill', () => {
      nudge(witnesses);
      return acknowledged() > killedAt;
    });
    recoveries.push(performance.now() - since);
  }
  for (const witness of witnesses) witness.rest();
  await until('answers to all drafts', () => {
    nudge(witnesses);
    return witnesses.every(({ isIdle }) => isIdle);
  });
  const head = Math.max(...witnesses.map(({ last }) => last));
  await until('everybody at the head', () => witnesses.every(({ last }) => last === head));

  const written = witnesses.map((witness) => witness.written);
  const shown = witnesses.map((witness) => witness.shown);
  const verdict = await judge({ written, shown, log: wholeLog(server.port) });
  const worst = Math.max(...recoveries);
  announce('T1 kill -9', verdict, { kills, writers, 'longest until the next message, ms': worst });
  expect(verdict).toMatchObject(flawless);
  expect(verdict.acknowledged).toBeGreaterThan(kills);
});
