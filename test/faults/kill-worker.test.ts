// One of several workers is killed again and again while people write on all of them: nothing that was
// acknowledged is lost, nothing comes twice, everybody sees one order, and the others go on.
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { endsWithTest } from '../support/ends-with-test.ts';
import { announce, form } from '../support/fault-form.ts';
import { wideLimits } from '../support/fault-server.ts';
import { wholeLog } from '../support/late-reader.ts';
import { createNodeClient } from '../support/node-client.ts';
import { seeded } from '../support/seeded.ts';
import { until } from '../support/until.ts';
import { flawless, judge } from '../support/verdict.ts';
import { nudge, Witness } from '../support/witness.ts';
import { startWorkersServer } from '../support/workers.ts';

const kills = form(6, 200);
const workers = 3;
const writers = 15;
const random = seeded(1);

it(
  'loses nothing that was acknowledged through kill -9 of a worker',
  { timeout: form(240_000, 3_600_000) },
  async () => {
    const flags = wideLimits.filter((flag) => !flag.startsWith('--origin'));
    const server = endsWithTest(await startWorkersServer(workers, [...flags, '--log-level=info']));
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
    const each = (floor: readonly number[]) =>
      witnesses.every((witness, index) => witness.acknowledged > floor[index]!);

    const recoveries: number[] = [];
    for (let kill = 1; kill <= kills; kill++) {
      const before = acknowledged();
      await until('messages before a kill', () => acknowledged() > before);
      await pause(300 + random() * form(500, 1_700));
      const since = performance.now();
      await server.replace(1 + Math.floor(random() * workers));
      const atKill = witnesses.map((witness) => witness.acknowledged);
      await until(
        'a message of everybody after a kill',
        () => {
          nudge(witnesses);
          return each(atKill);
        },
        60_000,
      );
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
    announce('kill -9 of a worker', verdict, {
      kills,
      workers,
      writers,
      'longest until everybody’s next message, ms': worst,
    });
    expect(verdict).toMatchObject(flawless);
    expect(verdict.acknowledged).toBeGreaterThan(kills);
  },
);
