// Members in the element: their page's tokens, how they are called, and what is said where a token is missing.
import { expect } from 'chai';
import type { Hello, Renew } from '../../protocol/client-messages.ts';
import type { Participant } from '../../protocol/server-messages.ts';
import type { ChatEventDetails } from '../../widget/host-events.ts';
import '../../widget/later/sign-in.ts';
import { en } from '../../widget/locales/en.ts';
import type { WsChat } from '../../widget/ws-chat.ts';
import { ChatUnderTest, newServer } from './support/chat-under-test.ts';
import { companyHasCome } from './support/company.ts';
import { ann, bo, entries, entry, fresh, resumed } from './support/frames.ts';
import { createPlace } from './support/stage.ts';
import { standInForWebSocket } from './support/stand-in-socket.ts';
import { ProviderUnderTest, tokenFor } from './support/tokens.ts';
import { until } from './support/until.ts';
import { hearWarnings } from './support/warnings.ts';

const create = ChatUnderTest.create;

const member: Participant = { id: 'm.ann', name: 'Dr. Ann', role: 'member' };
const welcome = (you = member) => fresh({ you, token: '', expiresInMs: 600_000 });
const back = (you = member) => resumed({ you, token: '', expiresInMs: 600_000 });

const hello = (chat: ChatUnderTest) => chat.socket.sent[0] as Hello;

async function sockets(chat: ChatUnderTest, count: number): Promise<void> {
  await until(`socket ${count} is there`, () => chat.sockets.length === count);
}

function needs(element: WsChat): readonly ChatEventDetails['ws-chat-token-needed'][] {
  const heard: ChatEventDetails['ws-chat-token-needed'][] = [];
  element.addEventListener('ws-chat-token-needed', ({ detail }) => heard.push(detail));
  return heard;
}

/** Another element in the page, of the same room. */
function beside(chat: ChatUnderTest, properties: Partial<WsChat> = {}): WsChat {
  const element = document.createElement('ws-chat');
  Object.assign(element, { server: chat.element.server, ...properties });
  createPlace().append(element);
  return element;
}

describe('ws-chat of a member', () => {
  it('takes the token as a property, and shows it nowhere', async () => {
    const token = tokenFor('ann');
    const chat = await create({ token });
    await chat.enter(welcome());
    expect(hello(chat).token).to.equal(token);
    expect(chat.element.outerHTML + chat.root.innerHTML).not.to.contain(token);
  });

  it('takes none from an attribute, and says so', async () => {
    const said = hearWarnings();
    const chat = await create();
    chat.element.setAttribute('token', 'head.secret.signature');
    chat.element.setAttribute('token-provider', 'give');
    chat.element.setAttribute('tokenprovider', 'give');
    await chat.enter();
    expect(hello(chat)).not.to.have.property('token');
    expect(chat.element.token).to.equal(undefined);
    expect(chat.element.tokenProvider).to.equal(undefined);
    await companyHasCome(chat);
    expect(said.join()).to.contain('property').and.not.to.contain('secret');
  });

  it('asks the page by its function', async () => {
    const token = tokenFor('ann');
    const chat = await create({ tokenProvider: () => Promise.resolve(token) });
    await chat.enter(welcome());
    expect(hello(chat).token).to.equal(token);
  });

  it('sends the first message without asking for a name, and offers no other', async () => {
    const chat = await create({ token: tokenFor('ann') });
    await chat.enter(welcome());
    await until('one can write', () => chat.has('textarea'));
    expect(chat.find('.writing-as').localName).to.equal('span');
    expect(chat.find('.writing-as').textContent).to.contain('Dr. Ann');
    await chat.write('Hello');
    expect(chat.socket.sent.at(-1)).to.deep.include({ type: 'post', text: 'Hello' });
    expect(chat.has('ws-chat-name-form')).to.equal(false);
  });

  it('shows members by the picture and the badge that their site gave them', async () => {
    const avatar = 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=';
    const mo: Participant = { id: 'm.mo', name: 'Mo', role: 'moderator', avatar, color: '#3b82f6' };
    const chat = await create();
    await chat.enter(fresh({ entries: [entry(1, { from: mo }), entry(2)] }));
    const [row, guestRow] = chat.root.querySelectorAll('.row');
    expect(row!.querySelector('img')!.src).to.equal(avatar);
    expect(row!.querySelector('.badge-role')!.textContent).to.equal(en.role('moderator'));
    expect(row!.className).to.contain('hue-8');
    expect(guestRow!.querySelector('img, .badge-role')).to.equal(null);
  });
});

describe('ws-chat whose member has no token', () => {
  it('says in place of the messages that the page gave none, and tries again on demand', async () => {
    hearWarnings();
    const page = new ProviderUnderTest();
    const sockets = standInForWebSocket();
    const element = document.createElement('ws-chat');
    Object.assign(element, { server: newServer(), tokenProvider: page.provide });
    createPlace().append(element);
    const chat = new ChatUnderTest(element, sockets);
    await until('the page is asked', () => page.asked === 1);
    page.fail();
    await until('it is said', () =>
      chat.root.querySelector('.notice')?.textContent.includes(en.signInFailed),
    );
    const [retry] = [...chat.root.querySelectorAll<HTMLElement>('.notice button')];
    // It may have tried by itself already.
    const asked = page.asked;
    retry?.click();
    await until('the page is asked again', () => page.asked >= 2 && page.asked >= asked);
    page.give(tokenFor('ann'));
    await until('a socket is there', () => sockets.length === 1);
    await chat.enter(welcome());
    expect(chat.has('.notice [role=alert]')).to.equal(false);
  });

  it('says in the state line that it has expired, tells the page, and goes on with the next one', async () => {
    const chat = await create({ token: tokenFor('ann') });
    const heard = needs(chat.element);
    await chat.enter(welcome());
    await chat.say(...entries(1, 2));
    await until('one can write', () => chat.has('textarea'));
    await chat.write('Hello');
    chat.socket.end(4300, 'The sign-in has expired.');
    await until('it is said', () => chat.find('.state-line').textContent.includes(en.signInExpired));
    expect(heard).to.deep.equal([{ expired: true }]);
    expect(chat.texts).to.deep.equal(['text 1', 'text 2', 'Hello']);
    await chat.write('And this');
    const token = tokenFor('ann');
    chat.element.token = token;
    await sockets(chat, 2);
    await chat.enter(back());
    expect(hello(chat).token).to.equal(token);
    expect(chat.socket.sent.at(-1)).to.deep.include({ type: 'post', text: 'Hello' });
    expect(chat.find('.state-line').textContent.trim()).to.equal('');
    expect(chat.texts).to.deep.equal(['text 1', 'text 2', 'Hello', 'And this']);
  });

  it('says it in place of the messages where nobody came in yet', async () => {
    const element = document.createElement('ws-chat');
    const heard = needs(element);
    Object.assign(element, { server: newServer(), token: 'none' });
    const chat = new ChatUnderTest(element, standInForWebSocket());
    createPlace().append(element);
    await until('it is said', () =>
      chat.root.querySelector('.notice')?.textContent.includes(en.signInExpired),
    );
    expect(heard).to.deep.equal([{ expired: true }]);
    expect(chat.sockets).to.have.length(0);
  });
});

describe('ws-chat whose page signs in and out', () => {
  it('becomes another participant without losing its place', async () => {
    const chat = await create({ name: 'Ann' });
    await chat.enter(fresh({ entries: entries(1, 2) }));
    const log = chat.log;
    chat.element.token = tokenFor('ann');
    await sockets(chat, 2);
    await chat.enter(back());
    expect(hello(chat).since).to.deep.include({ seq: 2 });
    expect(chat.log === log).to.equal(true);
    await until('it is told', () => chat.root.querySelector('.writing-as')?.textContent.includes('Dr. Ann'));
    chat.element.token = undefined;
    await sockets(chat, 3);
    await chat.enter(resumed({ you: ann }));
    expect(hello(chat).token).to.equal('token of ann');
    await until('it is told', () => chat.find('.writing-as').localName === 'button');
  });

  it('renews on the open link where the fresh token is the same person’s', async () => {
    const chat = await create({ token: tokenFor('ann') });
    await chat.enter(welcome());
    const token = tokenFor('ann');
    chat.element.token = token;
    await until('it is said', () => chat.socket.sent.some(({ type }) => type === 'renew'));
    expect((chat.socket.sent.at(-1) as Renew).token).to.equal(token);
    expect(chat.sockets).to.have.length(1);
  });
});

describe('ws-chats of one room', () => {
  it('are one participant: who brings a token brings it for all, and the latest counts', async () => {
    const chat = await create();
    await chat.enter(fresh({ entries: entries(1, 1) }));
    const other = beside(chat, { token: tokenFor('ann') });
    await sockets(chat, 2);
    await chat.enter(back());
    const token = tokenFor('bo');
    chat.element.token = token;
    await sockets(chat, 3);
    await chat.enter(back({ ...member, id: 'm.bo' }));
    expect(hello(chat).token).to.equal(token);
    other.token = tokenFor('cy');
    await sockets(chat, 4);
    expect(chat.sockets.filter(({ closedByClient }) => !closedByClient)).to.have.length(1);
  });

  it('are guests again when who brought it has left', async () => {
    const chat = await create();
    await chat.enter();
    const other = beside(chat, { token: tokenFor('ann') });
    await sockets(chat, 2);
    await chat.enter(back());
    other.remove();
    await sockets(chat, 3);
    await chat.enter(resumed({ you: bo }));
    expect(hello(chat).token).to.equal('token of ann');
  });

  it('do not come in as who was there before', async () => {
    const chat = await create({ token: tokenFor('ann') });
    await chat.enter(welcome());
    chat.element.remove();
    await until('it has left', () => chat.socket.closedByClient);
    beside(chat);
    await sockets(chat, 2);
    await chat.enter(resumed({ you: bo }));
    expect(hello(chat)).not.to.have.property('token');
  });
});

describe('ws-chat whose guest wants a name of somebody else', () => {
  const sentence = 'Somebody here is called that. Choose another name.';
  const nameRefused = { code: 'name-taken', sentence } as const;

  it('says so where the name is asked for, keeps the message, and sends it under the next name', async () => {
    const chat = await create();
    await chat.enter(fresh({ you: { ...ann, name: 'Guest 4711' } }));
    await until('one can write', () => chat.has('textarea'));
    await chat.write('Hello');
    const name = await until('it asks', () => chat.root.querySelector<HTMLInputElement>('#name'));
    await chat.rendered();
    name.value = 'Bo';
    name.form!.requestSubmit();
    await chat.rendered();
    expect(chat.socket.sent.at(-1)).to.deep.equal({ type: 'rename', name: 'Bo' });
    await chat.say({ type: 'renamed', you: { ...ann, name: 'Guest 4711' }, nameRefused });
    expect(chat.find('#name-problem').textContent).to.equal(sentence);
    expect(name.value).to.equal('Bo');
    name.value = 'Bob';
    name.form!.requestSubmit();
    await chat.rendered();
    await chat.say({ type: 'renamed', you: { ...ann, name: 'Bob' } });
    await until('it is sent', () => chat.socket.sent.at(-1)!.type === 'post');
    expect(chat.socket.sent.slice(-2)).to.deep.include({ type: 'rename', name: 'Bob' });
    expect(chat.socket.sent.at(-1)).to.deep.include({ type: 'post', text: 'Hello' });
  });

  it('says below the field that the page’s name is not had', async () => {
    const chat = await create({ name: 'Bo' });
    await chat.enter(fresh({ you: { ...ann, name: 'Guest 4711' }, nameRefused }));
    await until('it is said', () => chat.root.querySelector('#remark')?.textContent.includes(sentence));
    expect(chat.has('ws-chat-name-form')).to.equal(false);
  });
});
