import { expect } from 'chai';
import { addressOf, seqInAddress } from '../../widget/message-address.ts';
import { afterTest } from './support/stage.ts';

const inLobby = (hash: string, isFirst = true) => seqInAddress(hash, 'lobby', isFirst);

describe('address of a message', () => {
  it('is read back, and nothing else is', () => {
    expect(inLobby('#message-123')).to.equal(123);
    for (const hash of ['', '#', '#message-', '#message-1x', '#Message-1', '#message-1234567890123456'])
      expect(inLobby(hash), hash).to.equal(undefined);
  });

  it('means the chat of its room, and without a room the first of the page', () => {
    expect(inLobby('#message-123-lobby', false)).to.equal(123);
    expect(inLobby('#message-123-den')).to.equal(undefined);
    expect(inLobby('#message-123', false)).to.equal(undefined);
  });

  it('is the page’s own, with the message in it, and the room where that is needed', () => {
    const before = location.href;
    afterTest(() => history.replaceState({}, '', before));
    history.replaceState({}, '', '?page=2#elsewhere');
    const address = new URL(addressOf(42));
    expect(address.search).to.equal('?page=2');
    expect(address.hash).to.equal('#message-42');
    expect(new URL(addressOf(42, 'page.a-b')).hash).to.equal('#message-42-page.a-b');
  });
});
