// How a connection notices that it is dead, and that it need not wait.
import { expect } from 'chai';
import { createConnection } from '../support/connection-under-test.ts';
import { entry } from '../support/frames.ts';

/** A clock that has run for a while, as a page's has. */
async function started() {
  const underTest = createConnection();
  await underTest.surroundings.advance(1_000);
  underTest.connection.start();
  return underTest;
}

async function live() {
  const underTest = await started();
  underTest.enter();
  await underTest.surroundings.advance(1);
  return underTest;
}

describe('Connection that hears nothing', () => {
  it('gives up a socket that has not opened for ten seconds', async () => {
    const { surroundings, connection } = await started();
    await surroundings.advance(9_999);
    expect(connection.state.kind).to.equal('connecting');
    await surroundings.advance(1);
    expect(surroundings.sockets[0]!.closedByClient).to.equal(true);
    expect(surroundings.asked).to.have.length(1);
  });

  it('gives up a socket that is not welcomed for ten seconds, whatever it says meanwhile', async () => {
    const { surroundings, connection } = await started();
    surroundings.socket.open();
    await surroundings.advance(9_000);
    surroundings.socket.say({ type: 'ping' });
    await surroundings.advance(999);
    expect(connection.state.kind).to.equal('greeting');
    await surroundings.advance(1);
    expect(surroundings.sockets[0]!.closedByClient).to.equal(true);
    expect(connection.state.kind).to.equal('waiting');
  });

  it('takes a link for dead forty seconds after the welcome, and comes back', async () => {
    const { surroundings, connection } = await live();
    await surroundings.advance(39_998);
    expect(connection.state.kind).to.equal('live');
    await surroundings.advance(1);
    expect(surroundings.socket.closedByClient).to.equal(true);
    await surroundings.advance(1_000);
    expect(surroundings.sockets).to.have.length(2);
  });

  it('stays for as long as there is something to hear', async () => {
    const { surroundings, connection } = await live();
    for (let round = 0; round < 20; round++) {
      await surroundings.advance(25_000);
      surroundings.socket.say({ type: 'ping' });
    }
    expect(connection.state.kind).to.equal('live');
    expect(surroundings.sockets).to.have.length(1);
  });

  it('is not healthy for having been dead for long', async () => {
    const { surroundings, connection } = await started();
    surroundings.socket.open();
    await surroundings.advance(10_000);
    expect(connection.state).to.deep.include({ kind: 'waiting', attempt: 1 });
  });
});

describe('Connection when the network or the person comes back', () => {
  it('asks for a sign of life, and stays when there is one', async () => {
    const { surroundings, connection } = await live();
    surroundings.comeBack();
    expect(surroundings.socket.sent.slice(1)).to.deep.equal([{ type: 'ping' }]);
    await surroundings.advance(4_999);
    surroundings.socket.say({ type: 'pong' });
    await surroundings.advance(20_000);
    expect(connection.state.kind).to.equal('live');
    expect(surroundings.sockets).to.have.length(1);
  });

  it('takes any word for a sign of life', async () => {
    const { surroundings, connection } = await live();
    surroundings.comeBack();
    await surroundings.advance(3_000);
    surroundings.socket.say(entry(1));
    await surroundings.advance(20_000);
    expect(connection.state.kind).to.equal('live');
  });

  it('drops the link after five seconds without an answer, and tries anew', async () => {
    const { surroundings, connection } = await live();
    surroundings.comeBack();
    await surroundings.advance(4_999);
    expect(connection.state.kind).to.equal('live');
    await surroundings.advance(1);
    expect(connection.state.kind).to.equal('waiting');
    expect(surroundings.sockets[0]!.closedByClient).to.equal(true);
    await surroundings.advance(9_000);
    expect(surroundings.sockets).to.have.length(2);
  });

  it('does not wait any longer', async () => {
    const { surroundings } = await live();
    surroundings.socket.end();
    surroundings.comeBack();
    expect(surroundings.sockets).to.have.length(2);
    await surroundings.advance(9_000);
    expect(surroundings.sockets).to.have.length(2);
  });

  it('does not wait any longer for the answer to why it was refused', async () => {
    const { surroundings, connection } = await started();
    surroundings.askAdmission = () => new Promise(() => {});
    surroundings.socket.end();
    expect(connection.state.kind).to.equal('asking');
    surroundings.comeBack();
    expect(connection.state.kind).to.equal('connecting');
    expect(surroundings.sockets).to.have.length(2);
  });

  it('is dead forty seconds after the last word, not later', async () => {
    const { surroundings, connection } = await live();
    await surroundings.advance(30_000);
    surroundings.socket.say({ type: 'ping' });
    await surroundings.advance(39_999);
    expect(connection.state.kind).to.equal('live');
    await surroundings.advance(1);
    expect(connection.state.kind).to.equal('waiting');
  });

  it('lets a socket that is opening open', async () => {
    const { surroundings, connection, enter } = await started();
    surroundings.comeBack();
    expect(surroundings.sockets).to.have.length(1);
    enter();
    expect(connection.state.kind).to.equal('live');
  });
});
