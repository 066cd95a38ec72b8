// Who the visitor is: token and name, kept and shared.
import { expect } from 'chai';
import { ChatClient } from '../../widget/client.ts';
import { browserKeep } from '../../widget/storage.ts';
import { ClientUnderTest } from './support/client-under-test.ts';
import { fresh } from './support/frames.ts';
import { VirtualSurroundings } from './support/virtual-surroundings.ts';
import { until } from './support/until.ts';

describe('client with an identity', () => {
  it('keeps the token that it was given, and says it next time', async () => {
    const chat = new ClientUnderTest().enter(fresh({ token: 'secret' }));
    expect(chat.keep.read('token')).to.equal('secret');
    await chat.breakLink();
    chat.surroundings.socket.open();
    expect(chat.sent[0]).to.deep.include({ token: 'secret' });
  });

  it('says the token and the name of an earlier visit', () => {
    const chat = new ClientUnderTest({}, { token: 'secret', name: 'Ann' });
    expect(chat.client.state.named).to.equal(true);
    chat.surroundings.socket.open();
    expect(chat.sent).to.deep.equal([{ type: 'hello', batches: true, token: 'secret', name: 'Ann' }]);
  });

  it('has no name until one is chosen', () => {
    const chat = new ClientUnderTest().enter();
    expect(chat.client.state.named).to.equal(false);
    chat.client.rename('Ann');
    expect(chat.client.state.named).to.equal(true);
  });

  it('says a new name at once, and keeps it', () => {
    const chat = new ClientUnderTest().enter();
    chat.client.rename('Ann');
    expect(chat.sent.slice(1)).to.deep.equal([{ type: 'rename', name: 'Ann' }]);
    expect(chat.keep.read('name')).to.equal('Ann');
  });

  it('says a name that was chosen while offline in its hello', () => {
    const chat = new ClientUnderTest();
    chat.client.rename('Ann');
    chat.surroundings.socket.open();
    expect(chat.sent).to.deep.equal([{ type: 'hello', batches: true, name: 'Ann' }]);
  });

  it('says a chosen name in each hello', async () => {
    const chat = new ClientUnderTest().enter();
    chat.client.rename('Ann');
    await chat.breakLink();
    chat.surroundings.socket.open();
    expect(chat.sent[0]).to.deep.include({ name: 'Ann' });
  });

  it('takes a name of the host page for this visit only', () => {
    const chat = new ClientUnderTest({}, { name: 'Ann' }).enter();
    chat.client.callMyself('Dr. Ann');
    expect(chat.sent.slice(1)).to.deep.equal([{ type: 'rename', name: 'Dr. Ann' }]);
    expect(chat.keep.read('name')).to.equal('Ann');
  });

  it('prefers the name that the host page chose', () => {
    const chat = new ClientUnderTest({ name: 'Dr. Ann' }, { name: 'Ann' });
    chat.surroundings.socket.open();
    expect(chat.sent[0]).to.deep.include({ name: 'Dr. Ann' });
  });

  it('takes an empty name of the host page for none', () => {
    const chat = new ClientUnderTest({ name: '' }, { name: 'Ann' });
    chat.surroundings.socket.open();
    expect(chat.sent[0]).to.deep.include({ name: 'Ann' });
  });

  it('cuts a name that the wire would close on', () => {
    const long = 'x'.repeat(300);
    const chat = new ClientUnderTest({ name: long });
    chat.enter();
    chat.client.callMyself(`y${long}`);
    chat.client.rename(`z${long}`);
    const names = chat.sent.map((message) => ('name' in message ? message.name?.length : undefined));
    expect(names).to.deep.equal([256, 256, 256]);
  });

  it('does not say a name again that its hello has said, whatever the server made of it', () => {
    const chat = new ClientUnderTest({ name: '  Ann  ' }).enter();
    expect(chat.sent.map(({ type }) => type)).to.deep.equal(['hello']);
  });

  it('adopts a name that was chosen elsewhere, and says it once', () => {
    const chat = new ClientUnderTest().enter();
    chat.keep.write('name', 'Ann');
    chat.keep.write('something', 'else');
    expect(chat.client.state.named).to.equal(true);
    expect(chat.sent.slice(1)).to.deep.equal([{ type: 'rename', name: 'Ann' }]);
  });
});

describe('clients of one page', () => {
  let servers = 0;

  function twoClients() {
    const server = `https://chat-${Math.random()}-${servers++}.example/`;
    const keep = browserKeep(server);
    const pair = ['lobby', 'garden'].map((room) => {
      const surroundings = new VirtualSurroundings();
      return { surroundings, client: new ChatClient({ server, room, surroundings, keep }) };
    });
    for (const { client } of pair) client.start();
    return { first: pair[0]!, second: pair[1]!, keep };
  }

  const opened = ({ surroundings }: { surroundings: VirtualSurroundings }) => surroundings.sockets[0];

  it('come in one after the other, so that both are the same person', async () => {
    const { first, second } = twoClients();
    const one = await until('the first comes', () => opened(first));
    await first.surroundings.settle();
    expect(second.surroundings.sockets).to.deep.equal([]);
    one.open();
    one.say(fresh({ token: 'shared' }));
    const two = await until('the second comes', () => opened(second));
    two.open();
    expect(two.sent).to.deep.equal([{ type: 'hello', batches: true, token: 'shared' }]);
  });

  for (const [why, end] of [
    ['is closed', ({ client }: { client: ChatClient }) => client.close()],
    ['is turned away', ({ surroundings }: { surroundings: VirtualSurroundings }) => turnAway(surroundings)],
  ] as const)
    it(`do not wait for the first when it ${why}`, async () => {
      const { first, second } = twoClients();
      await until('the first comes', () => opened(first));
      end(first);
      // Far less than the keep's own patience.
      await until('the second comes', () => opened(second), 1_000);
    });

  function turnAway(surroundings: VirtualSurroundings): void {
    surroundings.denial = { status: 403, code: 'origin', sentence: 'Not from here.' };
    surroundings.socket.end();
  }

  it('come in together where the visitor is known', () => {
    const { first, keep } = twoClients();
    keep.write('token', 'known');
    first.client.close();
    const third = new VirtualSurroundings();
    const fourth = new VirtualSurroundings();
    for (const surroundings of [third, fourth])
      new ChatClient({ server: 'https://chat.example/', room: 'lobby', surroundings, keep }).start();
    expect([third, fourth].map(({ sockets }) => sockets.length)).to.deep.equal([1, 1]);
  });

  it('share a name that is chosen in one of them', async () => {
    const { first, second } = twoClients();
    const one = await until('the first comes', () => opened(first));
    one.open();
    one.say(fresh());
    const two = await until('the second comes', () => opened(second));
    two.open();
    two.say(fresh());
    first.client.rename('Ann');
    expect(two.sent.slice(1)).to.deep.equal([{ type: 'rename', name: 'Ann' }]);
    expect(one.sent.slice(1)).to.deep.equal([{ type: 'rename', name: 'Ann' }]);
  });
});

describe('client among other tabs', () => {
  it('stays the guest that it was welcomed as, whatever another tab keeps', async () => {
    const chat = new ClientUnderTest().enter();
    const [token] = [chat.keep.read('token')];
    chat.keep.write('token', 'of another tab');
    await chat.breakLink();
    chat.surroundings.socket.open();
    expect(chat.sent[0]).to.deep.include({ type: 'hello', token });
  });

  it('keeps the name that the visitor chose over the one that the page gave', async () => {
    const chat = new ClientUnderTest({ name: 'Ann' }).enter();
    chat.client.rename('Annie');
    chat.keep.write('something', 'else');
    await chat.breakLink();
    chat.surroundings.socket.open();
    expect(chat.sent[0]).to.deep.include({ type: 'hello', name: 'Annie' });
  });
});

describe('client that is named while it comes in', () => {
  it('says the name before it posts under it', () => {
    const chat = new ClientUnderTest();
    chat.surroundings.socket.open();
    chat.client.rename('Bo');
    chat.client.post('hello');
    chat.say(fresh());
    expect(chat.sent.slice(1).map(({ type }) => type)).to.deep.equal(['rename', 'post']);
  });
});
