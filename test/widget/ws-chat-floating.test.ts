// The chat in the corner: a button that opens it, and the way back.
import { expect } from 'chai';
import { en } from '../../widget/locales/en.ts';
import { ChatUnderTest } from './support/chat-under-test.ts';
import { ann, entries, entry, fresh } from './support/frames.ts';
import { hasFocus } from './support/stage.ts';
import { drawn, until } from './support/until.ts';

const create = () => ChatUnderTest.create({ mode: 'floating', name: 'Ann', loading: 'eager' });
const launcher = (chat: ChatUnderTest) => chat.root.querySelector<HTMLButtonElement>('.launcher');

async function open(chat: ChatUnderTest): Promise<void> {
  launcher(chat)!.click();
  await chat.rendered();
}

describe('floating ws-chat', () => {
  it('is a button with a label at first, and connected', async () => {
    const chat = await create();
    expect(launcher(chat)!.getAttribute('aria-label')).to.equal(en.open);
    expect(chat.has('section')).to.equal(false);
    expect(chat.sockets).to.have.length(1);
  });

  it('stands in the corner, over the page', async () => {
    const chat = await create();
    const { position, zIndex } = getComputedStyle(chat.element);
    expect(position).to.equal('fixed');
    expect(Number(zIndex)).to.be.greaterThan(1_000_000);
    const { right, bottom } = chat.element.getBoundingClientRect();
    expect([document.documentElement.clientWidth - right, innerHeight - bottom]).to.deep.equal([20, 20]);
  });

  it('opens by its button, ready to be written in', async () => {
    const chat = await create();
    await chat.enter();
    await open(chat);
    expect(chat.element.open).to.equal(true);
    expect(chat.has('.launcher')).to.equal(false);
    expect(hasFocus(chat.field)).to.equal(true);
    expect(chat.sockets).to.have.length(1);
  });

  it('closes on Escape, and gives the focus back to its button', async () => {
    const chat = await create();
    await chat.enter();
    await open(chat);
    await chat.press('Escape');
    expect(chat.element.open).to.equal(false);
    expect(hasFocus(launcher(chat))).to.equal(true);
  });

  it('closes by a button with a label, and gives the focus back', async () => {
    const chat = await create();
    await chat.enter();
    await open(chat);
    chat.button(en.close).click();
    await chat.rendered();
    expect(chat.element.open).to.equal(false);
    expect(hasFocus(launcher(chat))).to.equal(true);
  });

  // Engines tell it in three ways; in the last, the end comes before the key that ends it.
  for (const [way, init] of [
    ['by its name', { isComposing: true }],
    ['by its code', { keyCode: 229 }],
    ['too late', {}],
  ] as const)
    it(`does not close on the Escape that ends a composition, told ${way}`, async () => {
      const chat = await create();
      await chat.enter();
      await open(chat);
      if (way === 'too late')
        chat.field.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }));
      chat.field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, ...init }));
      await chat.rendered();
      expect(chat.element.open).to.equal(true);
    });

  it('opens and closes as the page says', async () => {
    const chat = await create();
    chat.element.open = true;
    await chat.rendered();
    expect(chat.has('section')).to.equal(true);
    chat.element.removeAttribute('open');
    await chat.rendered();
    expect(chat.has('.launcher')).to.equal(true);
  });

  it('counts what came since, and not what was there, nor what oneself said', async () => {
    const chat = await create();
    await chat.enter(fresh({ entries: entries(1, 5) }));
    expect(launcher(chat)!.getAttribute('aria-label')).to.equal(en.open);
    await chat.say(entry(6), entry(7, { from: ann }), entry(8));
    expect(launcher(chat)!.getAttribute('aria-label')).to.equal(en.openUnread(2));
    expect(chat.find('.badge').textContent).to.equal('2');
    expect(chat.find('.badge').getAttribute('aria-hidden')).to.equal('true');
  });

  it('shows no greater number than 99', async () => {
    const chat = await create();
    await chat.enter();
    await chat.say(...entries(1, 120));
    expect(chat.find('.badge').textContent).to.equal('99+');
  });

  it('counts anew in another room', async () => {
    const chat = await create();
    await chat.enter(fresh({ entries: entries(1, 2) }));
    chat.element.room = 'garden';
    await until('it goes there', () => chat.sockets.length === 2);
    await chat.enter(fresh({ entries: entries(1, 5) }));
    expect(launcher(chat)!.getAttribute('aria-label')).to.equal(en.open);
  });

  it('keeps what was typed while it is closed', async () => {
    const chat = await create();
    await chat.enter();
    await open(chat);
    chat.field.value = 'Half a mess';
    chat.field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await chat.press('Escape');
    await open(chat);
    expect(chat.field.value).to.equal('Half a mess');
    expect(hasFocus(chat.field)).to.equal(true);
  });

  it('shows the newest message whenever it is opened, by whomever', async () => {
    const chat = await create();
    await chat.enter(fresh({ entries: entries(1, 60) }));
    for (const last of [61, 62]) {
      chat.element.open = true;
      await chat.rendered();
      await until('the newest message is in view', () => chat.below < 1);
      chat.element.open = false;
      await chat.rendered();
      await chat.say(entry(last));
      await drawn();
    }
    await open(chat);
    await until('the newest message is in view', () => chat.below < 1 && chat.texts.at(-1) === 'text 62');
  });

  it('has everything read once it was open', async () => {
    const chat = await create();
    await chat.enter();
    await chat.say(...entries(1, 3));
    await open(chat);
    await chat.press('Escape');
    expect(launcher(chat)!.getAttribute('aria-label')).to.equal(en.open);
    await chat.say(entry(4));
    expect(launcher(chat)!.getAttribute('aria-label')).to.equal(en.openUnread(1));
  });
});

describe('inline ws-chat', () => {
  it('has no button to close it, and stays on Escape', async () => {
    const chat = await ChatUnderTest.create({ name: 'Ann' });
    await chat.enter();
    expect(chat.has(`[aria-label="${en.close}"]`)).to.equal(false);
    await chat.press('Escape');
    expect(chat.has('section')).to.equal(true);
    expect(getComputedStyle(chat.element).position).to.equal('static');
  });
});
