import { expect } from 'chai';
import type { ServerMessage } from '../../protocol/server-messages.ts';
import { ann, bo, entries, entry, fresh, refusal, resumed } from './support/frames.ts';
import { ClientUnderTest } from './support/client-under-test.ts';

describe('client', () => {
  it('goes to the room of its server', () => {
    const { url } = new ClientUnderTest({ room: 'blog.hello-world' }).surroundings.socket;
    expect(url).to.equal('wss://chat.example/rooms/blog.hello-world');
  });

  it('goes by ws where the server is on http, and below the path of the server', async () => {
    const chat = new ClientUnderTest({ server: 'http://localhost:8080/chat/' });
    expect(chat.surroundings.socket.url).to.equal('ws://localhost:8080/chat/rooms/lobby');
    chat.surroundings.socket.end();
    await chat.surroundings.settle();
    expect(chat.surroundings.asked).to.deep.equal(['http://localhost:8080/chat/rooms/lobby/admission']);
  });

  it('comes in with nothing known', () => {
    const chat = new ClientUnderTest();
    chat.surroundings.socket.open();
    expect(chat.sent).to.deep.equal([{ type: 'hello', batches: true }]);
  });

  it('says how much history it wants', () => {
    const chat = new ClientUnderTest({ history: 0 });
    chat.surroundings.socket.open();
    expect(chat.sent).to.deep.equal([{ type: 'hello', batches: true, history: 0 }]);
  });

  it('shows what the welcome says', () => {
    const limits = { frameBytes: 1, textCharacters: 2, nameCharacters: 3, pageEntries: 4 };
    const chat = new ClientUnderTest().enter(fresh({ present: 7, limits, entries: entries(1, 2) }));
    expect(chat.client.state).to.deep.include({ you: ann, present: 7, limits });
    expect(chat.seqs).to.deep.equal([1, 2]);
  });

  it('shows what comes', () => {
    const chat = new ClientUnderTest().enter();
    const you = { ...ann, name: 'Anna' };
    chat.say(entry(1), { type: 'presence', count: 12 }, { type: 'renamed', you });
    expect(chat.client.state).to.deep.include({ present: 12, you });
    expect(chat.seqs).to.deep.equal([1]);
  });

  it('shows what comes several at once, as if each had come alone', () => {
    const chat = new ClientUnderTest().enter(fresh({ entries: entries(1, 2) }));
    chat.say({ type: 'entries', entries: entries(3, 5) });
    expect(chat.seqs).to.deep.equal([1, 2, 3, 4, 5]);
  });

  it('knows who is here by name, unless they are too many', () => {
    const chat = new ClientUnderTest().enter(fresh({ here: [ann] }));
    expect(chat.client.state.here).to.deep.equal([ann]);
    chat.say({ type: 'presence', count: 2, came: [bo] });
    expect(chat.client.state).to.deep.include({ present: 2, here: [ann, bo] });
    chat.say({ type: 'presence', count: 200 });
    expect(chat.client.state).to.deep.include({ present: 200, here: undefined });
  });

  it('knows who else writes, until they have spoken', () => {
    const chat = new ClientUnderTest().enter();
    chat.say({ type: 'typing', who: [ann, bo].map(({ id, name }) => ({ id, name })) });
    expect(chat.client.state.writers).to.deep.equal([{ id: 'bo', name: 'Bo' }]);
    chat.say(entry(1));
    expect(chat.client.state.writers).to.deep.equal([]);
  });

  it('knows that somebody has spoken by several entries at once, too', () => {
    const chat = new ClientUnderTest().enter();
    chat.say({ type: 'typing', who: [ann, bo].map(({ id, name }) => ({ id, name })) });
    chat.say({ type: 'entries', entries: entries(1, 2) });
    expect(chat.client.state.writers).to.deep.equal([]);
  });

  it('says that something is being written, while it is in the room', async () => {
    const chat = new ClientUnderTest();
    chat.client.typing(true);
    chat.enter();
    chat.client.typing(true);
    chat.client.typing(true);
    expect(chat.sent.slice(1)).to.deep.equal([{ type: 'typing', on: true }]);
    await chat.surroundings.advance(3_000);
    chat.client.typing(true);
    chat.client.typing(false);
    expect(chat.sent.slice(2)).to.deep.equal([
      { type: 'typing', on: true },
      { type: 'typing', on: false },
    ]);
  });

  it('tells a frame once, when all of it is taken in', () => {
    const chat = new ClientUnderTest();
    const seen: unknown[] = [];
    chat.client.subscribe(() => {
      const { you, timeline, link } = chat.client.state;
      seen.push([link.kind, you?.id, timeline.last]);
    });
    chat.enter(fresh({ entries: entries(1, 3) }));
    expect(seen).to.deep.equal([
      ['greeting', undefined, 0],
      ['live', 'ann', 3],
    ]);
  });

  it('ignores what it does not know', () => {
    const chat = new ClientUnderTest().enter();
    const before = chat.client.state;
    chat.say({ type: 'fireworks', colour: 'red' } as unknown as ServerMessage);
    expect(chat.client.state).to.equal(before);
  });

  it('counts an entry of a kind that it does not know', () => {
    const chat = new ClientUnderTest().enter();
    chat.say({ type: 'clock', seq: 1, at: 0 } as unknown as ServerMessage, entry(2));
    expect(chat.surroundings.sockets).to.have.length(1);
    expect(chat.client.state.timeline.last).to.equal(2);
  });

  it('tells each change, until it is undone', () => {
    const chat = new ClientUnderTest().enter();
    const counts: number[] = [];
    const stop = chat.client.subscribe(() => counts.push(chat.client.state.present));
    chat.say({ type: 'presence', count: 2 }, { type: 'presence', count: 3 });
    stop();
    chat.say({ type: 'presence', count: 4 });
    expect(counts).to.deep.equal([2, 3]);
  });

  it('replaces its state, and never changes what it has shown', () => {
    const chat = new ClientUnderTest().enter(fresh({ entries: entries(1, 1) }));
    const shown = chat.client.state;
    chat.say(entry(2));
    expect(shown.timeline.entries).to.deep.equal(entries(1, 1));
    expect(chat.client.state).not.to.equal(shown);
  });
});

describe('client whose link breaks', () => {
  it('comes back with the last that it has seen', async () => {
    const chat = new ClientUnderTest().enter(fresh({ entries: entries(1, 3) })).say(entry(4));
    await chat.breakLink();
    chat.surroundings.socket.open();
    expect(chat.sent[0]).to.deep.include({
      type: 'hello',
      batches: true,
      since: { epoch: 'epoch-1', seq: 4, tail: ['d1', 'd2', 'd3', 'd4'] },
    });
    chat.say(resumed({ entries: entries(5, 6) }), entry(7));
    expect(chat.seqs).to.deep.equal([1, 2, 3, 4, 5, 6, 7]);
  });

  it('knows since when there is trouble, and when it is over', async () => {
    const chat = new ClientUnderTest();
    const since = () => chat.client.state.troubleSince;
    expect(since()).to.equal(0);
    await chat.surroundings.advance(700);
    chat.enter();
    expect(since()).to.equal(undefined);
    await chat.surroundings.advance(300);
    chat.surroundings.socket.end();
    await chat.surroundings.advance(5_000);
    expect(since()).to.equal(1_000);
    chat.enter(resumed());
    expect(since()).to.equal(undefined);
  });

  it('is in no trouble when it was sent off for good: nothing is tried any more', () => {
    const chat = new ClientUnderTest().enter();
    chat.surroundings.socket.end(4000, 'No JSON.');
    expect(chat.client.state.link.kind).to.equal('stopped');
    expect(chat.client.state.troubleSince).to.equal(undefined);
  });

  it('is in no trouble when it was ended: nobody waits for it', () => {
    const chat = new ClientUnderTest().enter();
    chat.client.close();
    expect(chat.client.state.troubleSince).to.equal(undefined);
  });

  it('does not wait any longer when the person says so', () => {
    const chat = new ClientUnderTest().enter();
    chat.surroundings.socket.end();
    chat.client.retryNow();
    expect(chat.surroundings.sockets).to.have.length(2);
  });
});

describe('client that wants older entries', () => {
  const begun = () => new ClientUnderTest().enter(fresh({ entries: entries(51, 60), more: true }));
  const asked = (chat: ClientUnderTest) => chat.sent.filter(({ type }) => type === 'history');

  it('asks once, until the page is there', () => {
    const chat = begun();
    chat.client.loadOlder();
    chat.client.loadOlder();
    expect(asked(chat)).to.deep.equal([{ type: 'history', before: 51, limit: 50 }]);
    expect(chat.client.state.loadingOlder).to.equal(true);
    chat.say({ type: 'page', before: 51, entries: entries(1, 50), more: true });
    expect(chat.client.state.loadingOlder).to.equal(false);
    expect(chat.seqs).to.have.length(60);
    chat.client.loadOlder();
    expect(asked(chat).at(-1)).to.deep.include({ before: 1 });
  });

  it('does not ask when there are none', () => {
    const chat = new ClientUnderTest().enter(fresh({ entries: entries(1, 2) }));
    chat.client.loadOlder();
    expect(asked(chat)).to.deep.equal([]);
  });

  it('may ask anew after the link broke before the page came', async () => {
    const chat = begun();
    chat.client.loadOlder();
    await chat.breakLink();
    expect(chat.client.state.loadingOlder).to.equal(false);
    chat.client.loadOlder();
    expect(chat.client.state.loadingOlder).to.equal(false);
    chat.enter(resumed());
    chat.client.loadOlder();
    expect(asked(chat)).to.have.length(1);
  });

  it('can load again what it let go', () => {
    const chat = begun();
    chat.client.trim(3);
    expect(chat.seqs).to.deep.equal([58, 59, 60]);
    chat.client.loadOlder();
    expect(asked(chat)).to.deep.equal([{ type: 'history', before: 58, limit: 50 }]);
  });
});

describe('client in a page that is put aside', () => {
  it('comes back with the page at once, and has had no trouble meanwhile', async () => {
    const chat = new ClientUnderTest().enter(fresh({ entries: entries(1, 3) }));
    chat.surroundings.goAway();
    await chat.surroundings.advance(3_600_000);
    expect(chat.surroundings.sockets).to.have.length(1);
    chat.surroundings.comeBack();
    expect(chat.client.state.troubleSince).to.equal(3_600_000);
    chat.enter(resumed());
    expect(chat.client.state.troubleSince).to.equal(undefined);
    expect(chat.sent[0]).to.deep.include({ type: 'hello' });
    expect(chat.seqs).to.deep.equal([1, 2, 3]);
  });
});

describe('client that is closed', () => {
  it('goes on where it was when it is started again', () => {
    const chat = new ClientUnderTest().enter(fresh({ entries: entries(1, 3) }));
    chat.client.post('Hello');
    chat.client.close();
    chat.client.start();
    chat.client.start();
    expect(chat.surroundings.sockets).to.have.length(2);
    expect(chat.keep.listening).to.equal(1);
    chat.enter(resumed());
    expect(chat.sent[0]).to.deep.include({
      since: { epoch: 'epoch-1', seq: 3, tail: ['d1', 'd2', 'd3'] },
    });
    expect(chat.posts).to.deep.equal([{ type: 'post', draftId: 'draft-1', text: 'Hello' }]);
  });

  it('leaves no timer, no listener and no socket', async () => {
    const chat = new ClientUnderTest().enter();
    chat.client.post('one');
    chat.say(refusal('draft-1', { retryAfterMs: 1_000 }));
    chat.client.close();
    expect(chat.surroundings.loose).to.equal(0);
    expect(chat.keep.listening).to.equal(0);
    expect(chat.surroundings.socket.closedByClient).to.equal(true);
    chat.say(entry(1));
    await chat.surroundings.advance(60_000);
    expect(chat.surroundings.sockets).to.have.length(1);
  });

  it('keeps what it shows', () => {
    const chat = new ClientUnderTest().enter(fresh({ entries: [entry(1, { from: bo })] }));
    chat.client.post('Not sent yet');
    chat.client.close();
    expect(chat.seqs).to.deep.equal([1]);
    expect(chat.drafts).to.deep.equal(['draft-1 waiting']);
  });
});
