// A member whose page gives no token, or none that is any use, is no guest for that, and loses nothing.
import { expect } from 'chai';
import { ClientUnderTest } from './support/client-under-test.ts';
import { provided, settled, socket, welcome } from './support/member-client.ts';
import { ProviderUnderTest, tokenFor } from './support/tokens.ts';
import { until } from './support/until.ts';
import { hearWarnings } from './support/warnings.ts';

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
