// Who came and who went, told among the messages.
import { expect } from 'chai';
import type { Participant } from '../../protocol/server-messages.ts';
import { enCompany as en } from '../../widget/locales/en-company.ts';
import { ChatUnderTest } from './support/chat-under-test.ts';
import { companyHasCome } from './support/company.ts';
import { ann, bo, entries, entry, fresh } from './support/frames.ts';

const people = ['Priya', 'Yusuf', 'Mia', 'Tom'].map((name): Participant => ({
  id: name.toLowerCase(),
  name,
  role: 'guest',
}));

async function create(properties = {}): Promise<ChatUnderTest> {
  const chat = await ChatUnderTest.create({ name: 'Ann', ...properties });
  await chat.enter(fresh({ here: [ann, bo], present: 2, entries: entries(1, 2) }));
  await companyHasCome(chat);
  return chat;
}

const lines = (chat: ChatUnderTest) =>
  [...chat.root.querySelectorAll('[part=presence]')].map(({ textContent }) =>
    textContent.replace(/[\u2068\u2069]/g, ''),
  );

describe('ws-chat that people enter and leave', () => {
  it('says so between what was said before and after', async () => {
    const chat = await create();
    await chat.say({ type: 'presence', count: 3, came: [people[0]!] }, entry(3));
    expect(lines(chat)).to.deep.equal([en.came(['Priya'], 0)]);
    const order = [...chat.root.querySelectorAll('.text, [part=presence]')].map((one) => one.part.value);
    expect(order).to.deep.equal(['text', 'text', 'presence', 'text']);
  });

  it('names three, and of more the first two', async () => {
    const chat = await create();
    await chat.say({ type: 'presence', count: 5, came: people.slice(0, 3) });
    expect(lines(chat)).to.deep.equal([en.came(['Priya', 'Yusuf', 'Mia'], 0)]);
    await chat.say({ type: 'presence', count: 6, came: [people[3]!] });
    expect(lines(chat)).to.deep.equal([en.came(['Priya', 'Yusuf'], 2)]);
  });

  it('says who came and who left in one line', async () => {
    const chat = await create();
    await chat.say({ type: 'presence', count: 2, came: [people[0]!], gone: ['bo'] });
    expect(lines(chat)).to.deep.equal([`${en.came(['Priya'], 0)} · ${en.left(['Bo'], 0)}`]);
  });

  it('says so of those who came while it was loaded', async () => {
    const chat = await ChatUnderTest.create({ name: 'Ann' });
    await chat.enter(fresh({ here: [ann, bo], present: 2, entries: entries(1, 2) }));
    await chat.say({ type: 'presence', count: 3, came: [people[0]!] });
    await companyHasCome(chat);
    expect(lines(chat)).to.deep.equal([en.came(['Priya'], 0)]);
  });

  it('says nothing of it where the page wants none', async () => {
    const chat = await create({ presenceMessages: 'none' });
    await chat.say({ type: 'presence', count: 3, came: [people[0]!] });
    expect(lines(chat)).to.deep.equal([]);
    expect(chat.element.hasAttribute('presence-messages')).to.equal(false);
    chat.element.setAttribute('presence-messages', 'all');
    expect(chat.element.presenceMessages).to.equal('all');
  });
});
