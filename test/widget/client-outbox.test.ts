// From post to message: in order, once, whatever the link does.
import { expect } from 'chai';
import { ann, bo, entries, entry, fresh, refusal, resumed } from './support/frames.ts';
import { ClientUnderTest } from './support/client-under-test.ts';

const post = (draftId: string, text: string) => ({ type: 'post', draftId, text });
const own = (seq: number, draftId: string) => entry(seq, { from: ann, draftId });
const soon = (draftId: string, retryAfterMs: number) => refusal(draftId, { retryAfterMs });

describe('client that posts', () => {
  it('shows a draft at once, with the time it was written', () => {
    const chat = new ClientUnderTest();
    expect(chat.client.post('Hello')).to.equal('draft-1');
    expect(chat.client.state.drafts).to.deep.equal([
      {
        kind: 'waiting',
        draftId: 'draft-1',
        deed: { type: 'post', text: 'Hello' },
        at: chat.surroundings.time(),
        author: undefined,
      },
    ]);
  });

  it('sends a draft written while offline once it is welcomed, and only once', () => {
    const chat = new ClientUnderTest();
    chat.client.post('Hello');
    chat.surroundings.socket.open();
    expect(chat.posts).to.deep.equal([]);
    chat.say(fresh());
    expect(chat.posts).to.deep.equal([post('draft-1', 'Hello')]);
    chat.say({ type: 'accepted', draftId: 'draft-1', seq: 1 }, own(1, 'draft-1'));
    expect(chat.posts).to.have.length(1);
    expect(chat.drafts).to.deep.equal([]);
    expect(chat.seqs).to.deep.equal([1]);
  });

  it('has one draft under way at a time, in the order of writing', () => {
    const chat = new ClientUnderTest().enter();
    for (const text of ['one', 'two', 'three']) chat.client.post(text);
    expect(chat.posts).to.deep.equal([post('draft-1', 'one')]);
    chat.say({ type: 'accepted', draftId: 'draft-1', seq: 1 });
    expect(chat.posts).to.deep.equal([post('draft-1', 'one'), post('draft-2', 'two')]);
    chat.say(own(1, 'draft-1'));
    expect(chat.posts).to.have.length(2);
    chat.say(own(2, 'draft-2'), { type: 'accepted', draftId: 'draft-2', seq: 2 });
    expect(chat.posts.map(({ text }) => text)).to.deep.equal(['one', 'two', 'three']);
  });

  it('is not led on by an answer to another draft', () => {
    const chat = new ClientUnderTest().enter();
    chat.client.post('one');
    chat.client.post('two');
    chat.say({ type: 'accepted', draftId: 'draft-9', seq: 1 });
    expect(chat.posts).to.have.length(1);
  });

  it('sends a draft again under its id when the link broke before the answer', async () => {
    const chat = new ClientUnderTest().enter();
    chat.client.post('Hello');
    chat.client.post('Still there?');
    await chat.breakLink();
    chat.enter(resumed());
    expect(chat.posts).to.deep.equal([post('draft-1', 'Hello')]);
    chat.say({ type: 'accepted', draftId: 'draft-1', seq: 1 });
    expect(chat.posts).to.deep.equal([post('draft-1', 'Hello'), post('draft-2', 'Still there?')]);
  });

  it('does not send again what the resume brings back', async () => {
    const chat = new ClientUnderTest().enter();
    chat.client.post('Hello');
    await chat.breakLink();
    chat.enter(resumed({ entries: [own(1, 'draft-1')] }));
    expect(chat.posts).to.deep.equal([]);
    expect(chat.drafts).to.deep.equal([]);
  });

  it('asks again for what was accepted before the link broke, and lets it go with its entry', async () => {
    const chat = new ClientUnderTest().enter();
    chat.client.post('Hello');
    chat.say({ type: 'accepted', draftId: 'draft-1', seq: 1 });
    await chat.breakLink();
    chat.enter(resumed());
    expect(chat.posts).to.deep.equal([{ type: 'post', draftId: 'draft-1', text: 'Hello' }]);
    chat.say(own(1, 'draft-1'));
    expect(chat.drafts).to.deep.equal([]);
  });

  it('does not send again what was accepted and comes with the welcome', async () => {
    const chat = new ClientUnderTest().enter();
    chat.client.post('Hello');
    chat.say({ type: 'accepted', draftId: 'draft-1', seq: 1 });
    await chat.breakLink();
    chat.enter(resumed({ entries: [own(1, 'draft-1')] }));
    expect(chat.posts).to.deep.equal([]);
    expect(chat.drafts).to.deep.equal([]);
  });

  it('sends its drafts also after a reset', async () => {
    const chat = new ClientUnderTest().enter(fresh({ entries: entries(1, 3) }));
    chat.client.post('Hello');
    await chat.breakLink();
    chat.enter(fresh({ why: 'epoch', epoch: 'epoch-2' }));
    expect(chat.seqs).to.deep.equal([]);
    expect(chat.posts).to.deep.equal([post('draft-1', 'Hello')]);
  });

  it('sends anew what a log had accepted that is no more', async () => {
    const chat = new ClientUnderTest().enter(fresh({ entries: entries(1, 9) }));
    chat.client.post('Hello');
    chat.say({ type: 'accepted', draftId: 'draft-1', seq: 10 });
    await chat.breakLink();
    chat.enter(fresh({ why: 'ahead', entries: entries(1, 2) }));
    expect(chat.posts).to.deep.equal([post('draft-1', 'Hello')]);
  });

  it('finds its echo also in a page', () => {
    const chat = new ClientUnderTest().enter(fresh({ entries: entries(5, 6), more: true }));
    chat.client.post('Hello');
    chat.client.loadOlder();
    chat.say({ type: 'page', before: 5, entries: [...entries(1, 3), own(4, 'draft-1')], more: false });
    expect(chat.drafts).to.deep.equal([]);
  });

  it('does not take the same id of somebody else for its echo', () => {
    const chat = new ClientUnderTest().enter();
    chat.client.post('Hello');
    chat.say(entry(1, { from: bo, draftId: 'draft-1' }));
    expect(chat.drafts).to.deep.equal(['draft-1 waiting']);
  });
});

describe('client whose draft is refused', () => {
  it('keeps it until the person retries, and lets the next one go', () => {
    const chat = new ClientUnderTest().enter();
    chat.client.post('one');
    chat.client.post('two');
    chat.say(refusal('draft-1'));
    expect(chat.drafts).to.deep.equal(['draft-1 refused', 'draft-2 waiting']);
    expect(chat.posts.map(({ draftId }) => draftId)).to.deep.equal(['draft-1', 'draft-2']);
    chat.say({ type: 'accepted', draftId: 'draft-2', seq: 1 }, own(1, 'draft-2'));
    expect(chat.posts).to.have.length(2);
    chat.client.retry('draft-1');
    expect(chat.posts.at(-1)).to.deep.equal(post('draft-1', 'one'));
  });

  it('does not send it by itself after a break', async () => {
    const chat = new ClientUnderTest().enter();
    chat.client.post('one');
    chat.say(refusal('draft-1'));
    await chat.breakLink();
    chat.enter(resumed());
    expect(chat.posts).to.deep.equal([]);
    expect(chat.drafts).to.deep.equal(['draft-1 refused']);
  });

  it('gives its text back when it is discarded', () => {
    const chat = new ClientUnderTest().enter();
    chat.client.post('one');
    chat.say(refusal('draft-1'));
    expect(chat.client.discard('draft-1')).to.equal('one');
    expect(chat.client.discard('draft-1')).to.equal('');
    expect(chat.drafts).to.deep.equal([]);
  });

  it('sends it by itself when the wait is short, before what was written after it', async () => {
    const chat = new ClientUnderTest().enter();
    chat.client.post('one');
    chat.client.post('two');
    chat.say(soon('draft-1', 800));
    expect(chat.client.state.drafts[0]).to.deep.include({
      kind: 'waiting',
      sentence: 'That was fast. Wait a moment.',
    });
    await chat.surroundings.advance(799);
    expect(chat.posts).to.have.length(1);
    await chat.surroundings.advance(1);
    expect(chat.posts.map(({ draftId }) => draftId)).to.deep.equal(['draft-1', 'draft-1']);
  });

  it('hands it back where an older server does not say whether it may be tried again', async () => {
    const chat = new ClientUnderTest().enter();
    chat.client.post('one');
    const { kind: _kind, ...older } = soon('draft-1', 100);
    chat.say(older as ReturnType<typeof refusal>);
    expect(chat.client.state.drafts[0]).to.deep.include({ kind: 'refused', final: false });
    await chat.surroundings.advance(20_000);
    expect(chat.posts).to.have.length(1);
  });

  it('hands it back at once when it must change first', () => {
    const chat = new ClientUnderTest().enter();
    chat.client.post('one');
    chat.say(refusal('draft-1', { kind: 'final', retryAfterMs: 1 }));
    expect(chat.client.state.drafts[0]).to.deep.include({ kind: 'refused', final: true });
  });

  it('hands it back when the wait is long', async () => {
    const chat = new ClientUnderTest().enter();
    chat.client.post('one');
    chat.say(soon('draft-1', 60_000));
    expect(chat.drafts).to.deep.equal(['draft-1 refused']);
    await chat.surroundings.advance(20_000);
    expect(chat.posts).to.have.length(1);
  });

  it('sends a delayed draft once when the link breaks meanwhile', async () => {
    const chat = new ClientUnderTest().enter();
    chat.client.post('one');
    chat.say(soon('draft-1', 9_000));
    chat.surroundings.socket.end();
    await chat.surroundings.advance(500);
    chat.enter(resumed());
    await chat.surroundings.advance(20_000);
    expect(chat.posts).to.deep.equal([post('draft-1', 'one')]);
  });
});
