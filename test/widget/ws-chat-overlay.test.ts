// A chat over a picture: it shows what was said, and nothing else.
import { expect } from 'chai';
import { ChatUnderTest } from './support/chat-under-test.ts';
import { companyHasCome } from './support/company.ts';
import { entries, fresh, notice } from './support/frames.ts';
import { afterTest } from './support/stage.ts';
import { until } from './support/until.ts';

const create = () => ChatUnderTest.create({ mode: 'overlay' });

/** The lines that are seen: not what is there for ears. */
const seen = (chat: ChatUnderTest) =>
  [...chat.root.querySelectorAll<HTMLElement>('.panel *')]
    .filter((element) => element.checkVisibility() && !element.closest('.unseen'))
    .filter(({ childElementCount, textContent }) => childElementCount === 0 && textContent.trim() !== '')
    .map(({ textContent }) => textContent.trim());

describe('overlay of ws-chat', () => {
  it('shows messages and what the server says to all, without days and beginnings', async () => {
    const chat = await create();
    await chat.enter(fresh({ entries: [...entries(1, 2), notice(3)] }));
    await companyHasCome(chat);
    expect(chat.has('.day')).to.equal(true);
    const words = seen(chat).filter((text) => !/^(Bo?|\d.*)$/.test(text));
    expect(words).to.deep.equal(['text 1', 'text 2', 'notice 3']);
  });

  it('offers no button in a room that never rests', async () => {
    const chat = await create();
    await chat.enter(fresh({ entries: entries(1, 60) }));
    chat.find('.scroller').scrollTop = 0;
    await until('the way down is there', () => chat.has('.jump'));
    expect(chat.find('.jump').checkVisibility()).to.equal(false);
  });

  it('shows nothing while nobody has spoken', async () => {
    const chat = await create();
    await chat.enter();
    expect(chat.has('[part=empty] h3')).to.equal(true);
    expect(seen(chat)).to.deep.equal([]);
  });

  it('shows nothing while nobody answers', async () => {
    const { fetch } = globalThis;
    globalThis.fetch = () => Promise.reject(new TypeError('gone'));
    afterTest(() => (globalThis.fetch = fetch));
    const chat = await create();
    expect(seen(chat)).to.deep.equal([]);
    await until('it has something to say', () => {
      chat.socket.end();
      return chat.has('.notice p');
    });
    expect(seen(chat)).to.deep.equal([]);
  });

  it('still says why it is not open here, to who sets it up', async () => {
    const { fetch } = globalThis;
    const denial = { status: 403, code: 'origin', sentence: 'Not for this site.' };
    globalThis.fetch = () => Promise.resolve(Response.json(denial, { status: 403 }));
    afterTest(() => (globalThis.fetch = fetch));
    const chat = await create();
    chat.socket.end();
    await until('it is told', () => seen(chat).includes('Not for this site.'));
  });
});
