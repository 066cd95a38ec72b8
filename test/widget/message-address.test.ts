import { expect } from 'chai';
import { addressOf, seqInAddress } from '../../widget/message-address.ts';
import { afterTest } from './support/stage.ts';

describe('address of a message', () => {
  it('is read back, and nothing else is', () => {
    expect(seqInAddress('#message-123')).to.equal(123);
    for (const hash of ['', '#', '#message-', '#message-1x', '#Message-1', '#message-1234567890123456'])
      expect(seqInAddress(hash), hash).to.equal(undefined);
  });

  it('is the page’s own, with the message in it', () => {
    const before = location.href;
    afterTest(() => history.replaceState({}, '', before));
    history.replaceState({}, '', '?page=2#elsewhere');
    const address = new URL(addressOf(42));
    expect(address.search).to.equal('?page=2');
    expect(seqInAddress(address.hash)).to.equal(42);
  });
});
