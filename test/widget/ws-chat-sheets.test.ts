// What lies over the conversation: who is here, and what can be set.
import { expect } from 'chai';
import { keepChoices, readChoices } from '../../widget/choices.ts';
import { en } from '../../widget/locales/en.ts';
import { enCompany } from '../../widget/locales/en-company.ts';
import { enPeople } from '../../widget/locales/en-people.ts';
import { enSettings } from '../../widget/locales/en-settings.ts';
import { enSheet } from '../../widget/locales/en-sheet.ts';
import { browserKeep } from '../../widget/storage.ts';
import { ChatUnderTest } from './support/chat-under-test.ts';
import { companyHasCome } from './support/company.ts';
import { ann, bo, entries, entry, fresh } from './support/frames.ts';
import { hasFocus } from './support/stage.ts';
import { drawn, until } from './support/until.ts';

const peopleButton = (chat: ChatUnderTest) => chat.find('[data-sheet=people]');
const settingsButton = (chat: ChatUnderTest) => chat.find('[data-sheet=settings]');

async function create(properties = {}): Promise<ChatUnderTest> {
  const chat = await ChatUnderTest.create({ name: 'Ann', ...properties });
  await chat.enter(fresh({ here: [ann, bo], present: 2, entries: entries(1, 2) }));
  return chat;
}

async function open(chat: ChatUnderTest, button: HTMLElement): Promise<void> {
  button.click();
  await until('it is there', () => chat.root.querySelector('.sheet'));
}

describe('ws-chat and who is here', () => {
  it('shows them when the count is pressed, and takes them away when it is pressed again', async () => {
    const chat = await create();
    expect(peopleButton(chat).ariaExpanded).to.equal('false');
    expect(peopleButton(chat).ariaLabel).to.contain(en.present(2)).and.to.contain(en.people);
    await open(chat, peopleButton(chat));
    expect(
      [...chat.root.querySelectorAll('.person bdi')].map(({ textContent }) => textContent),
    ).to.deep.equal(['Ann', 'Bo']);
    expect(peopleButton(chat).ariaExpanded).to.equal('true');
    peopleButton(chat).click();
    await chat.rendered();
    expect(chat.has('.sheet')).to.equal(false);
  });

  it('shows who comes meanwhile', async () => {
    const chat = await create();
    await open(chat, peopleButton(chat));
    await chat.say({ type: 'presence', count: 3, came: [{ id: 'cy', name: 'Cy', role: 'guest' }] });
    await until('Cy is there', () => chat.find('.sheet').textContent.includes('Cy'));
  });

  it('goes on with the conversation under it, where nothing can be reached', async () => {
    const chat = await create();
    await open(chat, peopleButton(chat));
    expect(hasFocus(chat.find('.sheet'))).to.equal(true);
    expect(chat.find('.talk').inert).to.equal(true);
    await chat.say(entry(3));
    expect(chat.texts).to.deep.equal(['text 1', 'text 2', 'text 3']);
    chat.button(enSheet.backToChat).click();
    await chat.rendered();
    expect(chat.find('.talk').inert).to.equal(false);
  });

  it('gives the focus back to the button that opened it', async () => {
    const chat = await create();
    await open(chat, peopleButton(chat));
    chat.button(enSheet.backToChat).click();
    await chat.rendered();
    expect(hasFocus(peopleButton(chat))).to.equal(true);
  });

  it('goes away on Escape, and only then a floating chat closes', async () => {
    const chat = await create({ mode: 'floating', open: true });
    await open(chat, settingsButton(chat));
    await chat.press('Escape', chat.find('.sheet'));
    expect([chat.has('.sheet'), chat.element.open]).to.deep.equal([false, true]);
    await chat.press('Escape', settingsButton(chat));
    expect(chat.element.open).to.equal(false);
  });

  it('mutes somebody, whose messages are then one line, until they are wanted', async () => {
    const chat = await create();
    await open(chat, peopleButton(chat));
    chat.button(enPeople.mutePerson('Bo')).click();
    await until('it is done', () => chat.has('[part=muted]'));
    expect(chat.texts).to.deep.equal([]);
    const line = chat.find('[part=muted]');
    expect(line.textContent.replace(/[\u2068\u2069]/g, '')).to.contain(enCompany.mutedMessages('Bo', 2));
    line.querySelector('button')!.click();
    await chat.rendered();
    expect(chat.texts).to.deep.equal(['text 1', 'text 2']);
    await chat.say(entry(3));
    expect(chat.texts).to.deep.equal(['text 1', 'text 2']);
    chat.button(enPeople.unmutePerson('Bo')).click();
    await until('everything is there again', () => chat.texts.length === 3);
  });

  it('remembers whom one has muted, for all rooms of the server', async () => {
    const chat = await create();
    await open(chat, peopleButton(chat));
    chat.button(enPeople.mutePerson('Bo')).click();
    const other = await create({ server: chat.element.server, room: 'garden' });
    expect(other.texts).to.deep.equal([]);
    await until('that is told', () => other.has('[part=muted]'));
    expect(other.texts).to.deep.equal([]);
  });

  it('does not count what is said by who is muted', async () => {
    const chat = await create({ mode: 'floating', open: true });
    await open(chat, peopleButton(chat));
    chat.button(enPeople.mutePerson('Bo')).click();
    await until('it is done', () => chat.has('[part=muted]'));
    chat.element.open = false;
    await chat.rendered();
    await chat.say(entry(3));
    expect(chat.find('.launcher').ariaLabel).to.equal(en.open);
    await chat.say(entry(4, { from: { id: 'cy', name: 'Cy', role: 'guest' } }));
    expect(chat.find('.launcher').ariaLabel).to.equal(en.openUnread(1));
  });

  it('says nothing of who is muted while they write', async () => {
    const chat = await create();
    await open(chat, peopleButton(chat));
    chat.button(enPeople.mutePerson('Bo')).click();
    await chat.say({ type: 'typing', who: [{ id: 'bo', name: 'Bo' }] });
    expect(chat.has('[part=writers]')).to.equal(false);
  });

  it('says nothing of who writes in a crowd', async () => {
    const chat = await create();
    await chat.say({ type: 'presence', count: 21 }, { type: 'typing', who: [{ id: 'bo', name: 'Bo' }] });
    expect(chat.has('[part=writers]')).to.equal(false);
    await chat.say({ type: 'presence', count: 20 });
    expect(chat.has('[part=writers]')).to.equal(true);
  });
});

describe('ws-chat and its settings', () => {
  const choose = (chat: ChatUnderTest, label: string) => {
    const found = [...chat.root.querySelectorAll('label')].find((one) => one.textContent.trim() === label);
    found!.querySelector('input')!.click();
  };

  it('opens them by a button with a name, in the place of the people', async () => {
    const chat = await create();
    await open(chat, peopleButton(chat));
    expect(settingsButton(chat).ariaLabel).to.equal(en.settings);
    settingsButton(chat).click();
    await until('they are there', () => chat.root.querySelector('ws-chat-settings-panel'));
    expect(chat.has('ws-chat-people-list')).to.equal(false);
  });

  it('keeps what is chosen for the server, and shows it at once', async () => {
    const chat = await create();
    await open(chat, settingsButton(chat));
    choose(chat, enSettings.compact);
    await until('it is compact', () => chat.find('.panel').classList.contains('compact'));
    expect(chat.element.density).to.equal('comfortable');
    expect(readChoices(browserKeep(chat.element.server!)).density).to.equal('compact');
    const other = await create({ server: chat.element.server, room: 'garden' });
    expect(other.find('.panel').classList.contains('compact')).to.equal(true);
  });

  it('is as dense as the page has it until the reader chooses', async () => {
    const chat = await create({ density: 'compact' });
    expect(chat.find('.panel').classList.contains('compact')).to.equal(true);
    await open(chat, settingsButton(chat));
    choose(chat, enSettings.comfortable);
    await until('it is not', () => !chat.find('.panel').classList.contains('compact'));
    expect(chat.element.getAttribute('density')).to.equal('compact');
  });

  it('has none where there is no server to keep them for', async () => {
    const chat = document.createElement('ws-chat');
    document.body.append(chat);
    await chat.updateComplete;
    expect(chat.shadowRoot!.querySelector('[data-sheet]') === null).to.equal(true);
    chat.remove();
  });

  it('counts in the page’s title what calls the reader while the chat is closed', async () => {
    const { title } = document;
    const chat = await create({ mode: 'floating', open: true });
    await open(chat, settingsButton(chat));
    choose(chat, enSettings.badge);
    chat.element.open = false;
    await chat.rendered();
    // What counts is still on its way.
    await chat.say(entry(3, { text: '@Ann look' }));
    await until('it is counted', () => document.title.startsWith('(1)'));
    await chat.say(entry(4, { text: 'Just talk' }));
    expect(document.title).to.match(/^\(1\)/);
    await chat.say(entry(5, { text: '@Ann come' }));
    expect(document.title).to.match(/^\(2\)/);
    chat.element.open = true;
    await until('it is as it was', () => document.title === title);
  });
});

describe('ws-chat and its keys', () => {
  it('lists them on a question mark among the messages, and takes it for a letter in the field', async () => {
    const chat = await create();
    await chat.press('?');
    expect(chat.has('.sheet')).to.equal(false);
    chat.find('[data-seq="2"]').focus();
    // What hears keys there is loaded with the focus.
    await import('../../widget/later/row-tools.ts');
    await drawn();
    await chat.press('?', chat.find('[data-seq="2"]'));
    await until('they are listed, and reached', () => hasFocus(chat.root.querySelector('.keys h4')));
    const [view, list] = ['.sheet-body', '.keys dl'].map((one) => chat.find(one).getBoundingClientRect());
    expect(list!.top).to.be.within(view!.top, view!.bottom);
  });

  it('sends with the key that was chosen, also in a chat that is there already', async () => {
    const chat = await create();
    await companyHasCome(chat);
    keepChoices(browserKeep(chat.element.server!), { sendsBy: 'ctrl-enter' });
    await chat.rendered();
    await chat.write('One line');
    expect(chat.field.value).to.equal('One line');
  });
});
