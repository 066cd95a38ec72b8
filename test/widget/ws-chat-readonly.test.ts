// A chat in which nothing can be written: it still says how its connection stands.
import { expect } from 'chai';
import { en } from '../../widget/locales/en.ts';
import type { WsChat } from '../../widget/ws-chat.ts';
import { ChatUnderTest } from './support/chat-under-test.ts';
import { entries, fresh, resumed } from './support/frames.ts';
import { afterTest, hasFocus } from './support/stage.ts';
import { until } from './support/until.ts';

/** Was there, and waits for its third try. */
async function createLost(properties: Partial<WsChat>): Promise<ChatUnderTest> {
  const { fetch } = globalThis;
  const denial = { status: 503, code: 'full', sentence: 'Full.', retryAfterMs: 60_000 };
  globalThis.fetch = () => Promise.resolve(Response.json(denial, { status: 503 }));
  afterTest(() => (globalThis.fetch = fetch));
  const chat = await ChatUnderTest.create(properties);
  await chat.enter(fresh({ entries: entries(1, 3) }));
  chat.socket.end();
  await until('it tries again', () => chat.sockets.length === 2);
  chat.socket.end();
  await until('it waits, and has something to say', () => chat.find('[part=status]').textContent !== '');
  return chat;
}

describe('ws-chat without a field', () => {
  for (const properties of [{ mode: 'readonly' }, { replay: true }] as const)
    it(`says that there is no connection, and tries at once when asked: ${Object.keys(properties).join()}`, async () => {
      const chat = await createLost(properties);
      const status = chat.find('[part=status]');
      expect(status.role).to.equal('status');
      expect(status.textContent).to.contain(en.noConnection);
      status.querySelector('button')!.click();
      await until('it tries at once', () => chat.sockets.length === 3);
      expect(hasFocus(chat.find('.scroller'))).to.equal(true);
      await chat.enter(resumed({ head: 3 }));
      expect(status.textContent).to.equal('');
      expect(status.offsetHeight).to.equal(0);
    });

  it('says nothing over a picture', async () => {
    const chat = await createLost({ mode: 'overlay' });
    expect(chat.find('[part=status]').checkVisibility()).to.equal(false);
  });
});
