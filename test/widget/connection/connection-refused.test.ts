// A socket that closes before it opened was refused, or nobody is there: HTTP tells which.
import { expect } from 'chai';
import type { Denial } from '../../../protocol/server-messages.ts';
import { admissionUrl, createConnection } from '../support/connection-under-test.ts';

const sentence = 'Allow this page by --origin https://shop.example.';

async function refused(denial?: Denial) {
  const underTest = createConnection();
  underTest.surroundings.denial = denial;
  underTest.connection.start();
  underTest.surroundings.socket.end();
  await underTest.surroundings.settle();
  return underTest;
}

describe('Connection whose upgrade was refused', () => {
  it('asks why, once', async () => {
    const { surroundings } = await refused();
    expect(surroundings.asked).to.deep.equal([admissionUrl]);
  });

  it('does not ask why after a socket that was open', async () => {
    const { surroundings, connection, enter } = createConnection();
    connection.start();
    enter();
    surroundings.socket.end();
    await surroundings.settle();
    expect(surroundings.asked).to.deep.equal([]);
  });

  for (const status of [403, 404] as const)
    it(`stops after ${status} with the server's sentence`, async () => {
      const { surroundings, connection } = await refused({ status, code: 'no-entry', sentence });
      expect(connection.state).to.deep.equal({ kind: 'stopped', code: 'no-entry', sentence });
      await surroundings.advance(3_600_000);
      surroundings.comeBack();
      expect(surroundings.sockets).to.have.length(1);
    });

  for (const status of [429, 503] as const)
    it(`waits after ${status} as long as it was told, and a backoff on top`, async () => {
      const { surroundings, connection } = await refused({
        status,
        code: 'full',
        sentence,
        retryAfterMs: 3_000,
      });
      expect(connection.state).to.deep.include({ kind: 'waiting', until: 3_250 });
      await surroundings.advance(3_249);
      expect(surroundings.sockets).to.have.length(1);
      await surroundings.advance(1);
      expect(surroundings.sockets).to.have.length(2);
    });

  it('tries again and again when nobody answers, ever more slowly', async () => {
    const { surroundings } = await refused();
    const openedAt: number[] = [];
    while (openedAt.length < 9) {
      const opened = surroundings.sockets.length;
      while (surroundings.sockets.length === opened) await surroundings.advance(50);
      openedAt.push(surroundings.now());
      surroundings.socket.end();
      await surroundings.settle();
    }
    const waits = openedAt.map((at, index) => at - (openedAt[index - 1] ?? 0));
    expect(waits).to.deep.equal([250, 500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000, 10_000]);
  });

  it('comes in when it was only for a while', async () => {
    const { surroundings, connection, enter } = await refused();
    await surroundings.advance(250);
    enter();
    expect(connection.state.kind).to.equal('live');
  });

  it('drops an answer that comes after it was closed', async () => {
    const { surroundings, connection, states } = createConnection();
    const answer = Promise.withResolvers<Denial | undefined>();
    surroundings.askAdmission = () => answer.promise;
    connection.start();
    surroundings.socket.end();
    connection.close();
    answer.resolve({ status: 403, code: 'no-entry', sentence });
    await surroundings.settle();
    expect(states.map(({ kind }) => kind)).to.deep.equal(['connecting', 'asking', 'idle']);
  });

  it('drops the answer to an earlier question', async () => {
    const { surroundings, connection } = createConnection();
    const answers: ((denial?: Denial) => void)[] = [];
    surroundings.askAdmission = () => new Promise((resolve) => answers.push(resolve));
    connection.start();
    surroundings.socket.end();
    connection.close();
    connection.start();
    surroundings.socket.end();
    answers[0]!({ status: 403, code: 'no-entry', sentence });
    await surroundings.settle();
    expect(connection.state.kind).to.equal('asking');
    answers[1]!();
    await surroundings.settle();
    expect(connection.state.kind).to.equal('waiting');
  });
});

describe('Connection whose socket the browser forbids', () => {
  it('asks why, and goes on trying', async () => {
    const { surroundings, connection } = createConnection();
    surroundings.createSocket = () => {
      throw new DOMException('An insecure WebSocket connection may not be initiated.', 'SecurityError');
    };
    connection.start();
    await surroundings.settle();
    expect(surroundings.asked).to.have.length(1);
    expect(connection.state.kind).to.equal('waiting');
  });
});
