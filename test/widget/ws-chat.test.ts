// The element as a whole: attributes in, a conversation out.
import { expect } from 'chai';
import { en } from '../../widget/locales/en.ts';
import { enComposer } from '../../widget/locales/en-composer.ts';
import { ChatUnderTest, newServer } from './support/chat-under-test.ts';
import { ann, entries, entry, fresh, refusal, resumed } from './support/frames.ts';
import { afterTest, createPlace, hasFocus } from './support/stage.ts';
import { standInForWebSocket } from './support/stand-in-socket.ts';
import { drawn, until } from './support/until.ts';

const create = ChatUnderTest.create;
const posts = ({ socket }: ChatUnderTest) => socket.sent.filter(({ type }) => type === 'post');

describe('ws-chat in a conversation', () => {
  it('goes to the room that it is given', async () => {
    const { socket } = await create({
      server: 'https://chat.example',
      room: 'garden',
      name: 'Ann',
      history: 7,
    });
    socket.open();
    expect(socket.url).to.equal('wss://chat.example/rooms/garden');
    expect(socket.sent[0]).to.deep.include({ type: 'hello', name: 'Ann', history: 7 });
  });

  it('goes to the lobby of its own accord', async () => {
    expect((await create()).socket.url).to.match(/\/rooms\/lobby$/);
  });

  it('takes an empty room for none', async () => {
    expect((await create({ room: '' })).socket.url).to.match(/\/rooms\/lobby$/);
  });

  it('stays in the room of the page that it was put into', async () => {
    const chat = await create({ room: 'auto' });
    const { href } = location;
    afterTest(() => history.replaceState(null, '', href));
    history.replaceState(null, '', '/another/page');
    chat.element.requestUpdate();
    await chat.rendered();
    expect(chat.sockets).to.have.length(1);
    expect(chat.socket.closedByClient).to.equal(false);
  });

  it('makes a room of the page where it is told so', async () => {
    const chat = await create({ room: 'auto' });
    expect(chat.socket.url).to.match(/\/rooms\/page[a-z0-9._-]*$/);
    expect(chat.find('h2').textContent).to.equal(en.chat);
  });

  for (const [given, said] of [
    [500, 100],
    [-3, undefined],
    [Number.NaN, undefined],
  ] as const)
    it(`asks for ${said ?? 'the usual'} of history where ${given} makes no sense`, async () => {
      const { socket } = await create({ history: given });
      socket.open();
      expect((socket.sent[0] as { history?: number }).history).to.equal(said);
    });

  it('has a heading of its room’s name, or as it is given', async () => {
    const chat = await create({ room: 'garden-party.2024' });
    expect(chat.find('h2').textContent).to.equal('Garden party 2024');
    chat.element.heading = 'Ask <us>';
    await chat.rendered();
    expect(chat.find('h2').textContent).to.equal('Ask <us>');
    expect(chat.field.placeholder).to.equal(enComposer.write('Ask <us>'));
    chat.element.placeholder = 'Ask here';
    await chat.rendered();
    expect(chat.field.placeholder).to.equal('Ask here');
  });

  it('names its region and its log for those who cannot see them', async () => {
    const chat = await create();
    await chat.enter(fresh({ entries: entries(1, 2) }));
    expect(chat.find('section').ariaLabel).to.equal('Lobby');
    expect(chat.find('[role=log]').getAttribute('aria-label')).to.equal(en.messages('Lobby'));
  });

  it('shows what was said and who is here', async () => {
    const chat = await create();
    await chat.enter(fresh({ entries: entries(1, 2), present: 3 }));
    await chat.say(entry(3));
    expect(chat.texts).to.deep.equal(['text 1', 'text 2', 'text 3']);
    expect(chat.find('[part=present]').textContent.trim()).to.equal(en.present(3));
    await chat.say({ type: 'presence', count: 4 });
    expect(chat.find('[part=present]').textContent.trim()).to.equal(en.present(4));
  });

  it('says where nothing was said yet', async () => {
    const chat = await create();
    await chat.enter();
    expect(chat.find('[part=empty]').textContent).to.contain(en.empty);
  });

  it('carries a message from the field to the server and back', async () => {
    const chat = await create({ name: 'Ann' });
    await chat.enter();
    await chat.write('Hello');
    const [post] = posts(chat);
    expect(post).to.deep.include({ type: 'post', text: 'Hello' });
    const { draftId } = post as { draftId: string };
    await chat.say({ type: 'accepted', draftId, seq: 1 }, entry(1, { from: ann, draftId, text: 'Hello' }));
    expect(chat.texts).to.deep.equal(['Hello']);
    expect(chat.field.value).to.equal('');
  });

  it('asks for a name once, and says it to the server before the message', async () => {
    const chat = await create();
    await chat.enter();
    await chat.write('Hello');
    expect(posts(chat)).to.deep.equal([]);
    const name = chat.root.querySelector('input')!;
    expect(name.value).to.equal(ann.name);
    name.value = 'Anna';
    name.form!.requestSubmit();
    await chat.rendered();
    const sent = () => chat.socket.sent.slice(1).map(({ type }) => type);
    // Whether it can be had is for the server to say.
    expect(sent()).to.deep.equal(['rename']);
    await chat.say({ type: 'renamed', you: { ...ann, name: 'Anna' } });
    await chat.rendered();
    expect(sent()).to.deep.equal(['rename', 'post']);
    await chat.write('Again');
    expect(chat.has('input')).to.equal(false);
  });

  it('does what the person wants of a refused draft', async () => {
    const chat = await create({ name: 'Ann' });
    await chat.enter();
    const refuse = () =>
      chat.say(
        ...posts(chat)
          .slice(-1)
          .map((post) => refusal((post as { draftId: string }).draftId)),
      );
    const press = async (act: string) => {
      // What works the rows is loaded by the first press.
      await import('../../widget/later/row-tools.ts');
      chat.find(`[data-act=${act}]`).click();
      await drawn();
      await chat.rendered();
    };
    await chat.write('Hello');
    await refuse();
    await press('retry');
    expect(hasFocus(chat.field)).to.equal(true);
    expect(posts(chat)).to.have.length(2);
    expect(posts(chat)[1]).to.deep.equal(posts(chat)[0]);
    await refuse();
    await press('edit');
    expect(chat.field.value).to.equal('Hello');
    expect(chat.texts).to.deep.equal([]);
    await chat.press('Enter');
    await refuse();
    await press('discard');
    expect(chat.texts).to.deep.equal([]);
    expect(chat.field.value).to.equal('');
  });

  it('loads older messages when the reader goes up to them', async () => {
    const chat = await create();
    await chat.enter(fresh({ entries: entries(51, 100), more: true }));
    chat.find('.scroller').scrollTop = 0;
    const asked = await until('it asks', () => chat.socket.sent.find(({ type }) => type === 'history'));
    expect(asked).to.deep.include({ before: 51 });
    await chat.say({ type: 'page', before: 51, entries: entries(1, 50), more: false });
    expect(chat.texts).to.have.length(100);
  });
});

describe('ws-chat that cannot come in', () => {
  /** The server answers this to whoever asks why. */
  function deny(denial: object): void {
    const { fetch } = globalThis;
    globalThis.fetch = () => Promise.resolve(Response.json(denial, { status: 403 }));
    afterTest(() => (globalThis.fetch = fetch));
  }

  it('shows why, and the setting that cures it to be copied', async () => {
    const sentence = 'This page may not enter. Start the server with --origin https://shop.example.';
    deny({ status: 403, code: 'origin', sentence });
    const chat = await create();
    chat.socket.end();
    const notice = await until('it is told', () => chat.root.querySelector('[role=alert]'));
    expect(notice.textContent).to.contain(sentence);
    expect(notice.querySelector('code')!.textContent).to.equal('--origin https://shop.example');
    expect(chat.has('textarea')).to.equal(false);
  });

  it('keeps what was said when it is sent off for good, and says so', async () => {
    const chat = await create();
    await chat.enter(fresh({ entries: entries(1, 2) }));
    chat.socket.end(4000, 'Frame 3 is no JSON.');
    await chat.rendered();
    expect(chat.texts).to.deep.equal(['text 1', 'text 2']);
    expect(chat.find('[role=alert]').textContent).to.contain(en.ended).and.to.contain('Frame 3 is no JSON.');
    expect(chat.has('textarea')).to.equal(false);
  });

  it('comes back after that only where the person wants it, with all that was written', async () => {
    const chat = await create({ name: 'Ann' });
    await chat.enter(fresh({ entries: entries(1, 2) }));
    chat.field.value = 'Half a mess';
    chat.field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    chat.socket.end(4000, 'Frame 3 is no JSON.');
    await chat.rendered();
    dispatchEvent(new Event('online'));
    expect(chat.sockets).to.have.length(1);
    chat.find('[role=alert] button').click();
    await until('a socket is there', () => chat.sockets.length === 2);
    await chat.enter(resumed());
    expect(chat.texts).to.deep.equal(['text 1', 'text 2']);
    expect(chat.field.value).to.equal('Half a mess');
  });

  it('counts the seconds until the server takes something again', async () => {
    const chat = await create({ name: 'Ann' });
    await chat.enter();
    await chat.write('Hello');
    const { draftId } = chat.socket.sent.at(-1) as { draftId: string };
    await chat.say({ ...refusal(draftId), kind: 'retry', retryAfterMs: 20_000 });
    expect(chat.find('.send').getAttribute('aria-label')).to.equal(enComposer.wait(20));
    expect(chat.find('.send').textContent.trim()).to.equal('20');
  });

  it('says that it loads for as long as the first try takes, and not that nobody answers', async () => {
    const { now } = performance;
    const chat = await create();
    expect(chat.find('.loading[role=status]').textContent).to.equal(en.loading);
    performance.now = () => now.call(performance) + 60_000;
    afterTest(() => (performance.now = now));
    chat.element.requestUpdate();
    await chat.rendered();
    expect(chat.has('.loading')).to.equal(true);
    expect(chat.has('[part=notice]')).to.equal(false);
    await chat.enter();
    expect(chat.has('.loading')).to.equal(false);
  });

  it('does not seem to load while a replay has no clock', async () => {
    const chat = await create({ replay: true });
    await chat.enter(fresh({ entries: entries(1, 2) }));
    expect(chat.has('.loading')).to.equal(false);
  });

  it('shows nothing that loads before it connects', async () => {
    standInForWebSocket();
    const element = document.createElement('ws-chat');
    Object.assign(element, { server: newServer(), loading: 'manual' });
    createPlace().append(element);
    const chat = new ChatUnderTest(element, []);
    await chat.rendered();
    expect(chat.has('.loading')).to.equal(false);
    expect(chat.has('.notice')).to.equal(true);
  });

  it('says that nobody answers, and tries at once where the person wants it', async () => {
    const chat = await create({ server: 'http://127.0.0.1:1/' });
    const retry = await until('it is told', () => {
      chat.socket.end();
      return chat.root.querySelector<HTMLElement>('[part=notice] .link-button');
    });
    expect(chat.find('[part=notice]').textContent).to.contain(en.unreachable).and.to.contain('127.0.0.1:1');
    const { length } = chat.sockets;
    retry.click();
    expect(chat.sockets.length).to.be.greaterThan(length);
  });

  it('says in the server’s own words why nobody comes in just now', async () => {
    const { fetch } = globalThis;
    const denial = { status: 503, code: 'full', sentence: 'This room is full.', retryAfterMs: 60_000 };
    globalThis.fetch = () => Promise.resolve(Response.json(denial, { status: 503 }));
    afterTest(() => (globalThis.fetch = fetch));
    const chat = await create();
    chat.socket.end();
    const notice = await until('it is told', () => chat.root.querySelector('[part=notice] .link-button'));
    expect(notice.closest('[part=notice]')!.textContent).to.contain('This room is full.');
  });
});
