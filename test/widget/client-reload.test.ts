// What was written outlives the page: shown at once, sent under its old id, and handed back where it
// may not be ours to send.
import { expect } from 'chai';
import { mostDrafts } from '../../widget/outbox/outbox.ts';
import { ann, bo, entries, entry, fresh, refusal, resumed } from './support/frames.ts';
import { ClientUnderTest } from './support/client-under-test.ts';

const post = (draftId: string, text: string) => ({ type: 'post', draftId, text });

describe('client in a page that is loaded anew', () => {
  it('shows what was not sent at once, and sends it under its old id once it is welcomed', () => {
    const first = new ClientUnderTest();
    first.client.post('one');
    first.client.post('two');
    const chat = first.reload();
    expect(chat.drafts).to.deep.equal(['draft-1 waiting', 'draft-2 waiting']);
    chat.enter();
    expect(chat.posts).to.deep.equal([post('draft-1', 'one')]);
    chat.say({ type: 'accepted', draftId: 'draft-1', seq: 1 });
    expect(chat.posts.at(-1)).to.deep.equal(post('draft-2', 'two'));
  });

  it('sends again what was under way: the server knows it by its id', () => {
    const first = new ClientUnderTest().enter();
    first.client.post('one');
    expect(first.posts).to.have.length(1);
    const chat = first.reload().enter();
    expect(chat.posts).to.deep.equal(first.posts);
    chat.say({ type: 'accepted', draftId: 'draft-1', seq: 0 });
    expect(chat.drafts).to.deep.equal([]);
    expect(chat.draftKeep.kept).to.equal('');
  });

  it('does not send again what the welcome shows', () => {
    const first = new ClientUnderTest().enter();
    first.client.post('one');
    const chat = first.reload().enter(fresh({ entries: [entry(1, { from: ann, draftId: 'draft-1' })] }));
    expect(chat.posts).to.deep.equal([]);
    expect(chat.drafts).to.deep.equal([]);
  });

  it('keeps nothing of what is on disk', () => {
    const chat = new ClientUnderTest().enter();
    chat.client.post('one');
    expect(chat.draftKeep.kept).to.contain('draft-1');
    chat.say({ type: 'accepted', draftId: 'draft-1', seq: 1 });
    expect(chat.drafts).to.deep.equal(['draft-1 accepted']);
    expect(chat.draftKeep.kept).to.equal('');
  });

  it('keeps a refused draft with its sentence, and does not send it by itself', () => {
    const first = new ClientUnderTest().enter();
    first.client.post('one');
    first.client.post('two');
    first.say(refusal('draft-1', { kind: 'final', sentence: 'Shorten it.' }), refusal('draft-2'));
    const chat = first.reload().enter();
    expect(chat.client.state.drafts).to.deep.equal(first.client.state.drafts);
    expect(chat.posts).to.deep.equal([]);
    expect(chat.client.discard('draft-1')).to.equal('one');
    chat.client.retry('draft-2');
    expect(chat.posts).to.deep.equal([post('draft-2', 'two')]);
    expect(chat.draftKeep.kept).not.to.contain('draft-1');
  });

  it('hands back what was written as somebody else, and sends it only where the person says so: POST-8', () => {
    const first = new ClientUnderTest().enter();
    first.client.post('one');
    const chat = first.reload({}).enter(fresh({ you: bo }));
    expect(chat.drafts).to.deep.equal(['draft-1 estranged']);
    expect(chat.posts).to.deep.equal([]);
    chat.client.retry('draft-1');
    expect(chat.posts).to.deep.equal([post('draft-1', 'one')]);
    chat.say(entry(1, { from: bo, draftId: 'draft-1' }));
    expect(chat.drafts).to.deep.equal([]);
  });

  it('hands back also what it wrote before it became somebody else on the way', async () => {
    const chat = new ClientUnderTest().enter();
    chat.client.post('one');
    await chat.breakLink();
    chat.client.post('two');
    chat.enter(fresh({ you: bo }));
    expect(chat.drafts).to.deep.equal(['draft-1 estranged', 'draft-2 estranged']);
    chat.client.post('three');
    expect(chat.posts.map(({ draftId }) => draftId)).to.deep.equal(['draft-3']);
  });

  it('sends as whoever it is what nobody can have sent before', () => {
    const first = new ClientUnderTest();
    first.client.post('one');
    const chat = first.reload({}).enter(fresh({ you: bo }));
    expect(chat.posts).to.deep.equal([post('draft-1', 'one')]);
  });

  it('lets the next client of the page have what it kept when it is closed', () => {
    const chat = new ClientUnderTest();
    expect(chat.draftKeep.isTaken).to.equal(true);
    chat.client.post('one');
    chat.client.close();
    expect(chat.draftKeep.isTaken).to.equal(false);
    chat.client.start();
    expect(chat.drafts).to.deep.equal(['draft-1 waiting']);
  });

  it('keeps what is written while there is no connection yet', () => {
    const chat = new ClientUnderTest();
    chat.client.close();
    chat.client.post('one');
    expect(chat.reload().drafts).to.deep.equal(['draft-1 waiting']);
  });
});

describe('client with a full outbox', () => {
  function full() {
    const chat = new ClientUnderTest();
    for (let count = 0; count < mostDrafts; count++) chat.client.post(`text ${count}`);
    return chat;
  }

  it('takes no further draft of any kind, and says so', () => {
    const chat = full();
    const before = chat.client.state;
    expect(chat.client.post('one more')).to.equal(undefined);
    expect(chat.client.state).to.equal(before);
  });

  it('takes one again when one is out', () => {
    const chat = full().enter();
    expect(chat.client.react(1, '👍', true)).to.equal(undefined);
    chat.say({ type: 'accepted', draftId: 'draft-1', seq: 1 });
    expect(chat.client.post('one more')).to.be.a('string');
  });
});

describe('client that does something else than say', () => {
  it('sends deeds of every kind, one after the other', () => {
    const chat = new ClientUnderTest().enter(fresh({ entries: entries(1, 3) }));
    chat.client.post('Yes', 2);
    chat.client.edit(1, 'Better');
    chat.client.remove(2);
    chat.client.react(3, '👍', true);
    for (const id of [1, 2, 3]) chat.say({ type: 'accepted', draftId: `draft-${id}`, seq: 3 + id });
    expect(chat.sent.slice(1)).to.deep.equal([
      { type: 'post', draftId: 'draft-1', text: 'Yes', replyTo: 2 },
      { type: 'edit', draftId: 'draft-2', ref: 1, text: 'Better' },
      { type: 'remove', draftId: 'draft-3', ref: 2 },
      { type: 'react', draftId: 'draft-4', ref: 3, emoji: '👍', on: true },
    ]);
  });

  it('does not do what the server does not know: it would end the connection', () => {
    const chat = new ClientUnderTest().enter(fresh({ capabilities: ['post', 'history', 'rename'] }));
    expect(chat.client.edit(1, 'Better')).to.equal(undefined);
    expect(chat.client.remove(1)).to.equal(undefined);
    expect(chat.client.react(1, '👍', true)).to.equal(undefined);
    chat.client.typing(true);
    expect(chat.client.post('Hello')).to.equal('draft-1');
    expect(chat.sent.slice(1).map(({ type }) => type)).to.deep.equal(['post']);
  });

  it('gives back no text of a deed that has none', () => {
    const chat = new ClientUnderTest().enter();
    const draftId = chat.client.remove(1)!;
    chat.say(refusal(draftId, { kind: 'final' }));
    expect(chat.client.discard(draftId)).to.equal('');
  });
});

describe('client whose log was written over', () => {
  it('sends anew what another log had accepted', async () => {
    const chat = new ClientUnderTest().enter(fresh({ entries: entries(1, 9) }));
    chat.client.post('Hello');
    chat.say({ type: 'accepted', draftId: 'draft-1', seq: 10 });
    await chat.breakLink();
    chat.enter(fresh({ why: 'fork', entries: entries(1, 12) }));
    expect(chat.posts).to.deep.equal([post('draft-1', 'Hello')]);
  });

  it('proves what it holds by its newest draft ids', async () => {
    const chat = new ClientUnderTest().enter(fresh({ entries: entries(1, 20) })).say(entry(21));
    await chat.breakLink();
    chat.surroundings.socket.open();
    expect((chat.sent[0] as { since: unknown }).since).to.deep.equal({
      epoch: 'epoch-1',
      seq: 21,
      tail: ['d14', 'd15', 'd16', 'd17', 'd18', 'd19', 'd20', 'd21'],
    });
    chat.say(resumed());
  });

  it('proves nothing where it holds nothing', async () => {
    const chat = new ClientUnderTest({ history: 0 }).enter(fresh({ head: 5, more: true }));
    await chat.breakLink();
    chat.surroundings.socket.open();
    expect((chat.sent[0] as { since: unknown }).since).to.deep.equal({ epoch: 'epoch-1', seq: 5 });
  });
});
