// A client among those who keep the room, and those who are kept.
import { expect } from 'chai';
import { ann, entry, fresh, refusal, resumed } from './support/frames.ts';
import { ClientUnderTest } from './support/client-under-test.ts';

const held = (draftId: string) =>
  refusal(draftId, { code: 'held', kind: 'final', sentence: 'A moderator looks at it first.' });

describe('client of a room that is kept', () => {
  it('knows what may be done and how the room is kept, and hears of each change', () => {
    const chat = new ClientUnderTest().enter(fresh({ may: ['post'], mode: { slowSeconds: 5 } }));
    expect(chat.client.state.may).to.deep.equal(['post']);
    expect(chat.client.state.mode).to.deep.equal({ slowSeconds: 5 });
    chat.say({ type: 'mode', mode: { readOnly: true } });
    expect(chat.client.state.mode).to.deep.equal({ readOnly: true });
    const you = { ...ann, role: 'moderator' } as const;
    chat.say({ type: 'renewed', you, expiresInMs: 1_000, may: ['post', 'ban'] });
    expect(chat.client.state).to.deep.include({ you, may: ['post', 'ban'] });
  });

  it('does what it did before where the server keeps no matrix, and keeps nobody', () => {
    const { may, mode } = new ClientUnderTest().enter().client.state;
    expect(may).to.include.members(['post', 'reply', 'edit', 'remove', 'react', 'rename', 'roster']);
    expect(may).to.not.include.members(['pin']);
    expect(may).to.not.include.members(['notice']);
    expect(mode).to.deep.equal({});
  });

  it('may do other things as soon as it is told so, while it is connected', () => {
    const chat = new ClientUnderTest().enter(fresh({ may: ['post'] }));
    chat.say({ type: 'may', may: ['post', 'ban'] });
    expect(chat.client.state).to.deep.include({ you: ann, may: ['post', 'ban'] });
  });

  it('is told how much waits, and that nothing does', async () => {
    const chat = new ClientUnderTest().enter(fresh({ waiting: { held: 2, reports: 1 } }));
    expect(chat.client.state.waiting).to.deep.include({ held: 2, reports: 1 });
    chat.say({ type: 'waiting', held: 1, reports: 0 });
    expect(chat.client.state.waiting).to.deep.include({ held: 1, reports: 0 });
    (await chat.breakLink()).enter(resumed());
    expect(chat.client.state.waiting).to.deep.include({ held: 0, reports: 0 });
  });

  it('tells whoever asked what came of an act', async () => {
    const chat = new ClientUnderTest().enter();
    const answer = chat.client.moderate({ do: 'kick', who: 'bo' });
    expect(chat.sent.at(-1)).to.deep.equal({
      type: 'moderate',
      draftId: 'draft-1',
      act: { do: 'kick', who: 'bo' },
    });
    const moderated = { type: 'moderated', draftId: 'draft-1', count: 3 } as const;
    chat.say(moderated, moderated, refusal('draft-1'));
    expect(await answer).to.deep.equal({ kind: 'done', draftId: 'draft-1', moderated });
  });

  it('takes a refused act for no draft, and waits for nothing', async () => {
    const chat = new ClientUnderTest().enter();
    const answer = chat.client.moderate({ do: 'kick', who: 'bo' });
    chat.say(refusal('draft-1', { code: 'outranked', kind: 'final', sentence: 'No.', retryAfterMs: 60_000 }));
    expect(await answer).to.deep.equal({ kind: 'refused', code: 'outranked', sentence: 'No.' });
    expect(chat.client.state).to.deep.include({ waitUntil: undefined, drafts: [] });
  });

  it('asks again under the same id where the link was lost, and for the first time where there was none', async () => {
    const chat = new ClientUnderTest().enter();
    const lost = chat.client.moderate({ do: 'kick', who: 'bo' });
    await chat.breakLink();
    const early = chat.client.moderate({ do: 'kick', who: 'al' });
    chat.enter(resumed());
    const ids = chat.sent.flatMap((one) => (one.type === 'moderate' ? [one.draftId] : []));
    expect(ids).to.deep.equal(['draft-1', 'draft-2']);
    for (const draftId of ids) chat.say({ type: 'moderated', draftId });
    expect((await lost).kind).to.equal('done');
    expect((await early).kind).to.equal('done');
  });

  it('gives the reason where the room is closed to it, then and from then on', async () => {
    const chat = new ClientUnderTest().enter();
    const before = chat.client.moderate({ do: 'kick', who: 'bo' });
    chat.surroundings.socket.end(4011, 'You are banned.');
    const after = chat.client.moderate({ do: 'kick', who: 'bo' });
    const refused = { kind: 'refused', code: 'closed-4011', sentence: 'You are banned.' } as const;
    expect(await Promise.all([before, after])).to.deep.equal([refused, refused]);
  });

  it('reports a message, with a word about it where there is one', async () => {
    const chat = new ClientUnderTest().enter(fresh({ entries: [entry(1)] }));
    const answer = chat.client.report(1, 'spam', 'again');
    expect(chat.sent.at(-1)).to.deep.equal({
      type: 'report',
      draftId: 'draft-1',
      ref: 1,
      reason: 'spam',
      text: 'again',
    });
    chat.say({ type: 'reported', draftId: 'draft-1' });
    expect(await answer).to.deep.equal({ kind: 'done', draftId: 'draft-1' });
    void chat.client.report(1, 'abuse');
    expect(chat.sent.at(-1)).to.not.have.property('text');
  });

  it('says a line of the room’s own at its level', () => {
    const chat = new ClientUnderTest().enter();
    chat.client.notice('Doors close', 'warning');
    expect(chat.sent.at(-1)).to.deep.include({ type: 'notice', text: 'Doors close', level: 'warning' });
  });

  it('waits in slow mode from when its message was taken, and not where it need not', () => {
    const mode = { slowSeconds: 30 };
    const chat = new ClientUnderTest().enter(fresh({ may: ['post', 'react'], mode, entries: [entry(1)] }));
    chat.client.react(1, '👍', true);
    chat.say({ type: 'accepted', draftId: 'draft-1', seq: 2 });
    expect(chat.client.state.waitUntil).to.equal(undefined);
    chat.client.post('Hello');
    chat.say({ type: 'accepted', draftId: 'draft-2', seq: 3 });
    expect(chat.client.state.waitUntil).to.equal(chat.surroundings.now() + 30_000);
    chat.say({ type: 'mode', mode: {} });
    expect(chat.client.state.waitUntil).to.equal(undefined);
    const staff = new ClientUnderTest().enter(fresh({ may: ['post', 'bypass-slow'], mode }));
    staff.client.post('Hello');
    staff.say({ type: 'accepted', draftId: 'draft-1', seq: 1 });
    expect(staff.client.state.waitUntil).to.equal(undefined);
  });

  it('knows until when a refusal holds', () => {
    const chat = new ClientUnderTest().enter();
    chat.client.post('Hello');
    chat.say(refusal('draft-1', { code: 'muted', retryAfterMs: 600_000 }));
    const [draft] = chat.client.state.drafts;
    expect(draft).to.deep.include({ kind: 'refused', until: chat.surroundings.time() + 600_000 });
  });

  it('has what is held wait, through a reload, and goes on with what is next', () => {
    const chat = new ClientUnderTest().enter();
    chat.client.post('one');
    chat.client.post('two');
    chat.say(held('draft-1'));
    expect(chat.drafts).to.deep.equal(['draft-1 held', 'draft-2 waiting']);
    expect(chat.posts.map(({ text }) => text)).to.deep.equal(['one', 'two']);
    const next = chat.reload().enter();
    expect(next.drafts[0]).to.equal('draft-1 held');
    expect(next.posts.map(({ text }) => text)).to.deep.equal(['two']);
  });

  it('has what is let in among the messages, and what is declined with its reason', () => {
    const chat = new ClientUnderTest().enter();
    chat.client.post('one');
    chat.say(held('draft-1'));
    chat.client.post('two');
    chat.say(held('draft-2'));
    chat.say(entry(1, { from: ann, draftId: 'draft-1', text: 'one' }));
    expect(chat.drafts).to.deep.equal(['draft-2 held']);
    chat.say(refusal('draft-2', { code: 'declined', kind: 'final', sentence: 'Not today.' }));
    expect(chat.client.state.drafts[0]).to.deep.include({
      kind: 'refused',
      final: true,
      sentence: 'Not today.',
    });
  });
});
