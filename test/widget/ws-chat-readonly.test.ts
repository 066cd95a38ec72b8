// A chat in which nothing can be written: it still says how its connection stands.
import { expect } from 'chai';
import { en } from '../../widget/locales/en.ts';
import type { WsChat } from '../../widget/ws-chat.ts';
import { ChatUnderTest } from './support/chat-under-test.ts';
import { entries, fresh, resumed } from './support/frames.ts';
import { afterTest, hasFocus } from './support/stage.ts';
import { until } from './support/until.ts';

/** Was there, and waits for its third try. */
async function createLost(properties: Partial<WsChat>, count = 3): Promise<ChatUnderTest> {
  const { fetch } = globalThis;
  const denial = { status: 503, code: 'full', sentence: 'Full.', retryAfterMs: 60_000 };
  globalThis.fetch = () => Promise.resolve(Response.json(denial, { status: 503 }));
  afterTest(() => (globalThis.fetch = fetch));
  const chat = await ChatUnderTest.create(properties);
  await chat.enter(fresh({ entries: entries(1, count) }));
  chat.socket.end();
  await until('it tries again', () => chat.sockets.length === 2);
  chat.socket.end();
  await until('it waits, and has something to say', () => chat.find('[part=status]').textContent !== '');
  return chat;
}

describe('ws-chat without a field', () => {
  // What nobody has spoken in has no clock to wait for.
  for (const [name, properties, count] of [
    ['readonly', { mode: 'readonly' }, 3],
    ['replay', { replay: true }, 0],
  ] as const)
    it(`says that there is no connection, and tries at once when asked: ${name}`, async () => {
      const chat = await createLost(properties, count);
      const status = chat.find('[part=status]');
      expect(status.role).to.equal('status');
      expect(status.textContent).to.contain(en.noConnection);
      status.querySelector('button')!.click();
      await until('it tries at once', () => chat.sockets.length === 3);
      await chat.enter(resumed({ head: count }));
      expect(status.textContent).to.equal('');
      expect(status.offsetHeight).to.equal(0);
    });

  it('gives the focus to the messages when the button for that goes', async () => {
    const chat = await createLost({ mode: 'readonly' });
    chat.find('[part=status] button').click();
    expect(hasFocus(chat.find('.scroller'))).to.equal(true);
  });

  it('says nothing over a picture', async () => {
    const chat = await createLost({ mode: 'overlay' });
    expect(chat.find('[part=status]').checkVisibility()).to.equal(false);
  });
});
