import { expect } from 'chai';
import type { ServerMessage } from '../../../protocol/server-messages.ts';
import { createConnection, socketUrl } from '../support/connection-under-test.ts';
import { entry, fresh } from '../support/frames.ts';

describe('Connection', () => {
  it('does nothing before it is started', () => {
    const { surroundings, connection } = createConnection();
    expect(surroundings.sockets).to.deep.equal([]);
    expect(surroundings.loose).to.equal(0);
    expect(connection.state).to.deep.equal({ kind: 'idle' });
  });

  it('opens one socket to the room', () => {
    const { surroundings, connection } = createConnection();
    connection.start();
    connection.start();
    expect(surroundings.sockets.map(({ url }) => url)).to.deep.equal([socketUrl]);
  });

  it('says hello first, as soon as the socket is open', () => {
    const { surroundings, connection } = createConnection(() => ({ type: 'hello', name: 'Ann' }));
    connection.start();
    expect(surroundings.socket.sent).to.deep.equal([]);
    surroundings.socket.open();
    expect(surroundings.socket.sent).to.deep.equal([{ type: 'hello', name: 'Ann' }]);
  });

  it('says in each hello what was seen last at that moment', async () => {
    let last = 3;
    const { surroundings, connection, enter } = createConnection(() => ({
      type: 'hello',
      since: { epoch: 'e', seq: last },
    }));
    connection.start();
    last = 5;
    enter();
    last = 9;
    surroundings.socket.end(4200);
    await surroundings.advance(0);
    surroundings.socket.open();
    expect(surroundings.sockets.map(({ sent }) => sent[0])).to.deep.equal([
      { type: 'hello', since: { epoch: 'e', seq: 5 } },
      { type: 'hello', since: { epoch: 'e', seq: 9 } },
    ]);
  });

  it('sends nothing before it is welcomed, and says so', () => {
    const { surroundings, connection } = createConnection();
    const rename = { type: 'rename', name: 'Ann' } as const;
    const sends = () => connection.send(rename);
    expect(sends()).to.equal(false);
    connection.start();
    expect(sends()).to.equal(false);
    surroundings.socket.open();
    expect(sends()).to.equal(false);
    surroundings.socket.say(fresh());
    expect(sends()).to.equal(true);
    expect(surroundings.socket.sent.slice(1)).to.deep.equal([rename]);
    surroundings.socket.end();
    expect(sends()).to.equal(false);
  });

  it('hands on what is said, also what it does not know', () => {
    const { surroundings, connection, enter, heard } = createConnection();
    connection.start();
    enter();
    surroundings.socket.say(entry(1));
    surroundings.socket.say({ type: 'fireworks' } as unknown as ServerMessage);
    expect(heard).to.deep.equal([fresh(), entry(1), { type: 'fireworks' }]);
  });

  it('answers ping by pong, and keeps the heartbeat to itself', () => {
    const { surroundings, connection, enter, heard } = createConnection();
    connection.start();
    enter();
    surroundings.socket.say({ type: 'ping' });
    surroundings.socket.say({ type: 'pong' });
    surroundings.socket.say({ type: 'goodbye', spreadMs: 1 });
    expect(surroundings.socket.sent.slice(1)).to.deep.equal([{ type: 'pong' }]);
    expect(heard).to.deep.equal([fresh()]);
  });

  it('answers a ping that comes before the welcome', () => {
    const { surroundings, connection } = createConnection();
    connection.start();
    surroundings.socket.open();
    surroundings.socket.say({ type: 'ping' });
    expect(surroundings.socket.sent).to.deep.equal([{ type: 'hello' }, { type: 'pong' }]);
  });

  it('tells each state once, in order', async () => {
    const { surroundings, connection, enter, states } = createConnection();
    connection.start();
    enter();
    surroundings.socket.end();
    await surroundings.advance(60_000);
    connection.close();
    expect(states.map(({ kind }) => kind).slice(0, 5)).to.deep.equal([
      'connecting',
      'greeting',
      'live',
      'waiting',
      'connecting',
    ]);
    expect(states.at(-1)).to.deep.equal({ kind: 'idle' });
    expect(connection.state).to.equal(states.at(-1));
  });

  it('comes in once the browser allows the socket', async () => {
    const { surroundings, connection } = createConnection();
    const { createSocket } = surroundings;
    surroundings.createSocket = () => {
      throw new DOMException('An insecure socket from a secure page.', 'SecurityError');
    };
    connection.start();
    await surroundings.settle();
    surroundings.createSocket = createSocket;
    await surroundings.advance(1_000);
    expect(surroundings.sockets).to.have.length(1);
  });

  it('stops where the server says stop, and does not come back by itself', async () => {
    const { surroundings, connection, enter } = createConnection();
    connection.start();
    enter();
    surroundings.socket.end(4000, 'Frame 3 is no JSON.');
    await surroundings.advance(3_600_000);
    surroundings.comeBack();
    expect(connection.state).to.deep.include({ kind: 'stopped', sentence: 'Frame 3 is no JSON.' });
    expect(surroundings.sockets).to.have.length(1);
  });

  it('comes back within the spread of a goodbye', async () => {
    const { surroundings, connection, enter } = createConnection();
    connection.start();
    enter();
    surroundings.socket.say({ type: 'goodbye', spreadMs: 2_000 });
    surroundings.socket.end(4200);
    await surroundings.advance(999);
    expect(surroundings.sockets).to.have.length(1);
    await surroundings.advance(1);
    expect(surroundings.sockets).to.have.length(2);
  });

  it('forgets a goodbye with the socket that it came by', async () => {
    const { surroundings, connection, enter } = createConnection();
    connection.start();
    enter();
    surroundings.socket.say({ type: 'goodbye', spreadMs: 60_000 });
    surroundings.socket.end(4200);
    await surroundings.advance(30_000);
    enter();
    surroundings.socket.end(4200);
    await surroundings.advance(0);
    expect(surroundings.sockets).to.have.length(3);
  });

  for (const [name, data] of [
    ['is no JSON', '{"type":"mess'],
    ['is empty', ''],
    ['is no object', 'null'],
    ['has no type', '{"seq":1,"at":2}'],
    ['has an entry without a place', JSON.stringify({ ...entry(1), seq: 'first' })],
    ['has an entry of nobody', JSON.stringify({ ...entry(1), from: undefined })],
    ['is a welcome of nobody', JSON.stringify({ ...fresh(), you: undefined })],
    ['is a page without entries', '{"type":"page","before":3,"more":false}'],
    ['is a page of nonsense', '{"type":"page","before":3,"more":false,"entries":[null]}'],
    ['is binary', new ArrayBuffer(3)],
  ] as const)
    it(`backs off from a server whose frame ${name}`, async () => {
      const { surroundings, connection, enter, heard } = createConnection();
      connection.start();
      enter();
      surroundings.socket.sayRaw(data);
      expect(surroundings.socket.closedByClient).to.equal(true);
      expect(connection.state).to.deep.include({ kind: 'waiting', attempt: 1 });
      expect(heard).to.deep.equal([fresh()]);
      await surroundings.advance(500);
      enter();
      expect(connection.state.kind).to.equal('live');
    });

  it('bears entries of kinds that it does not know, whoever they are from', () => {
    const { surroundings, connection, enter, heard } = createConnection();
    connection.start();
    enter();
    const strange = { type: 'clock', seq: 1, at: 0 } as unknown as ServerMessage;
    surroundings.socket.say(strange);
    surroundings.socket.say({ type: 'page', before: 3, entries: [strange] } as unknown as ServerMessage);
    expect(heard).to.have.length(3);
    expect(connection.state.kind).to.equal('live');
  });

  it('lets its socket go when the page is put aside, and comes back at once with it', async () => {
    const { surroundings, connection, enter } = createConnection();
    connection.start();
    enter();
    surroundings.goAway();
    expect(surroundings.socket.closedByClient).to.equal(true);
    expect(connection.state).to.deep.equal({ kind: 'away' });
    await surroundings.advance(3_600_000);
    expect(surroundings.sockets).to.have.length(1);
    surroundings.comeBack();
    expect(surroundings.sockets).to.have.length(2);
    enter();
    expect(connection.state).to.deep.include({ kind: 'live', attempt: 0 });
  });

  it('leaves its socket and comes back at once when it rejoins', async () => {
    const { surroundings, connection, enter } = createConnection();
    connection.start();
    enter();
    const former = surroundings.socket;
    connection.rejoin();
    expect(former.closedByClient).to.equal(true);
    await surroundings.advance(0);
    expect(surroundings.sockets).to.have.length(2);
  });

  it('drops late events of a former socket', async () => {
    const { surroundings, connection, enter, heard, states } = createConnection();
    connection.start();
    enter();
    const former = surroundings.socket;
    connection.rejoin();
    await surroundings.advance(0);
    const before = { heard: [...heard], states: [...states], sent: [...former.sent] };
    former.open();
    former.say(entry(1));
    former.say({ type: 'ping' });
    former.say(fresh());
    former.end(4000, 'Too late.');
    expect({ heard, states, sent: former.sent }).to.deep.equal(before);
    enter();
    expect(connection.state.kind).to.equal('live');
  });
});
