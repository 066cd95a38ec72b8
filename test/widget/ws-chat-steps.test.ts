// From one part of the chat to the next by Ctrl+F6, as in windows with several panes.
import { expect } from 'chai';
import { en } from '../../widget/locales/en.ts';
import { ChatUnderTest } from './support/chat-under-test.ts';
import { companyHasCome } from './support/company.ts';
import { entries, fresh } from './support/frames.ts';
import { hasFocus } from './support/stage.ts';
import { until } from './support/until.ts';

async function create(): Promise<ChatUnderTest> {
  const chat = await ChatUnderTest.create({ name: 'Ann' });
  await chat.enter(fresh({ entries: entries(1, 3), present: 2 }));
  await companyHasCome(chat);
  return chat;
}

/** Returns whether the browser still does what the key does by itself. */
function press(chat: ChatUnderTest, init: KeyboardEventInit = { ctrlKey: true }): boolean {
  const at = chat.root.activeElement ?? document.body;
  return at.dispatchEvent(
    new KeyboardEvent('keydown', { key: 'F6', bubbles: true, cancelable: true, composed: true, ...init }),
  );
}

describe('Ctrl+F6 in ws-chat', () => {
  it('goes round from the header to the messages and the field, and back with Shift', async () => {
    const chat = await create();
    const parts = ['.present', '.scroller', 'textarea', '.present'];
    chat.find('.present').focus();
    for (const part of parts.slice(1)) {
      expect(press(chat)).to.equal(false);
      expect(hasFocus(chat.find(part)), part).to.equal(true);
    }
    for (const part of parts.toReversed().slice(1)) {
      press(chat, { metaKey: true, shiftKey: true });
      expect(hasFocus(chat.find(part)), part).to.equal(true);
    }
  });

  it('goes to the field from within a message, whatever is begun there', async () => {
    const chat = await create();
    chat.find('[data-seq="2"]').focus();
    press(chat);
    expect(hasFocus(chat.field)).to.equal(true);
  });

  it('goes between the header and what lies over the conversation', async () => {
    const chat = await create();
    chat.button(en.settings).click();
    await until('the settings are there', () => chat.has('.sheet'));
    chat.find('.present').focus();
    press(chat);
    expect(chat.find('.sheet').matches(':focus-within')).to.equal(true);
    press(chat);
    expect(hasFocus(chat.find('.present'))).to.equal(true);
  });

  it('is left to the browser without Ctrl, and outside the chat', async () => {
    const chat = await create();
    chat.field.focus();
    expect(press(chat, {})).to.equal(true);
    chat.field.blur();
    expect(press(chat)).to.equal(true);
  });
});
