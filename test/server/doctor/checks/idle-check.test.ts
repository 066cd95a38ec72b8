import { describe, expect, it } from 'vitest';
import type { Clock } from '../../../../server/clock.ts';
import { startChatServer, type RunningServer } from '../../../support/chat-server.ts';
import { endsWithTest } from '../../../support/ends-with-test.ts';
import { examined } from '../../../support/examined.ts';
import { createFaultProxy, type Fault } from '../../../support/fault-proxy.ts';
import { until } from '../../../support/until.ts';

/** So that the server asks after one second in the place of 25. */
const times = 25;

const fast: Clock = {
  now: () => performance.now() * times,
  time: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms / times);
    return () => clearTimeout(timer);
  },
  soon: (run) => void setImmediate(run),
};

const entered = ({ telemetry }: RunningServer) =>
  telemetry.told.filter((line) => line.startsWith('connected ')).length;

/** Looks through a network that becomes bad once somebody is in the room to stay. */
async function through(fault: Fault) {
  const server = endsWithTest(await startChatServer());
  const network = endsWithTest(await createFaultProxy(server.port));
  const looking = examined({ url: `http://127.0.0.1:${network.port}`, idle: '2' });
  // The first of them looked at the welcome and went.
  await until('the second guest', () => entered(server) === 2);
  network.become(fault);
  return looking;
}

describe('an idle connection', () => {
  it('lives as long as the server’s heartbeat is answered', async () => {
    const server = endsWithTest(await startChatServer({}, fast));
    const idle = (await examined({ url: server.url, idle: '4' })).of('idle');
    expect(idle.result).toBe('fine');
    expect(idle.cause).toMatch(
      /^A connection on which nobody speaks lives for 4\.0 seconds at least\. The server asked (2|3) times\.$/,
    );
  });

  it('is dead where nothing comes through any more, though nobody cut it', async () => {
    const looking = through({ kind: 'blackhole' });
    expect((await looking).of('idle')).toMatchObject({
      result: 'wrong',
      cause: 'After 2.0 seconds the connection is dead, and nobody was told.',
      remedy: 'silence',
    });
  });

  it('is nobody’s fault where the server stops', async () => {
    const server = endsWithTest(await startChatServer());
    const looking = examined({ url: server.url, idle: '30' });
    await until('the second guest', () => entered(server) === 2);
    await server.close();
    expect((await looking).of('idle')).toMatchObject({ result: 'cannot tell', cause: 'The server stops.' });
  });
});
