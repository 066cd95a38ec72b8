// What the element does to the page it lives in, and what it leaves behind.
import { expect } from 'chai';
import { ChatUnderTest } from './support/chat-under-test.ts';
import { companyHasCome } from './support/company.ts';
import { ann, entries, entry, fresh, refusal, resumed } from './support/frames.ts';
import { createPlace, rendered } from './support/stage.ts';
import { drawn, until } from './support/until.ts';

const create = ChatUnderTest.create;

describe('ws-chat that leaves the page', () => {
  it('keeps its connection when it is moved', async () => {
    const chat = await create();
    await chat.enter(fresh({ entries: entries(1, 2) }));
    createPlace().append(chat.element);
    await drawn();
    expect(chat.sockets).to.have.length(1);
    expect(chat.socket.closedByClient).to.equal(false);
    await chat.say(entry(3));
    expect(chat.texts).to.deep.equal(['text 1', 'text 2', 'text 3']);
  });

  it('keeps what was typed when it is moved', async () => {
    const chat = await create({ name: 'Ann' });
    await chat.enter();
    chat.field.value = 'Half a mess';
    chat.field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    createPlace().append(chat.element);
    await chat.rendered();
    expect(chat.field.value).to.equal('Half a mess');
  });

  it('closes its connection when it is removed', async () => {
    const chat = await create();
    await chat.enter();
    chat.element.remove();
    await Promise.resolve();
    expect(chat.socket.closedByClient).to.equal(true);
    dispatchEvent(new Event('online'));
    await drawn();
    expect(chat.sockets).to.have.length(1);
  });

  it('goes on where it was when it is put back into the page', async () => {
    const chat = await create({ name: 'Ann' });
    await chat.enter(fresh({ entries: entries(1, 2) }));
    await chat.write('Hello');
    const place = chat.element.parentElement!;
    chat.element.remove();
    await drawn();
    place.append(chat.element);
    await until('a socket is there', () => chat.sockets.length === 2);
    await chat.enter(resumed());
    expect(chat.texts).to.deep.equal(['text 1', 'text 2', 'Hello']);
    expect(chat.socket.sent.at(-1)).to.deep.include({ type: 'post', text: 'Hello' });
  });

  it('hears nothing more when another chat of its room goes on', async () => {
    const chat = await create();
    const { element: gone } = chat;
    const told: string[] = [];
    gone.addEventListener('ws-chat-message', ({ detail }) => told.push(detail.text));
    await chat.enter(fresh({ entries: entries(1, 2) }));
    const next = document.createElement('ws-chat');
    Object.assign(next, { server: gone.server, room: gone.room });
    createPlace().append(next);
    await rendered(next);
    gone.remove();
    await drawn();
    await chat.say(entry(3));
    await until('the other one shows it', () => next.shadowRoot!.textContent.includes('text 3'));
    expect(told).to.deep.equal([]);
    expect(chat.socket.closedByClient).to.equal(false);
  });

  it('does not come back by itself when it was removed while it waited', async () => {
    const chat = await create();
    await chat.enter();
    chat.socket.end();
    chat.element.remove();
    await Promise.resolve();
    dispatchEvent(new Event('online'));
    expect(chat.sockets).to.have.length(1);
  });
});

describe('ws-chat as a guest in its page', () => {
  it('has no style attribute and no style element, so that a strict page admits it', async () => {
    const chat = await create({ name: 'Ann' });
    const look = () => {
      // The panel follows the keyboard and the field its text by the object model, which a strict page allows.
      const forbidden = '[style]:not(.panel, textarea), style, link, script, [onclick]';
      expect(chat.root.querySelectorAll(forbidden).length).to.equal(0);
      expect(chat.element.hasAttribute('style')).to.equal(false);
    };
    look();
    await chat.enter();
    look();
    await chat.say(...entries(1, 40));
    look();
    await chat.write('Hello');
    const { draftId } = chat.socket.sent.at(-1) as { draftId: string };
    await chat.say(refusal(draftId));
    chat.find('.writing-as').click();
    await chat.rendered();
    look();
    chat.find('.scroller').scrollTop = 0;
    await until('the way down is there', () => chat.root.querySelector('.jump'));
    look();
    chat.element.mode = 'floating';
    await chat.rendered();
    look();
  });

  it('adds nothing to the page outside of itself', async () => {
    const before = document.head.children.length;
    const chat = await create();
    await chat.enter();
    expect(document.head.children).to.have.length(before);
    expect(chat.element.children).to.have.length(0);
  });

  it('is not touched by the style of the page', async () => {
    const chat = await create();
    await chat.enter(fresh({ entries: entries(1, 2) }));
    const place = chat.element.parentElement!;
    place.style.cssText = 'font: 40px/3 serif; color: red; text-transform: uppercase; letter-spacing: 1em';
    const { fontSize, textTransform, letterSpacing, color } = getComputedStyle(chat.find('.text'));
    expect({ fontSize, textTransform, letterSpacing }).to.deep.equal({
      fontSize: '14px',
      textTransform: 'none',
      letterSpacing: 'normal',
    });
    expect(color).not.to.equal('rgb(255, 0, 0)');
  });

  it('takes colours and measures from the page’s variables', async () => {
    const chat = await create();
    chat.element.style.setProperty('--ws-chat-bg', 'rgb(1, 2, 3)');
    chat.element.style.setProperty('--ws-chat-font-size', '17px');
    const { backgroundColor, fontSize } = getComputedStyle(chat.find('.panel'));
    expect([backgroundColor, fontSize]).to.deep.equal(['rgb(1, 2, 3)', '17px']);
  });

  it('can be hidden', async () => {
    const chat = await create();
    chat.element.hidden = true;
    expect(getComputedStyle(chat.element).display).to.equal('none');
  });

  it('lets two chats live beside each other', async () => {
    const chat = await create();
    await chat.enter(fresh({ entries: [entry(1, { text: 'here' })] }));
    const other = document.createElement('ws-chat');
    Object.assign(other, { server: chat.element.server, room: 'garden' });
    createPlace().append(other);
    await until('its socket is there', () => chat.sockets.length === 2);
    await chat.enter(fresh({ entries: [entry(1, { from: ann, text: 'there' })] }));
    await rendered(other);
    expect(chat.texts).to.deep.equal(['here']);
    expect(chat.socket.sent[0]).to.deep.include({ token: fresh().token });
  });

  it('holds on to no more messages than it needs while one follows', async () => {
    const chat = await create();
    await chat.enter(fresh({ entries: entries(1, 590) }));
    await chat.say(...entries(591, 620));
    await until('the oldest are gone', () => chat.texts.length <= 500);
    expect(chat.texts.at(-1)).to.equal('text 620');
  });
});

describe('ws-chat in another document', () => {
  /** The chat, and how it looks, before and after it is moved into the document of a frame. */
  async function moved() {
    const chat = await ChatUnderTest.create();
    await chat.enter(fresh({ entries: [entry(1)] }));
    await companyHasCome(chat);
    const looks = () => {
      const { display, backgroundColor } = getComputedStyle(chat.find('.panel'));
      return { display, backgroundColor, sheets: chat.root.adoptedStyleSheets.length };
    };
    const before = looks();
    const frame = document.createElement('iframe');
    frame.srcdoc = '<!doctype html>';
    createPlace().append(frame);
    // Firefox puts another document there once that has come.
    await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
    frame.contentDocument!.body.append(chat.element);
    await chat.rendered();
    return { chat, looks, before };
  }

  it('looks as before, and so does it back in its page', async () => {
    const { chat, looks, before } = await moved();
    expect(looks()).to.deep.equal(before);
    createPlace().append(chat.element);
    await chat.rendered();
    expect(looks()).to.deep.equal(before);
  });

  it('dresses what is loaded there', async function () {
    // By the standard an element comes alive by the definitions of the document that it stands in.
    if (navigator.userAgent.includes('Firefox')) return this.skip();
    const { chat, looks, before } = await moved();
    chat.find('[data-sheet=settings]').click();
    await until('it is there', () => chat.root.querySelector('ws-chat-settings-panel input'));
    expect(looks().sheets).to.equal(before.sheets + 1);
    createPlace().append(chat.element);
    await chat.rendered();
    expect(looks()).to.deep.equal({ ...before, sheets: before.sheets + 1 });
  });
});
