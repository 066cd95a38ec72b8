// How the chat stands, as the page's own CSS sees it.
import { expect } from 'chai';
import { ChatUnderTest } from './support/chat-under-test.ts';
import { companyHasCome } from './support/company.ts';
import { entries, fresh } from './support/frames.ts';
import { until } from './support/until.ts';

const all = ['connected', 'connecting', 'offline', 'pinned', 'unread', 'busy', 'readonly'];

const states = ({ element }: ChatUnderTest) => all.filter((name) => element.matches(`:state(${name})`));

const stands = (chat: ChatUnderTest, ...names: readonly string[]) =>
  until(`it is ${names.join(' and ')}`, () => states(chat).join() === names.join());

/** More than fits. */
const many = () => fresh({ entries: entries(101, 150), more: true });

describe('the states of ws-chat', () => {
  it('tell how the connection stands', async () => {
    const chat = await ChatUnderTest.create({ name: 'Ann' });
    await stands(chat, 'connecting', 'pinned');
    await chat.enter();
    await stands(chat, 'connected', 'pinned');
    chat.socket.end();
    // Looked at as soon as it is drawn: chance may have it try again at once.
    await chat.element.updateComplete;
    expect(states(chat)).to.deep.equal(['offline', 'pinned']);
    chat.element.disconnect();
    chat.element.connect();
    await stands(chat, 'connecting', 'pinned');
  });

  it('tell whether the reader follows, what they have not seen, and that older messages are on their way', async () => {
    const chat = await ChatUnderTest.create({ name: 'Ann' });
    await chat.enter(many());
    await stands(chat, 'connected', 'pinned');
    const scroller = chat.find('.scroller');
    scroller.scrollTop = 0;
    await stands(chat, 'connected', 'busy');
    await chat.say({ type: 'page', before: 101, entries: entries(51, 100), more: false });
    await stands(chat, 'connected');
    await chat.say(...entries(151, 151));
    await stands(chat, 'connected', 'unread');
    chat.element.scrollToLatest();
    await stands(chat, 'connected', 'pinned');
  });

  it('tell at once that the reader has gone further up', async () => {
    const chat = await ChatUnderTest.create({ name: 'Ann' });
    await chat.enter(fresh({ entries: entries(1, 50) }));
    await companyHasCome(chat);
    await stands(chat, 'connected', 'pinned');
    chat.find('.scroller').scrollTop = 0;
    await stands(chat, 'connected');
  });

  it('tell that there is nothing to write in', async () => {
    const chat = await ChatUnderTest.create({ mode: 'readonly' });
    await chat.enter();
    await stands(chat, 'connected', 'pinned', 'readonly');
  });
});
