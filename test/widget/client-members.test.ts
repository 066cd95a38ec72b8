// A member comes in by the page's token, stays by fresh ones, and loses nothing when one runs out.
import { expect } from 'chai';
import type { Hello, Renew } from '../../protocol/client-messages.ts';
import type { Participant } from '../../protocol/server-messages.ts';
import type { ChatClientOptions } from '../../widget/client.ts';
import '../../widget/later/sign-in.ts';
import { ClientUnderTest } from './support/client-under-test.ts';
import { fresh, resumed } from './support/frames.ts';

import { ProviderUnderTest, tokenFor } from './support/tokens.ts';
import { until } from './support/until.ts';
import { hearWarnings } from './support/warnings.ts';

const member: Participant = { id: 'm.ann', name: 'Ann', role: 'member' };
const other: Participant = { id: 'm.bo', name: 'Bo', role: 'member' };

const welcome = (expiresInMs = 600_000, you = member) => fresh({ you, token: '', expiresInMs });
const back = (expiresInMs = 600_000, you = member) => resumed({ you, token: '', expiresInMs });
const renewed = (expiresInMs = 600_000) => ({ type: 'renewed', you: member, expiresInMs, may: [] }) as const;

/** A signed-in client, its so manyth socket there. */
async function opened(options: Partial<ChatClientOptions>, kept: Record<string, string> = {}) {
  const chat = new ClientUnderTest(options, kept);
  await socket(chat, 1);
  return chat;
}

async function socket(chat: ClientUnderTest, count: number): Promise<void> {
  await until(`socket ${count} is there`, () => chat.surroundings.sockets.length === count);
}

/** By a provider that has given the first token. */
async function provided(first = tokenFor('ann')) {
  const page = new ProviderUnderTest();
  const chat = new ClientUnderTest({ tokenProvider: page.provide });
  await until('the page is asked', () => page.asked === 1);
  page.give(first);
  await socket(chat, 1);
  return { chat, page };
}

const helloOf = (chat: ClientUnderTest) => chat.sent[0] as Hello;
const renewals = (chat: ClientUnderTest) =>
  chat.sent.filter((message): message is Renew => message.type === 'renew').map(({ token }) => token);

/** Time passes on a live link, on which the server is heard. */
async function stay(chat: ClientUnderTest, ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 20_000) {
    await chat.surroundings.advance(Math.min(left, 20_000));
    if (chat.client.state.link.kind === 'live') chat.say({ type: 'ping' });
  }
}

async function settled(chat: ClientUnderTest): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await chat.surroundings.settle();
}

describe('client of a member', () => {
  it('says the token in its hello, and not that of the guest who was here before', async () => {
    const token = tokenFor('ann');
    const chat = await opened({ token }, { token: 'of a guest', name: 'Annie' });
    chat.enter(welcome());
    expect(helloOf(chat)).to.deep.include({ type: 'hello', token });
    expect(chat.keep.read('token')).to.equal('of a guest');
    expect(chat.client.state.you).to.deep.equal(member);
    expect(chat.client.state.signIn).to.equal('held');
  });

  it('opens no socket before the page has given a token', async () => {
    const page = new ProviderUnderTest();
    const chat = new ClientUnderTest({ tokenProvider: page.provide });
    expect(chat.client.state.signIn).to.equal('asking');
    await until('the page is asked', () => page.asked === 1);
    await settled(chat);
    expect(chat.surroundings.sockets).to.deep.equal([]);
    const token = tokenFor('ann');
    page.give(token);
    await socket(chat, 1);
    chat.enter(welcome());
    expect(helloOf(chat).token).to.equal(token);
  });

  it('takes a token at once from a provider that has it', async () => {
    const token = tokenFor('ann');
    const chat = await opened({ tokenProvider: () => token });
    chat.enter(welcome());
    expect(helloOf(chat).token).to.equal(token);
  });

  it('says the same token again after a link that broke, and asks nobody', async () => {
    const { chat, page } = await provided();
    chat.enter(welcome());
    const { token } = helloOf(chat);
    await chat.breakLink();
    await socket(chat, 2);
    chat.enter(back());
    expect(helloOf(chat).token).to.equal(token);
    expect(page.asked).to.equal(1);
  });

  it('needs no name, and takes none', async () => {
    const page = new ProviderUnderTest();
    const chat = new ClientUnderTest({ tokenProvider: page.provide });
    expect(chat.client.state.named).to.equal(true);
    await until('the page is asked', () => page.asked === 1);
    page.give(tokenFor('ann'));
    await socket(chat, 1);
    chat.enter(welcome());
    chat.client.rename('Somebody');
    chat.client.callMyself('Somebody else');
    expect(chat.client.state.named).to.equal(true);
    expect(chat.client.state.capabilities).to.include('edit').and.not.to.include('rename');
    expect(chat.sent.map(({ type }) => type)).to.deep.equal(['hello']);
  });

  it('puts the token nowhere but on the wire', async () => {
    const { chat } = await provided('head.secret.signature');
    chat.enter(welcome());
    chat.client.post('Hello');
    const kept = ['token', 'name', 'choices'].map((key) => chat.keep.read(key));
    const seen = JSON.stringify([chat.client.state, kept, chat.draftKeep.kept]);
    expect(seen).not.to.contain('secret');
    expect(chat.surroundings.sockets.map(({ url }) => url).join()).not.to.contain('secret');
  });

  it('leaves nothing behind when it is closed', async () => {
    const { chat } = await provided();
    chat.enter(welcome());
    chat.client.close();
    expect(chat.surroundings.loose).to.equal(0);
  });
});

describe('client whose token runs out', () => {
  it('RENEW-4 asks for a fresh one when a quarter of the time is left, and says it on the open link', async () => {
    const { chat, page } = await provided();
    chat.enter(welcome(600_000));
    await stay(chat, 449_999);
    expect(page.asked).to.equal(1);
    await stay(chat, 1);
    expect(page.asked).to.equal(2);
    const token = tokenFor('ann');
    page.give(token);
    await settled(chat);
    expect(renewals(chat)).to.deep.equal([token]);
    chat.say(renewed(400_000));
    await stay(chat, 300_000);
    expect(page.asked).to.equal(3);
    expect(chat.surroundings.sockets).to.have.length(1);
  });

  it('RENEW-4 does not ask twice within a minute', async () => {
    const { chat, page } = await provided();
    chat.enter(welcome(70_000));
    await stay(chat, 59_999);
    expect(page.asked).to.equal(1);
    await chat.surroundings.advance(1);
    expect(page.asked).to.equal(2);
    page.give(tokenFor('ann'));
    await settled(chat);
    chat.say(renewed(40_000));
    await stay(chat, 39_999);
    expect(page.asked).to.equal(2);
  });

  it('asks again while there is time left, where the page gave none', async () => {
    hearWarnings();
    const { chat, page } = await provided();
    chat.enter(welcome(3_600_000));
    await stay(chat, 2_700_000);
    page.fail();
    await settled(chat);
    expect(chat.client.state.signIn).to.equal('held');
    await stay(chat, 675_000);
    expect(page.asked).to.equal(3);
    expect(chat.client.state.link.kind).to.equal('live');
  });

  it('BACK-7 fetches a fresh one and comes back at once, and the draft under way goes out once more', async () => {
    const { chat, page } = await provided();
    chat.enter(welcome());
    chat.client.post('Hello');
    expect(chat.posts).to.have.length(1);
    chat.surroundings.socket.end(4300, 'The sign-in has expired.');
    await chat.surroundings.advance(0);
    await until('the page is asked', () => page.asked === 2);
    const token = tokenFor('ann');
    page.give(token);
    await socket(chat, 2);
    chat.enter(back());
    expect(helloOf(chat)).to.deep.include({ token });
    expect(chat.posts).to.deep.equal([{ type: 'post', draftId: 'draft-1', text: 'Hello' }]);
    expect(chat.drafts).to.deep.equal(['draft-1 waiting']);
  });

  it('fetches a fresh one first where it knows that the time is over', async () => {
    const { chat, page } = await provided();
    chat.enter(welcome(30_000));
    chat.surroundings.randomValue = 1;
    chat.surroundings.socket.end();
    await chat.surroundings.advance(0);
    chat.surroundings.goAway();
    await chat.surroundings.advance(30_000);
    chat.surroundings.comeBack();
    await until('the page is asked', () => page.asked === 2);
  });

  it('is not sent off by a fresh token that was on its way when the former one ran out', async () => {
    const chat = await opened({ token: tokenFor('ann') });
    chat.enter(welcome());
    const token = tokenFor('ann');
    chat.client.signIn({ token });
    expect(renewals(chat)).to.deep.equal([token]);
    chat.surroundings.socket.end(4300);
    await chat.surroundings.advance(0);
    await socket(chat, 2);
    chat.enter(back());
    expect(helloOf(chat).token).to.equal(token);
  });

  it('says a token that the page gave meanwhile after the one that is on its way', async () => {
    const chat = await opened({ token: tokenFor('ann') });
    chat.enter(welcome());
    const [second, third] = [tokenFor('ann'), tokenFor('ann')];
    chat.client.signIn({ token: second });
    chat.client.signIn({ token: third });
    expect(renewals(chat)).to.deep.equal([second]);
    chat.say(renewed());
    expect(renewals(chat)).to.deep.equal([second, third]);
    chat.say(renewed());
    expect(renewals(chat)).to.have.length(2);
  });
});

describe('client whose page gives no token', () => {
  beforeEach(() => void hearWarnings());

  /** What the page does wrong, after it was asked. */
  const faults: Readonly<Record<string, (page: ProviderUnderTest) => void>> = {
    'when it fails': (page) => page.fail(),
    'when it gives none': (page) => page.give(''),
    'when it gives what is no token': (page) => page.give(undefined as unknown as string),
    'when it gives a guest’s': (page) => page.give('id.signature'),
  };

  for (const [when, go] of Object.entries(faults))
    it(`makes no guest of a member ${when}, keeps what was written, and asks again`, async () => {
      const page = new ProviderUnderTest();
      const chat = new ClientUnderTest({ tokenProvider: page.provide }, { token: 'of a guest' });
      chat.client.post('Hello');
      await until('the page is asked', () => page.asked === 1);
      go(page);
      await until('it waits', () => chat.client.state.link.kind === 'waiting');
      expect(chat.client.state.signIn).to.equal('failed');
      expect(chat.surroundings.sockets).to.deep.equal([]);
      expect(chat.drafts).to.deep.equal(['draft-1 waiting']);
      chat.client.retryNow();
      await until('the page is asked again', () => page.asked === 2);
      page.give(tokenFor('ann'));
      await socket(chat, 1);
      chat.enter(welcome());
      expect(chat.posts.map(({ text }) => text)).to.deep.equal(['Hello']);
    });

  it('waits ten seconds for one, and what comes later changes nothing', async () => {
    const page = new ProviderUnderTest();
    const chat = new ClientUnderTest({ tokenProvider: page.provide });
    await until('the page is asked', () => page.asked === 1);
    await chat.surroundings.advance(9_999);
    expect(chat.client.state.link.kind).to.equal('connecting');
    await chat.surroundings.advance(1);
    await until('it waits', () => chat.client.state.link.kind === 'waiting');
    page.give(tokenFor('ann'));
    await settled(chat);
    expect(chat.surroundings.sockets).to.deep.equal([]);
    expect(chat.client.state.signIn).to.equal('failed');
    // The next try, by itself.
    await chat.surroundings.advance(500);
    await until('the page is asked again', () => page.asked === 2);
  });

  it('tells nobody what the page failed with but its kind: it may quote the token', async () => {
    const said = hearWarnings();
    const page = new ProviderUnderTest();
    const chat = new ClientUnderTest({ tokenProvider: page.provide });
    await until('the page is asked', () => page.asked === 1);
    page.fail(new SyntaxError('Unexpected token e, "eyJhbGciOi" is not valid JSON'));
    await until('it waits', () => chat.client.state.link.kind === 'waiting');
    expect(said.join()).to.contain('SyntaxError').and.not.to.contain('eyJ');
  });

  it('stops with the server’s reason at one that it cannot use, and asks for another on the next try', async () => {
    const { chat, page } = await provided();
    chat.surroundings.socket.open();
    chat.surroundings.socket.end(4001, 'This token is not signed for this chat.');
    expect(chat.client.state.link).to.deep.include({
      kind: 'stopped',
      sentence: 'This token is not signed for this chat.',
    });
    chat.client.retryNow();
    await until('the page is asked', () => page.asked === 2);
  });
});

describe('client that only the page can give a token', () => {
  it('says early that another one is wanted, and takes it on the open link', async () => {
    const chat = await opened({ token: tokenFor('ann') });
    chat.enter(welcome(600_000));
    await stay(chat, 450_000);
    expect(chat.client.state.signIn).to.equal('due');
    const token = tokenFor('ann');
    chat.client.signIn({ token });
    expect(renewals(chat)).to.deep.equal([token]);
    chat.say(renewed());
    expect(chat.client.state.signIn).to.equal('held');
  });

  it('says so when it has run out, waits for the next one without a try, and loses nothing', async () => {
    const chat = await opened({ token: tokenFor('ann') });
    chat.enter(welcome());
    chat.client.post('Hello');
    chat.surroundings.socket.end(4300, 'The sign-in has expired.');
    await chat.surroundings.advance(0);
    await until('it is said', () => chat.client.state.signIn === 'needed');
    await chat.surroundings.advance(3_600_000);
    expect(chat.surroundings.sockets).to.have.length(1);
    expect(chat.drafts).to.deep.equal(['draft-1 waiting']);
    const token = tokenFor('ann');
    chat.client.signIn({ token });
    await socket(chat, 2);
    chat.enter(back());
    expect(helloOf(chat).token).to.equal(token);
    expect(chat.posts.map(({ draftId }) => draftId)).to.deep.equal(['draft-1']);
  });

  it('says so of what is no token', async () => {
    const chat = new ClientUnderTest({ token: 'id.signature' });
    await until('it is said', () => chat.client.state.signIn === 'needed');
    expect(chat.surroundings.sockets).to.deep.equal([]);
  });

  it('asks a provider that the page gives then', async () => {
    const chat = new ClientUnderTest({ token: 'none' });
    await until('it is said', () => chat.client.state.signIn === 'needed');
    const token = tokenFor('ann');
    chat.client.signIn({ token: 'none', tokenProvider: () => token });
    await socket(chat, 1);
    chat.enter(welcome());
    expect(helloOf(chat).token).to.equal(token);
  });
});

describe('client whose page signs in or out', () => {
  it('comes in anew as the member, and leaves it to the person what was on its way as the guest', async () => {
    const chat = new ClientUnderTest().enter();
    chat.client.post('Hello');
    const guest = chat.surroundings.socket;
    const token = tokenFor('ann');
    chat.client.signIn({ token });
    expect(guest.closedByClient).to.equal(true);
    await socket(chat, 2);
    chat.enter(back());
    expect(helloOf(chat).token).to.equal(token);
    expect(chat.drafts).to.deep.equal(['draft-1 estranged']);
    expect(chat.client.state.link.kind).to.equal('live');
  });

  it('comes in anew as the guest who was here before', async () => {
    const chat = await opened({ token: tokenFor('ann') }, { token: 'of a guest', name: 'Annie' });
    chat.enter(welcome());
    chat.client.signIn({});
    await socket(chat, 2);
    chat.enter(resumed());
    expect(helloOf(chat)).to.deep.include({ token: 'of a guest', name: 'Annie' });
    expect(chat.client.state.signIn).to.equal(undefined);
    expect(chat.client.state.named).to.equal(true);
  });

  it('is nameless again where the guest was', async () => {
    const chat = await opened({ token: tokenFor('ann') });
    chat.enter(welcome());
    chat.client.signIn({});
    expect(chat.client.state.named).to.equal(false);
  });

  it('comes in anew where the token is another person’s, and says nothing more as the former one', async () => {
    const chat = await opened({ token: tokenFor('ann') });
    chat.enter(welcome());
    const token = tokenFor('bo');
    chat.client.signIn({ token });
    chat.client.post('Hello');
    expect(chat.sent.map(({ type }) => type)).to.deep.equal(['hello']);
    await socket(chat, 2);
    chat.enter(back(600_000, other));
    expect(helloOf(chat).token).to.equal(token);
  });

  it('comes in anew where a renewal brings another person’s', async () => {
    const { chat, page } = await provided();
    chat.enter(welcome(600_000));
    await stay(chat, 450_000);
    const token = tokenFor('bo');
    page.give(token);
    await socket(chat, 2);
    chat.enter(back(600_000, other));
    expect(helloOf(chat).token).to.equal(token);
    expect(chat.client.state.you).to.deep.equal(other);
  });

  it('comes in where a guest was turned away', async () => {
    const chat = new ClientUnderTest();
    chat.surroundings.socket.open();
    chat.surroundings.socket.end(4011, 'You are banned from this room.');
    chat.client.signIn({ token: tokenFor('ann') });
    await socket(chat, 2);
    chat.enter(welcome());
    expect(chat.client.state.link.kind).to.equal('live');
  });

  it('drops an answer that the page gives for who has signed out', async () => {
    const { chat, page } = await provided();
    chat.enter(welcome(600_000));
    await stay(chat, 450_000);
    chat.client.signIn({});
    await socket(chat, 2);
    chat.enter(resumed());
    page.give(tokenFor('ann'));
    await settled(chat);
    expect(renewals(chat)).to.deep.equal([]);
    expect(chat.client.state.signIn).to.equal(undefined);
  });

  it('drops an answer that the page gives for the person before', async () => {
    const page = new ProviderUnderTest();
    const chat = new ClientUnderTest({ tokenProvider: page.provide });
    await until('the page is asked', () => page.asked === 1);
    const token = tokenFor('bo');
    chat.client.signIn({ token, tokenProvider: page.provide });
    await socket(chat, 1);
    chat.enter(welcome(600_000, other));
    page.give(tokenFor('ann'), 0);
    await settled(chat);
    expect(helloOf(chat).token).to.equal(token);
    expect(chat.surroundings.sockets).to.have.length(1);
  });

  it('asks another function next time, and is nobody else by it', async () => {
    const { chat, page } = await provided();
    chat.enter(welcome(600_000));
    const next = new ProviderUnderTest();
    chat.client.signIn({ tokenProvider: next.provide });
    await stay(chat, 450_000);
    expect(page.asked).to.equal(1);
    expect(next.asked).to.equal(1);
    expect(chat.surroundings.sockets).to.have.length(1);
  });
});
