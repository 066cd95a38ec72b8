// A member comes in by the page's token; who signs in or out comes in anew.
import { expect } from 'chai';
import { ClientUnderTest } from './support/client-under-test.ts';
import { resumed } from './support/frames.ts';
import {
  back,
  helloOf,
  member,
  opened,
  other,
  provided,
  renewals,
  settled,
  socket,
  stay,
  welcome,
} from './support/member-client.ts';
import { ProviderUnderTest, tokenFor } from './support/tokens.ts';
import { until } from './support/until.ts';

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
