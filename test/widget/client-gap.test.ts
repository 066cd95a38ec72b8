// What is missing on a live link is asked for, and if that does not help the link is begun anew.
import { expect } from 'chai';
import { ann, entries, entry, fresh, removal, resumed } from './support/frames.ts';
import { ClientUnderTest } from './support/client-under-test.ts';

const begun = () => new ClientUnderTest().enter(fresh({ entries: entries(1, 3), more: true }));
const asked = (chat: ClientUnderTest) => chat.sent.filter(({ type }) => type === 'history');
const ask = (after: number) => ({ type: 'history', after, limit: 100 });

describe('client that misses entries', () => {
  it('asks for them, holds what comes meanwhile, and shows all of it in order', () => {
    const chat = begun().say(entry(6), entry(7));
    expect(chat.seqs).to.deep.equal([1, 2, 3]);
    expect(asked(chat)).to.deep.equal([ask(3)]);
    chat.say({ type: 'page', after: 3, entries: entries(4, 6), more: true });
    expect(chat.seqs).to.deep.equal([1, 2, 3, 4, 5, 6, 7]);
    expect(chat.surroundings.sockets).to.have.length(1);
    chat.say(entry(8));
    expect(chat.client.state.timeline.last).to.equal(8);
  });

  it('asks on from where a page ends', () => {
    const chat = begun().say(entry(8));
    chat.say({ type: 'page', after: 3, entries: entries(4, 5), more: true });
    expect(asked(chat)).to.deep.equal([ask(3), ask(5)]);
    chat.say({ type: 'page', after: 5, entries: entries(6, 8), more: false });
    expect(chat.client.state.timeline.last).to.equal(8);
  });

  it('learns from a head that it misses some', () => {
    const chat = begun().say({ type: 'head', seq: 3 });
    expect(asked(chat)).to.deep.equal([]);
    chat.say({ type: 'head', seq: 5 });
    expect(asked(chat)).to.deep.equal([ask(3)]);
    chat.say({ type: 'page', after: 3, entries: entries(4, 5), more: false });
    expect(chat.client.state.timeline.last).to.equal(5);
  });

  it('begins the link anew when no page comes in ten seconds, for a second question would end it', async () => {
    const chat = begun().say(entry(6));
    await chat.surroundings.advance(9_999);
    expect(chat.surroundings.socket.closedByClient).to.equal(false);
    expect(asked(chat)).to.deep.equal([ask(3)]);
    await chat.surroundings.advance(1);
    expect(chat.surroundings.sockets).to.have.length(2);
    chat.surroundings.socket.open();
    expect(chat.sent[0]).to.deep.include({
      since: { epoch: 'epoch-1', seq: 3, tail: ['d1', 'd2', 'd3'] },
    });
    chat.say(resumed(), ...entries(4, 6));
    expect(chat.seqs).to.deep.equal([1, 2, 3, 4, 5, 6]);
  });

  it('begins the link anew after two pages that do not help', async () => {
    const chat = begun().say(entry(6));
    for (let page = 0; page < 2; page++) chat.say({ type: 'page', after: 3, entries: [], more: false });
    expect(chat.surroundings.socket.closedByClient).to.equal(true);
    await chat.surroundings.advance(0);
    expect(chat.surroundings.sockets).to.have.length(2);
  });

  it('asks no second time for what comes twice', () => {
    const chat = begun().say(entry(9));
    const page = { type: 'page', after: 3, entries: entries(4, 5), more: true } as const;
    chat.say(page, page);
    expect(asked(chat)).to.deep.equal([ask(3), ask(5)]);
    chat.say({ type: 'page', after: 5, entries: entries(6, 8), more: false });
    expect(chat.client.state.timeline.last).to.equal(9);
  });

  it('waits no longer once the page came, also where others had filled the hole', async () => {
    const chat = begun().say(entry(6), ...entries(4, 5));
    chat.say({ type: 'page', after: 3, entries: entries(4, 6), more: false });
    await chat.surroundings.advance(10_000);
    expect(chat.surroundings.sockets).to.have.length(1);
  });

  it('forgets what it held with the link, and asks nothing more', async () => {
    const chat = begun().say(entry(6));
    await chat.breakLink();
    chat.enter(resumed({ entries: entries(4, 5) }));
    expect(chat.seqs).to.deep.equal([1, 2, 3, 4, 5]);
    await chat.surroundings.advance(20_000);
    expect(asked(chat)).to.deep.equal([]);
  });

  it('finds its echo among what it held', () => {
    const chat = begun();
    chat.client.post('Hello');
    chat.say(entry(5, { from: ann, draftId: 'draft-1' }), { type: 'accepted', draftId: 'draft-1', seq: 5 });
    expect(chat.drafts).to.deep.equal(['draft-1 accepted']);
    chat.say({ type: 'page', after: 3, entries: [entry(4)], more: false });
    expect(chat.drafts).to.deep.equal([]);
  });

  it('notices a hole in what a welcome brings', () => {
    const chat = new ClientUnderTest().enter(fresh({ entries: [...entries(1, 3), entry(5)], head: 5 }));
    expect(chat.seqs).to.deep.equal([1, 2, 3]);
    expect(asked(chat)).to.deep.equal([ask(3)]);
    chat.say({ type: 'page', after: 3, entries: entries(4, 5), more: false });
    expect(chat.seqs).to.deep.equal([1, 2, 3, 4, 5]);
  });
});

describe('client that asks for two things', () => {
  it('fills the hole after the older page came: one history at a time', () => {
    const chat = new ClientUnderTest().enter(fresh({ entries: entries(51, 53), more: true }));
    chat.client.loadOlder();
    chat.say(entry(56));
    expect(asked(chat)).to.deep.equal([{ type: 'history', before: 51, limit: 50 }]);
    chat.say({ type: 'page', before: 51, entries: entries(1, 50), more: false });
    expect(asked(chat).at(-1)).to.deep.equal(ask(53));
    chat.say({ type: 'page', after: 53, entries: entries(54, 56), more: false });
    expect(chat.client.state.timeline.last).to.equal(56);
    expect(chat.seqs).to.have.length(56);
  });

  it('loads older ones after the hole is filled', () => {
    const chat = new ClientUnderTest().enter(fresh({ entries: entries(51, 53), more: true }));
    chat.say(entry(55));
    chat.client.loadOlder();
    expect(chat.client.state.loadingOlder).to.equal(false);
    expect(asked(chat)).to.deep.equal([ask(53)]);
    chat.say({ type: 'page', after: 53, entries: [entry(54)], more: true });
    chat.client.loadOlder();
    expect(asked(chat).at(-1)).to.deep.equal({ type: 'history', before: 51, limit: 50 });
    expect(chat.client.state.loadingOlder).to.equal(true);
  });

  it('begins the link anew when the older page does not come, after which the hole was to be filled', async () => {
    const chat = new ClientUnderTest().enter(fresh({ entries: entries(51, 53), more: true }));
    chat.client.loadOlder();
    chat.say(entry(56));
    await chat.surroundings.advance(10_000);
    expect(chat.surroundings.sockets).to.have.length(2);
  });

  it('waits no longer for the hole once it is filled and the older page came', async () => {
    const chat = new ClientUnderTest().enter(fresh({ entries: entries(51, 53), more: true }));
    chat.client.loadOlder();
    chat.say(entry(56), ...entries(54, 55), {
      type: 'page',
      before: 51,
      entries: entries(1, 50),
      more: false,
    });
    await chat.surroundings.advance(10_000);
    expect(chat.surroundings.sockets).to.have.length(1);
  });
});

describe('client that was away for long', () => {
  it('knows how many entries it was not shown', async () => {
    const chat = begun();
    await chat.breakLink();
    chat.enter(fresh({ why: 'too-far', entries: entries(401, 450), more: true }));
    expect(chat.client.state.timeline.skippedAfter).to.equal(3);
    expect(chat.seqs[0]).to.equal(401);
  });
});

describe('client that hears of a removal', () => {
  it('lets go of the text', () => {
    const chat = begun().say(removal(4, 2));
    expect(JSON.stringify(chat.client.state)).not.to.contain('text 2');
  });
});
