// A member stays by fresh tokens, and loses nothing when one runs out.
import { expect } from 'chai';
import { ClientUnderTest } from './support/client-under-test.ts';
import {
  back,
  helloOf,
  opened,
  provided,
  renewals,
  renewed,
  settled,
  socket,
  stay,
  welcome,
} from './support/member-client.ts';
import { tokenFor } from './support/tokens.ts';
import { until } from './support/until.ts';
import { hearWarnings } from './support/warnings.ts';

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
