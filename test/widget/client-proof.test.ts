// A draft that meets a raid shield: the work is done meanwhile, and it goes out by itself.
import { expect } from 'chai';
import type { Challenge, Refused } from '../../protocol/server-messages.ts';
import { entry, ann, refusal, resumed } from './support/frames.ts';
import { ClientUnderTest } from './support/client-under-test.ts';

const challenge: Challenge = {
  algorithm: 'SHA-256',
  challenge: 'a'.repeat(64),
  maxnumber: 9,
  salt: 'salt&',
  signature: 'b'.repeat(64),
};

const needed = (draftId: string): Refused =>
  refusal(draftId, { code: 'proof-needed', kind: 'retry', retryAfterMs: 600_000, challenge });

const { maxnumber: _, ...asked } = challenge;
const proof = { type: 'prove', solution: { ...asked, number: 7 } };

/** A client whose work ends when the test says so. */
function createChat() {
  const works: ((number: number | undefined) => void)[] = [];
  const chat = new ClientUnderTest({ work: () => new Promise((resolve) => works.push(resolve)) }).enter();
  return {
    chat,
    works,
    async finish(number: number | undefined) {
      works.at(-1)!(number);
      await new Promise((resolve) => setTimeout(resolve));
    },
  };
}

describe('a draft that needs a proof of work', () => {
  it('waits without a word, lets nothing overtake it, and goes out after the proof', async () => {
    const { chat, finish } = createChat();
    chat.client.post('one');
    chat.client.post('two');
    chat.say(needed('draft-1'));
    expect(chat.drafts).to.deep.equal(['draft-1 waiting', 'draft-2 waiting']);
    expect(chat.client.state.drafts[0]).not.to.have.property('sentence');
    expect(chat.client.state.waitUntil).to.equal(undefined);
    expect(chat.sent.slice(1)).to.have.length(1);
    await finish(7);
    expect(chat.sent.slice(2)).to.deep.equal([proof, { type: 'post', draftId: 'draft-1', text: 'one' }]);
    chat.say({ type: 'accepted', draftId: 'draft-1', seq: 1 }, entry(1, { from: ann, draftId: 'draft-1' }));
    expect(chat.drafts).to.deep.equal(['draft-2 waiting']);
    expect(chat.posts.map(({ text }) => text)).to.deep.equal(['one', 'one', 'two']);
  });

  it('is handed back with its sentence where the work comes to nothing, or is asked for once more', async () => {
    const { chat, works, finish } = createChat();
    chat.client.post('one');
    chat.say(needed('draft-1'));
    await finish(undefined);
    expect(chat.drafts).to.deep.equal(['draft-1 refused']);
    chat.client.retry('draft-1');
    chat.say(needed('draft-1'));
    await finish(7);
    chat.say(needed('draft-1'));
    expect(works).to.have.length(2);
    expect(chat.client.state.drafts).to.deep.include.members([
      { ...chat.client.state.drafts[0]!, kind: 'refused', final: false, sentence: needed('').sentence },
    ]);
  });

  it('is asked for work anew where the link broke meanwhile', async () => {
    const { chat, works, finish } = createChat();
    chat.client.post('one');
    chat.say(needed('draft-1'));
    await chat.breakLink();
    chat.enter(resumed());
    await finish(7);
    expect(chat.sent.slice(1)).to.deep.equal([{ type: 'post', draftId: 'draft-1', text: 'one' }]);
    chat.say(needed('draft-1'));
    expect(works).to.have.length(2);
    await finish(7);
    expect(chat.sent.slice(2)).to.deep.equal([proof, { type: 'post', draftId: 'draft-1', text: 'one' }]);
  });

  it('is handed back by a client that does no work', () => {
    const chat = new ClientUnderTest().enter();
    chat.client.post('one');
    chat.say(needed('draft-1'));
    expect(chat.drafts).to.deep.equal(['draft-1 refused']);
  });
});
