// The composer is a later file; this page begins without it.
import { expect } from 'chai';
import { fresh } from './support/frames.ts';
import { ChatUnderTest } from './support/chat-under-test.ts';
import { createPlace, hasFocus } from './support/stage.ts';
import { standInForWebSocket } from './support/stand-in-socket.ts';
import { until } from './support/until.ts';

describe('the composer', () => {
  it('is not fetched where there is nothing to write in, or nothing to see', async () => {
    const readonly = await ChatUnderTest.create({ mode: 'readonly' });
    await readonly.enter(fresh());
    await ChatUnderTest.create({ mode: 'floating', loading: 'eager' });
    expect(customElements.get('ws-chat-composer')).to.equal(undefined);
  });

  it('comes to its place by itself, which is as high before, and then takes who wanted to write', async () => {
    standInForWebSocket();
    const element = document.createElement('ws-chat');
    element.server = 'https://chat.example/';
    createPlace().append(element);
    await element.updateComplete;
    element.focus();
    const root = element.shadowRoot!;
    const composer = root.querySelector<HTMLElement>('ws-chat-composer')!;
    expect(composer.matches(':defined')).to.equal(false);
    const { offsetHeight } = composer;
    await until('it has come', () => hasFocus(root.querySelector('textarea')));
    expect(composer.offsetHeight).to.equal(offsetHeight);
  });
});
