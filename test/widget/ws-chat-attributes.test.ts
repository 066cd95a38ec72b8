// How the element is made and what it takes, before any conversation.
import { expect } from 'chai';
import { define } from '../../widget/define.ts';
import { en } from '../../widget/locales/en.ts';
import { WsChat } from '../../widget/ws-chat.ts';
import { ChatUnderTest, newServer } from './support/chat-under-test.ts';
import { companyHasCome } from './support/company.ts';
import { entries, entry, fresh } from './support/frames.ts';
import { afterTest, createPlace, rendered } from './support/stage.ts';
import { standInForWebSocket } from './support/stand-in-socket.ts';
import { drawn, until } from './support/until.ts';

const attributes = {
  server: 'https://chat.example/',
  room: 'garden',
  name: 'Ann',
  heading: 'Garden party',
  placeholder: 'Say hello',
  mode: 'floating',
  theme: 'dark',
  history: '7',
  loading: 'eager',
  density: 'compact',
  'presence-messages': 'none',
  open: '',
  replay: '',
  for: 'talk',
  'replay-start': '2026-11-26T18:00:00Z',
  lang: 'de',
};

/** `presence-messages` -> `presenceMessages` */
const propertyOf = (attribute: string) =>
  attribute.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase()) as keyof WsChat;

async function place(html: string): Promise<WsChat> {
  const there = createPlace();
  there.innerHTML = html;
  const chat = there.querySelector('ws-chat')!;
  await rendered(chat);
  return chat;
}

describe('ws-chat and its attributes', () => {
  it('has defaults', async () => {
    const { room, mode, theme, open, server, name, history } = await place('<ws-chat></ws-chat>');
    expect({ room, mode, theme, open }).to.deep.equal({
      room: 'lobby',
      mode: 'inline',
      theme: 'auto',
      open: false,
    });
    expect([server, name, history]).to.deep.equal([undefined, undefined, undefined]);
  });

  it('has a property for each attribute', () => {
    standInForWebSocket();
    const chat = document.createElement('ws-chat');
    for (const [name, value] of Object.entries(attributes)) chat.setAttribute(name, value);
    const values = Object.fromEntries(Object.keys(attributes).map((name) => [name, chat[propertyOf(name)]]));
    expect(values).to.deep.equal({ ...attributes, history: 7, open: true, replay: true });
    expect(WsChat.observedAttributes).to.have.members(Object.keys(attributes));
  });

  it('shows by attributes what its style depends on', async () => {
    const chat = await place('<ws-chat></ws-chat>');
    Object.assign(chat, { mode: 'floating', theme: 'dark', open: true });
    await rendered(chat);
    expect(['mode', 'theme', 'open'].map((name) => chat.getAttribute(name))).to.deep.equal([
      'floating',
      'dark',
      '',
    ]);
    chat.open = false;
    await rendered(chat);
    expect(chat.hasAttribute('open')).to.equal(false);
  });

  it('says in a sentence that it has no server, or none that can be', async () => {
    for (const server of ['', ' server="ftp://chat.example"', ' server="https://["']) {
      const chat = await place(`<ws-chat${server}></ws-chat>`);
      expect(chat.shadowRoot!.querySelector('[role=alert]')!.textContent).to.contain(en.noServer);
    }
  });

  it('comes in once it is given a server', async () => {
    const sockets = standInForWebSocket();
    const chat = await place('<ws-chat></ws-chat>');
    expect(sockets).to.deep.equal([]);
    chat.setAttribute('server', newServer());
    await until('a socket is there', () => sockets.length === 1);
    expect(chat.shadowRoot!.querySelectorAll('[role=alert]')).to.have.length(0);
  });

  it('takes a name later on, and keeps its connection and what is not sent yet', async () => {
    const chat = await ChatUnderTest.create({ name: 'Ann' });
    await chat.enter();
    await chat.write('Hello');
    chat.element.name = 'Dr. Ann';
    await chat.rendered();
    expect(chat.sockets).to.have.length(1);
    expect(chat.socket.sent.at(-1)).to.deep.equal({ type: 'rename', name: 'Dr. Ann' });
    expect(chat.texts).to.deep.equal(['Hello']);
  });

  it('moves to another room when it is told to', async () => {
    const chat = await ChatUnderTest.create();
    await chat.enter(fresh({ entries: entries(1, 2) }));
    chat.element.room = 'garden';
    await chat.rendered();
    expect(chat.sockets[0]!.closedByClient).to.equal(true);
    expect(chat.socket.url).to.match(/\/rooms\/garden$/);
    expect(chat.texts).to.deep.equal([]);
  });
});

describe('ws-chat in the making', () => {
  const server = newServer();

  for (const [way, make] of [
    ['createElement', () => Object.assign(document.createElement('ws-chat'), { server, room: 'garden' })],
    ['new', () => Object.assign(new WsChat(), { server, room: 'garden' })],
    [
      'innerHTML',
      () => {
        const there = document.createElement('div');
        there.innerHTML = `<ws-chat server="${server}" room="garden"></ws-chat>`;
        return there.querySelector('ws-chat')!;
      },
    ],
    [
      'cloneNode',
      () => {
        const original = document.createElement('ws-chat');
        original.setAttribute('server', server);
        original.setAttribute('room', 'garden');
        const there = document.createElement('div');
        there.append(original.cloneNode(true));
        return there.querySelector('ws-chat')!;
      },
    ],
  ] as const)
    it(`is made by ${way}, and does nothing before it is in the page`, async () => {
      const sockets = standInForWebSocket();
      const chat = make();
      expect(sockets).to.deep.equal([]);
      createPlace().append(chat);
      await until('a socket is there', () => sockets.length === 1);
      expect(sockets[0]!.url).to.match(/\/rooms\/garden$/);
    });

  it('has no attributes of its own when it is made', () => {
    expect(document.createElement('ws-chat').attributes).to.have.length(0);
  });

  it('makes of a copy of a chat in the page another chat, over the same socket', async () => {
    const chat = await ChatUnderTest.create();
    chat.element.setAttribute('server', newServer());
    await chat.rendered();
    await until('it is connected there', () => chat.sockets.length === 2);
    const there = createPlace();
    there.append(chat.element.cloneNode(true));
    const copy = there.querySelector('ws-chat')!;
    await chat.enter(fresh({ entries: [entry(1)] }));
    await until('the copy shows it', () => copy.shadowRoot!.querySelector('.text'));
    await drawn();
    expect(chat.sockets).to.have.length(2);
    chat.element.remove();
    await rendered(copy);
    expect(chat.socket.closedByClient).to.equal(false);
    copy.remove();
    await until('the last one ends it', () => chat.socket.closedByClient);
  });

  it('keeps properties that were set before it was defined', async () => {
    const sockets = standInForWebSocket();
    // A document without a window defines nothing: the element waits until it comes into the page.
    const early = document.implementation.createHTMLDocument().createElement('ws-chat');
    expect(early).not.to.be.instanceOf(WsChat);
    Object.assign(early, { server: newServer(), room: 'garden', heading: 'Early' });
    createPlace().append(early);
    await rendered(early);
    expect(early).to.be.instanceOf(WsChat);
    expect(early.room).to.equal('garden');
    expect(early.shadowRoot!.querySelector('h2')!.textContent).to.equal('Early');
    await until('a socket is there', () => sockets[0]?.url.endsWith('/rooms/garden'));
  });

  it('is defined once, however often the script is in the page', async () => {
    define();
    const copy = '../../widget/define.ts?copy';
    const { define: defineAgain } = (await import(copy)) as { readonly define: typeof define };
    expect(defineAgain).not.to.equal(define);
    defineAgain();
    expect(customElements.get('ws-chat') === WsChat).to.equal(true);
  });
});

describe('ws-chat with a value that means nothing', () => {
  it('says so once, with those that do', async () => {
    const { warn } = console;
    const said: string[] = [];
    console.warn = (sentence: string) => said.push(sentence);
    afterTest(() => (console.warn = warn));
    const chat = await ChatUnderTest.create();
    chat.element.setAttribute('theme', 'drak');
    chat.element.setAttribute('density', 'compact');
    await chat.enter();
    await companyHasCome(chat);
    chat.element.requestUpdate();
    await chat.rendered();
    expect(said.filter((sentence) => sentence.startsWith('ws-chat'))).to.deep.equal([
      'ws-chat: theme="drak" means nothing. Use one of these: auto, light, dark.',
    ]);
  });
});
