// Ending a connection, from wherever it is: nothing happens by itself afterwards.
import { expect } from 'chai';
import type { LinkState } from '../../../widget/connection/link.ts';
import { createConnection, type ConnectionUnderTest } from '../support/connection-under-test.ts';
import { fresh } from '../support/frames.ts';

const ways: Readonly<Record<LinkState['kind'], (underTest: ConnectionUnderTest) => unknown>> = {
  idle: () => {},
  connecting: ({ connection }) => connection.start(),
  greeting({ connection, surroundings }) {
    connection.start();
    surroundings.socket.open();
  },
  live({ connection, enter }) {
    connection.start();
    enter();
  },
  asking({ connection, surroundings }) {
    surroundings.askAdmission = () => new Promise(() => {});
    connection.start();
    surroundings.socket.end();
  },
  waiting({ connection, surroundings, enter }) {
    connection.start();
    enter();
    surroundings.socket.end();
  },
  away({ connection, surroundings, enter }) {
    connection.start();
    enter();
    surroundings.goAway();
  },
  stopped({ connection, surroundings, enter }) {
    connection.start();
    enter();
    surroundings.socket.end(4000);
  },
};

describe('Connection.close', () => {
  for (const [kind, goThere] of Object.entries(ways))
    it(`leaves no timer, no listener and no socket when it was ${kind}`, async () => {
      const underTest = createConnection();
      const { connection, surroundings } = underTest;
      const ended = ['asking', 'waiting', 'stopped'].includes(kind);
      goThere(underTest);
      expect(connection.state.kind).to.equal(kind);
      connection.close();
      expect(surroundings.loose).to.equal(0);
      expect(surroundings.sockets.every(({ closedByClient }) => closedByClient || ended)).to.equal(true);
      expect(connection.state).to.deep.equal({ kind: 'idle' });
      const opened = surroundings.sockets.length;
      surroundings.comeBack();
      await surroundings.advance(3_600_000);
      expect(surroundings.sockets).to.have.length(opened);
    });

  it('lets no late event of its socket through', async () => {
    const { connection, surroundings, heard, states } = createConnection();
    connection.start();
    connection.close();
    surroundings.socket.open();
    surroundings.socket.say(fresh());
    surroundings.socket.end();
    await surroundings.settle();
    expect(surroundings.socket.sent).to.deep.equal([]);
    expect(heard).to.deep.equal([]);
    expect(states.map(({ kind }) => kind)).to.deep.equal(['connecting', 'idle']);
  });

  it('may be called twice', () => {
    const { connection, surroundings } = createConnection();
    connection.start();
    connection.close();
    connection.close();
    expect(surroundings.loose).to.equal(0);
  });

  it('lets the connection be started once more', () => {
    const { connection, surroundings, enter } = createConnection();
    connection.start();
    enter();
    connection.close();
    connection.start();
    enter();
    expect(surroundings.sockets).to.have.length(2);
    expect(connection.state.kind).to.equal('live');
  });
});
