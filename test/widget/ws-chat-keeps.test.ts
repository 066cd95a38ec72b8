// What a person wrote or chose survives whatever the page and the network do.
import { expect } from 'chai';
import { PartEvent } from '../../widget/elements/part.ts';
import type { RowAct } from '../../widget/elements/row-act.ts';
import { en } from '../../widget/locales/en.ts';
import { enComposer } from '../../widget/locales/en-composer.ts';
import { ChatUnderTest } from './support/chat-under-test.ts';
import { ann, entry, fresh, resumed } from './support/frames.ts';
import { afterTest } from './support/stage.ts';
import { until } from './support/until.ts';

describe('ws-chat that is written in', () => {
  it('keeps half a message while a floating chat is closed', async () => {
    const chat = await ChatUnderTest.create({ mode: 'floating', open: true, name: 'Ann' });
    await chat.enter();
    chat.field.value = 'half a mess';
    chat.field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await chat.press('Escape');
    expect(chat.element.open).to.equal(false);
    chat.find('.launcher').click();
    await chat.rendered();
    expect(chat.field.value).to.equal('half a mess');
  });

  it('keeps unsent messages, and its connection, when the page tells it the name', async () => {
    const chat = await ChatUnderTest.create({ name: 'Guest' });
    await chat.enter();
    await chat.write('unanswered');
    chat.element.name = 'Ann';
    await chat.rendered();
    expect(chat.texts).to.deep.equal(['unanswered']);
    expect(chat.sockets).to.have.length(1);
    expect(chat.socket.sent.at(-1)).to.deep.equal({ type: 'rename', name: 'Ann' });
  });

  it('tries at once when asked to, also after it was welcomed before', async () => {
    const { fetch } = globalThis;
    const denial = { status: 503, code: 'full', sentence: 'Full.', retryAfterMs: 60_000 };
    globalThis.fetch = () => Promise.resolve(Response.json(denial, { status: 503 }));
    afterTest(() => (globalThis.fetch = fetch));
    const chat = await ChatUnderTest.create({ name: 'Ann' });
    await chat.enter(fresh());
    chat.socket.end();
    await until('it tries again', () => chat.sockets.length === 2);
    chat.socket.end();
    await until('it waits, and says so', () => chat.has('.state-line button'));
    expect(chat.find('.state-line').textContent).to.include(en.noConnection);
    chat.find('.state-line button').click();
    await until('it tries at once', () => chat.sockets.length === 3);
    await chat.enter(resumed());
    expect(chat.find('.state-line').textContent).to.equal('');
    expect(chat.find('.writing-as').textContent).to.contain('Ann');
  });

  it('stays in its page’s room when a single-page site changes the address', async () => {
    const address = location.href;
    const chat = await ChatUnderTest.create({ room: 'auto', name: 'Ann' });
    await chat.enter();
    const { url } = chat.socket;
    history.pushState({}, '', '/somewhere/else');
    afterTest(() => history.replaceState({}, '', address));
    await chat.say({ type: 'presence', count: 3 });
    expect(chat.sockets.map((socket) => socket.url)).to.deep.equal([url]);
  });

  it('keeps unsent messages through a change of the room and back', async () => {
    const chat = await ChatUnderTest.create({ name: 'Ann' });
    await chat.enter();
    await chat.write('unanswered');
    chat.element.room = 'garden';
    await chat.rendered();
    expect(chat.texts).to.deep.equal([]);
    chat.element.room = 'lobby';
    await chat.rendered();
    expect(chat.texts).to.deep.equal(['unanswered']);
    await chat.enter();
    expect(chat.socket.sent.at(-1)).to.deep.include({ type: 'post', text: 'unanswered' });
  });

  for (const kind of ['reply', 'edit'] as const)
    it(`keeps in the field what the page does not let go: ${kind}`, async () => {
      const chat = await ChatUnderTest.create({ name: 'Ann' });
      await chat.enter(fresh({ entries: [entry(1, { from: ann })] }));
      const asked: unknown[] = [];
      chat.element.addEventListener('ws-chat-send', (event) => {
        asked.push(event.detail);
        if (asked.length === 1) event.preventDefault();
      });
      chat.log!.dispatchEvent(new PartEvent<RowAct>('chat-act', { kind, seq: 1 }));
      await until('what it refers to is shown', () => chat.has('.about'));
      await chat.write('At eight');
      expect(chat.field.value).to.equal('At eight');
      expect(chat.has('.about')).to.equal(true);
      await chat.press('Enter');
      const [replyTo, edits] = kind === 'edit' ? [undefined, 1] : [1, undefined];
      const detail = { text: 'At eight', replyTo, edits };
      expect(asked).to.deep.equal([detail, detail]);
      expect(chat.socket.sent.at(-1)).to.deep.include(
        kind === 'edit' ? { type: 'edit', ref: 1, text: 'At eight' } : { type: 'post', replyTo: 1 },
      );
      expect(chat.has('.about')).to.equal(false);
    });

  it('keeps the text in the field when too many messages wait', async () => {
    const chat = await ChatUnderTest.create({ name: 'Ann' });
    await chat.enter();
    for (let count = 0; count < 20; count++) await chat.write(`text ${count}`);
    expect(chat.texts).to.have.length(20);
    await chat.write('one more');
    expect(chat.texts).to.have.length(20);
    expect(chat.field.value).to.equal('one more');
  });
});

describe('ws-chat in which somebody writes', () => {
  it('tells the room under a chosen name, and not under a made one', async () => {
    const typed = async (chat: ChatUnderTest) => {
      await chat.enter();
      chat.field.value = 'Hel';
      chat.field.dispatchEvent(new InputEvent('input', { bubbles: true }));
      return chat.socket.sent.slice(1);
    };
    expect(await typed(await ChatUnderTest.create({ name: 'Ann' }))).to.deep.equal([
      { type: 'typing', on: true },
    ]);
    expect(await typed(await ChatUnderTest.create())).to.deep.equal([]);
  });

  it('says who else does', async () => {
    const chat = await ChatUnderTest.create({ name: 'Ann' });
    await chat.enter();
    await chat.say({ type: 'typing', who: [{ id: 'bo', name: 'Bo' }] });
    expect(chat.find('[part=writers]').textContent).to.equal(enComposer.writing(['Bo']));
  });
});
