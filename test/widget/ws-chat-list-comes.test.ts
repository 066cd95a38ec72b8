// The list of messages is a later file; this page begins without it.
import { expect } from 'chai';
import { entries, fresh } from './support/frames.ts';
import { createPlace } from './support/stage.ts';
import { standInForWebSocket } from './support/stand-in-socket.ts';
import { until } from './support/until.ts';
import { define } from '../../widget/define.ts';
import type { WsChat } from '../../widget/ws-chat.ts';

define();

async function place(properties: Partial<WsChat>): Promise<WsChat> {
  const element = document.createElement('ws-chat');
  Object.assign(element, { server: 'https://chat.example/', loading: 'eager', ...properties });
  createPlace().append(element);
  await element.updateComplete;
  return element;
}

describe('the list', () => {
  it('is not fetched where there is nothing to see, though something is said', async () => {
    const sockets = standInForWebSocket();
    const element = await place({ mode: 'floating' });
    await until('it connects', () => sockets.length > 0);
    sockets[0]!.open();
    sockets[0]!.say(fresh({ entries: entries(1, 3) }));
    await element.updateComplete;
    expect(customElements.get('ws-chat-log')).to.equal(undefined);
  });

  it('comes to its place by itself, where messages are seen to be on their way', async () => {
    const sockets = standInForWebSocket();
    const element = await place({});
    sockets[0]!.open();
    sockets[0]!.say(fresh({ entries: entries(1, 3) }));
    await element.updateComplete;
    const list = element.shadowRoot!.querySelector<HTMLElement>('ws-chat-log')!;
    expect(list.matches(':defined')).to.equal(false);
    expect(getComputedStyle(list, '::before').backgroundImage).to.include('gradient');
    const { offsetHeight } = list;
    await until('it has come', () => list.querySelectorAll('[data-seq]').length === 3);
    expect(list.offsetHeight).to.equal(offsetHeight);
    expect(getComputedStyle(list, '::before').content).to.equal('none');
  });
});
