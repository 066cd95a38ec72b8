// At an address where there is no chat: neither way leads anywhere, and each says so.
import { expect } from 'chai';
import type { Socket } from '../../../widget/connection/socket.ts';
import { cameToNothing, openWay } from '../../../widget/connection/ways.ts';

/** Where nothing listens. */
const there = 'http://127.0.0.1:65533';
const here = there.replace('http', 'ws');

/** What was asked for by plain HTTP. */
const asked: string[] = [];
const { fetch } = window;
before(() => {
  window.fetch = (input, init) => {
    asked.push(new Request(input).url);
    return fetch(input, init);
  };
});
after(() => {
  window.fetch = fetch;
});

const closed = (socket: Socket) =>
  new Promise<number>((resolve) => (socket.onclose = ({ code }) => resolve(code)));

describe('ways to a room', () => {
  it('are sockets first', async () => {
    const way = openWay(`${here}/rooms/first`);
    expect(way).to.be.instanceOf(WebSocket);
    expect(await closed(way)).to.equal(1006);
    cameToNothing(`${here}/rooms/first`);
    expect(openWay(`${here}/rooms/first`)).to.be.instanceOf(WebSocket);
  });

  it('are streams after two sockets in vain, and take turns where those lead nowhere either', async () => {
    const url = `${here}/rooms/second`;
    const kinds = [];
    for (let count = 0; count < 5; count++) {
      const way = openWay(url);
      kinds.push(way instanceof WebSocket ? 'socket' : 'stream');
      expect(await closed(way)).to.equal(1006);
      cameToNothing(url);
    }
    expect(kinds).to.deep.equal(['socket', 'socket', 'stream', 'socket', 'stream']);
  });

  it('are streams at once on the tab’s next page, for a while', () => {
    const url = `${here}/rooms/fourth`;
    const kindAfter = (ms: number) => {
      sessionStorage.setItem(`ws-chat way ${url}`, `${Date.now() - ms}`);
      const way = openWay(url);
      way.close();
      return way instanceof WebSocket ? 'socket' : 'stream';
    };
    expect([0, 599_000, 600_000].map(kindAfter)).to.deep.equal(['stream', 'stream', 'socket']);
  });

  it('are not gone where nobody wants to any more by the time that they are known', async () => {
    const url = `${here}/rooms/third`;
    for (let count = 0; count < 2; count++) cameToNothing(url);
    const left = openWay(url);
    left.close();
    // The next one has the same file, and so comes after it.
    const next = openWay(url);
    expect(next).not.to.be.instanceOf(WebSocket);
    await closed(next);
    expect(asked.filter((address) => address.includes('third'))).to.deep.equal([
      `${there}/rooms/third/events`,
    ]);
  });
});
