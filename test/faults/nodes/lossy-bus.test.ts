// A bus that loses, repeats and reorders what three nodes tell each other: everybody is shown the log all the same.
// The nodes live in this process, for no real bus does so when it is told to.
import { describe, expect, it } from 'vitest';
import { createChatServer } from '../../../server/chat-server.ts';
import { systemClock } from '../../../server/clock.ts';
import { readConfig } from '../../../server/config/read-config.ts';
import { openEngines } from '../../../server/engines.ts';
import { endsWithTest } from '../../support/ends-with-test.ts';
import { announce, form } from '../../support/fault-form.ts';
import { wideLimits } from '../../support/fault-server.ts';
import { LossyBus } from '../../support/lossy-bus.ts';
import { accountOf, crowdRooms, judgeRooms, rooms, settled } from '../../support/node-cluster.ts';
import { postgresIsHere, startPostgres } from '../../support/postgres.ts';
import { createRecorder } from '../../support/recorder.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { startValkey } from '../../support/valkey.ts';
import { flawless } from '../../support/verdict.ts';

const losses = { drop: 0.05, repeat: 0.05, reorder: 0.05 };
const each = form(200, 50_000);
const writers = 3;
const most = Math.ceil(each / writers);

describe.skipIf(!postgresIsHere)('three nodes', () => {
  it('show one order over a bus that loses some', { timeout: form(240_000, 3_600_000) }, async () => {
    const postgres = endsWithTest(await startPostgres());
    const valkey = endsWithTest(await startValkey());
    const engines = { log: postgres.address(), bus: `redis://127.0.0.1:${valkey.port}` };
    const buses: LossyBus[] = [];
    const ports: number[] = [];
    for (const seed of [1, 2, 3]) {
      const data = endsWithTest(temporaryFolder()).path;
      const flags = [...wideLimits, ...rooms.map((room) => `--room=${room}`), `--data=${data}`];
      const config = {
        ...readConfig({ flags, environment: {} }),
        ...engines,
        host: '127.0.0.1',
        port: 0,
      };
      const real = await openEngines(config, data);
      const bus = new LossyBus(real.bus!, losses, seed);
      buses.push(bus);
      const server = await createChatServer(config, createRecorder(), systemClock, { ...real, bus });
      endsWithTest({ [Symbol.asyncDispose]: () => server.close() });
      ports.push((await server.listen()).port);
    }
    const crowded = await crowdRooms(rooms, { port: ports, followers: 3, writers, most, pauseMs: 10 });
    crowded.forEach(endsWithTest);
    for (const { crowd } of crowded) crowd.write();
    await Promise.all(crowded.map(({ crowd }) => crowd.written()));
    await settled(crowded, postgres.address());

    const verdict = await judgeRooms(crowded.map(accountOf), ports);
    const { deliveries } = crowded[0]!.crowd.figures();
    const sum = (count: (bus: LossyBus) => number) => buses.reduce((total, bus) => total + count(bus), 0);
    const dropped = sum((bus) => bus.counts.dropped);
    announce('a lossy bus', verdict, {
      'messages of the bus': sum(({ counts }) => counts.heard),
      dropped,
      repeated: sum(({ counts }) => counts.repeated),
      reordered: sum(({ counts }) => counts.reordered),
      'delivered within, p50, ms': deliveries.p50,
      'p99, ms': deliveries.p99,
    });
    expect(verdict).toMatchObject({ ...flawless, acknowledged: most * writers * rooms.length });
    expect(dropped).toBeGreaterThan(0);
  });
});
