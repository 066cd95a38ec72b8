// A client among those who keep the room, and those who are kept.
import { expect } from 'chai';
import type { Moderated, Refused } from '../../protocol/server-messages.ts';
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

  it('tells whoever asked what came of an act, once', () => {
    const chat = new ClientUnderTest().enter();
    const answers: (Moderated | Refused | undefined)[] = [];
    chat.client.moderate({ do: 'kick', who: 'bo' }, (answer) => answers.push(answer));
    expect(chat.sent.at(-1)).to.deep.equal({
      type: 'moderate',
      draftId: 'draft-1',
      act: { do: 'kick', who: 'bo' },
    });
    const done = { type: 'moderated', draftId: 'draft-1' } as const;
    chat.say(done, done, refusal('draft-1'));
    expect(answers).to.deep.equal([done]);
  });

  it('takes a refused act for no draft, and waits for nothing', () => {
    const chat = new ClientUnderTest().enter();
    const answers: unknown[] = [];
    chat.client.moderate({ do: 'kick', who: 'bo' }, (answer) => answers.push(answer));
    const no = refusal('draft-1', { code: 'outranked', kind: 'final', retryAfterMs: 60_000 });
    chat.say(no);
    expect(answers).to.deep.equal([no]);
    expect(chat.client.state.waitUntil).to.equal(undefined);
  });

  it('says that no answer comes where the link is lost, and where there is none', async () => {
    const chat = new ClientUnderTest().enter();
    const answers: unknown[] = [];
    chat.client.moderate({ do: 'kick', who: 'bo' }, (answer) => answers.push(answer));
    await chat.breakLink();
    expect(answers).to.deep.equal([undefined]);
    chat.client.moderate({ do: 'kick', who: 'bo' }, (answer) => answers.push(answer));
    expect(answers).to.have.length(2);
    chat.enter(resumed());
    expect(chat.sent.filter(({ type }) => type === 'moderate')).to.deep.equal([]);
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
