// The stops of the Tab key in everything that can be on the screen at once: never more than six.
import { expect } from 'chai';
import { PartEvent } from '../../widget/elements/part.ts';
import type { RowAct } from '../../widget/elements/row-act.ts';
import { enComposer } from '../../widget/locales/en-composer.ts';
import { en } from '../../widget/locales/en.ts';
import { ChatUnderTest } from './support/chat-under-test.ts';
import { entries, fresh, refusal } from './support/frames.ts';
import { afterTest, hasFocus } from './support/stage.ts';
import { until } from './support/until.ts';

/** Further up in a long log, with messages that were not sent, a reply begun and a text in the field. */
async function createCrowded(name?: string): Promise<ChatUnderTest> {
  const chat = await ChatUnderTest.create({ name });
  await chat.enter(fresh({ entries: entries(1, 60), present: 3 }));
  for (let count = 1; name && count <= 20; count++) {
    await chat.write(`text ${count}`);
    const { draftId } = chat.socket.sent.at(-1) as { draftId: string };
    await chat.say(refusal(draftId, { kind: 'final' }));
  }
  chat.log!.dispatchEvent(new PartEvent<RowAct>('chat-act', { kind: 'reply', seq: 60 }));
  await until('what is answered is shown', () => chat.has('.about'));
  chat.field.value = 'Yes';
  chat.field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  chat.find('.scroller').scrollTop = 0;
  await until('there is a way down', () => chat.has('.jump'));
  await chat.rendered();
  return chat;
}

/** As the Tab key meets them. */
const stops = (chat: ChatUnderTest) =>
  [...chat.root.querySelectorAll<HTMLElement>('*')]
    .filter((element) => element.tabIndex >= 0 && element.checkVisibility())
    .map((element) => element.getAttribute('part') ?? element.className);

describe('Tab key in ws-chat', () => {
  it('stops six times at most, with all there is at once', async () => {
    const chat = await createCrowded('Ann');
    expect(chat.root.querySelectorAll('.outcome button')).to.have.length(40);
    expect(stops(chat)).to.deep.equal(['present', 'log', 'jump', 'writing-as', 'input', 'send']);
  });

  it('stops six times at most while there is no connection', async () => {
    const { fetch } = globalThis;
    const denial = { status: 503, code: 'full', sentence: 'Full.', retryAfterMs: 60_000 };
    globalThis.fetch = () => Promise.resolve(Response.json(denial, { status: 503 }));
    afterTest(() => (globalThis.fetch = fetch));
    const chat = await createCrowded('Ann');
    chat.socket.end();
    await until('it tries again', () => chat.sockets.length === 2);
    chat.socket.end();
    await until('it offers another try', () => chat.has('.state-line button'));
    expect(stops(chat)).to.have.length(6);
  });

  it('stops six times at most while a name is asked for', async () => {
    const chat = await createCrowded();
    await chat.press('Enter');
    await until('it asks', () => chat.has('#name'));
    expect(stops(chat)).to.have.length(6);
  });

  it('meets one of the buttons at the field, and arrows lead to the others', async () => {
    const chat = await createCrowded('Ann');
    const order = [enComposer.send, enComposer.endReply, en.emoji, enComposer.send];
    chat.button(enComposer.send).focus();
    for (const [index, label] of order.entries()) {
      expect(hasFocus(chat.button(label)), label).to.equal(true);
      if (index < order.length - 1) await chat.press('ArrowRight', chat.button(label));
    }
    await chat.press('ArrowLeft', chat.button(enComposer.send));
    expect(hasFocus(chat.button(en.emoji))).to.equal(true);
  });

  it('hears what both groups of buttons belong to', async () => {
    const chat = await ChatUnderTest.create({ room: 'garden' });
    await chat.enter();
    const above = chat.find('.header [role=toolbar]').getAttribute('aria-labelledby')!;
    expect(chat.root.getElementById(above)!.textContent).to.equal('Garden');
    expect(chat.find('form [role=toolbar]').ariaLabel).to.equal(enComposer.write('Garden'));
  });

  it('leaves the arrows in the text to the text', async () => {
    const chat = await createCrowded('Ann');
    chat.field.focus();
    await chat.press('ArrowRight');
    expect(hasFocus(chat.field)).to.equal(true);
  });
});
