// What those hear who listen to the page.
import { expect } from 'chai';
import { keepChoices, type Choices } from '../../widget/choices.ts';
import { enCompany } from '../../widget/locales/en-company.ts';
import { en } from '../../widget/locales/en.ts';
import { browserKeep } from '../../widget/storage.ts';
import { ChatUnderTest } from './support/chat-under-test.ts';
import { companyHasCome } from './support/company.ts';
import { ann, bo, entries, entry, fresh, notice, refusal, resumed } from './support/frames.ts';
import { afterTest } from './support/stage.ts';

async function enter(chat: ChatUnderTest, welcome = fresh()): Promise<void> {
  await chat.enter(welcome);
  await companyHasCome(chat);
}

/** All that was ever read out, in order. */
const heard = new WeakMap<ChatUnderTest, string[]>();

async function create(properties = {}): Promise<ChatUnderTest> {
  const chat = await ChatUnderTest.create({ name: 'Ann', ...properties });
  const said: string[] = [];
  heard.set(chat, said);
  const watcher = new MutationObserver((changes) => {
    for (const { addedNodes } of changes)
      for (const { textContent } of addedNodes) said.push(textContent ?? '');
  });
  watcher.observe(chat.find('.aloud'), { childList: true });
  afterTest(() => watcher.disconnect());
  return chat;
}

const said = (chat: ChatUnderTest) => heard.get(chat)!;

function hide(hidden: boolean): void {
  Object.defineProperty(document, 'hidden', { configurable: true, value: hidden });
  afterTest(() => Reflect.deleteProperty(document, 'hidden'));
}

const choose = (chat: ChatUnderTest, change: Partial<Choices>) =>
  keepChoices(browserKeep(chat.element.server!), change);

describe('ws-chat that is listened to', () => {
  it('has a region that is polite, and not the list itself', async () => {
    const chat = await create();
    await enter(chat, fresh({ entries: entries(1, 2) }));
    expect(chat.find('.aloud').ariaLive).to.equal('polite');
    expect(chat.find('[role=log]').ariaLive).to.equal('off');
  });

  it('reads out what others say, and not what was there before', async () => {
    const chat = await create();
    await enter(chat, fresh({ entries: entries(1, 9) }));
    await chat.say(entry(10));
    expect(said(chat)).to.deep.equal(['Bo: text 10']);
  });

  it('reads out what is announced, also to who hears mentions only, and not what was there before', async () => {
    const chat = await create();
    await enter(chat, fresh({ entries: [notice(1)] }));
    choose(chat, { announce: 'mentions' });
    await chat.rendered();
    await chat.say(notice(2), entry(3));
    expect(said(chat)).to.deep.equal(['notice 2']);
    await chat.say(notice(4, { level: 'warning' }));
    expect(said(chat).at(-1)).to.equal(`${en.level('warning')} notice 4`);
  });

  it('reads out the words without their markup, and of a link where it leads', async () => {
    const chat = await create();
    await enter(chat);
    await chat.say(entry(1, { text: '**Look** at https://example.com/a/b?c=d' }));
    expect(said(chat)).to.deep.equal([`Bo: Look at ${enCompany.linkTo('example.com')}`]);
  });

  it('reads out what was said while that was loaded which reads it out', async () => {
    const chat = await create();
    await chat.enter(fresh({ entries: entries(1, 9) }));
    await chat.say(entry(10));
    await companyHasCome(chat);
    expect(said(chat)).to.deep.equal(['Bo: text 10']);
  });

  it('does not read out older messages that are loaded', async () => {
    const chat = await create();
    await enter(chat, fresh({ entries: entries(11, 20), more: true }));
    await chat.say({ type: 'page', before: 11, entries: entries(1, 10), more: false });
    expect(chat.texts).to.have.length(20);
    expect(said(chat)).to.deep.equal([]);
  });

  it('does not read out what one says oneself, nor reactions', async () => {
    const chat = await create();
    await enter(chat, fresh({ entries: entries(1, 2) }));
    await chat.say(entry(3, { from: ann }), {
      type: 'reaction',
      seq: 4,
      at: 0,
      draftId: 'd4',
      from: bo,
      ref: 3,
      emoji: '👍',
      on: true,
    });
    expect(said(chat)).to.deep.equal([]);
  });

  it('counts what is missed while the link is broken, in one breath', async () => {
    const chat = await create();
    await enter(chat, fresh({ entries: entries(1, 2) }));
    chat.socket.end();
    dispatchEvent(new Event('online'));
    await chat.enter(resumed({ entries: entries(3, 14) }));
    expect(said(chat)).to.deep.equal([enCompany.manyNew(12, 'Bo')]);
  });

  it('is silent while the page is out of sight', async () => {
    const chat = await create();
    await enter(chat);
    hide(true);
    await chat.say(entry(1));
    hide(false);
    await chat.say(entry(2));
    expect(said(chat)).to.deep.equal(['Bo: text 2']);
  });

  it('is silent while a floating chat is closed', async () => {
    const chat = await create({ mode: 'floating', open: true });
    await enter(chat);
    chat.element.open = false;
    await chat.rendered();
    await chat.say(entry(1));
    expect(said(chat)).to.deep.equal([]);
  });

  it('reads out mentions and answers only, where that is chosen, or nothing', async () => {
    const chat = await create();
    await enter(chat, fresh({ entries: [entry(1, { from: ann })] }));
    choose(chat, { announce: 'mentions' });
    await chat.say(entry(2), entry(3, { text: '@Ann look' }), entry(4, { replyTo: 1 }));
    expect(said(chat)).to.deep.equal(['Bo: @Ann look', 'Bo: text 4']);
    choose(chat, { announce: 'off' });
    await chat.say(entry(5, { text: '@Ann look' }));
    expect(said(chat)).to.have.length(2);
  });

  it('does not read out who is muted', async () => {
    const chat = await create();
    await enter(chat);
    choose(chat, { muted: new Map([['bo', 'Bo']]) });
    await chat.say(entry(1));
    expect(said(chat)).to.deep.equal([]);
  });

  it('says that a message was sent only when it had failed before', async () => {
    const chat = await create();
    await enter(chat);
    const draftId = chat.element.send('Hello')!;
    await chat.say(refusal(draftId));
    chat.root.querySelector<HTMLElement>('[data-act=retry]')!.click();
    await chat.say(entry(1, { from: ann, draftId, text: 'Hello' }));
    expect(said(chat)).to.deep.equal([enCompany.sent]);
    const next = chat.element.send('Again')!;
    await chat.say(entry(2, { from: ann, draftId: next, text: 'Again' }));
    expect(said(chat)).to.have.length(1);
  });

  it('does not say so of a message that was given up', async () => {
    const chat = await create();
    await enter(chat);
    const draftId = chat.element.send('Hello')!;
    await chat.say(refusal(draftId));
    chat.root.querySelector<HTMLElement>('[data-act=discard]')!.click();
    await chat.rendered();
    expect(said(chat)).to.deep.equal([]);
  });
});
