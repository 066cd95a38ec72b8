import { expect } from 'chai';
import type { ReactiveController } from 'lit';
import { ReadMark } from '../../../widget/controllers/read-mark.ts';

const room = ['lobby', 'epoch-1'];

function createMark() {
  const host = {
    updates: 0,
    addController: (_: ReactiveController) => {},
    removeController: () => {},
    requestUpdate: () => {
      host.updates++;
    },
    updateComplete: Promise.resolve(true),
  };
  const mark = new ReadMark(host);
  const take = (last: number, isWatching: boolean, of: readonly unknown[] = room) =>
    mark.take({ of, last, isWatching });
  return { host, mark, take };
}

describe('read mark', () => {
  it('takes what was there before the visit as read', () => {
    const { mark, take } = createMark();
    take(20, false);
    expect(mark.readUpTo).to.equal(20);
    expect(mark.line).to.equal(20);
  });

  it('follows while the reader looks, without a line', () => {
    const { mark, take } = createMark();
    take(1, true);
    take(5, true);
    expect(mark.readUpTo).to.equal(5);
    expect(mark.line).to.equal(undefined);
  });

  it('puts the line where the reader stopped looking, and leaves it there when they come back', () => {
    const { mark, take } = createMark();
    take(5, true);
    take(7, false);
    take(9, false);
    expect([mark.readUpTo, mark.line]).to.deep.equal([5, 5]);
    take(9, true);
    take(12, true);
    expect([mark.readUpTo, mark.line]).to.deep.equal([12, 5]);
    take(13, false);
    expect(mark.line).to.equal(12);
  });

  it('takes the line away when the reader speaks, and when it is another room or log', () => {
    const { mark, take } = createMark();
    take(5, true);
    take(7, false);
    mark.spoke();
    expect(mark.line).to.equal(undefined);
    take(8, true);
    take(9, false);
    take(30, true, ['lobby', 'epoch-2']);
    expect([mark.readUpTo, mark.line]).to.deep.equal([30, undefined]);
  });

  it('counts what was let go of unread, until all is read', () => {
    const { mark, take } = createMark();
    take(5, true);
    take(600, false);
    mark.letGo(90, 100);
    mark.letGo(10, 110);
    expect(mark.unheld).to.equal(100);
    take(700, false);
    expect(mark.unheld).to.equal(100);
    take(700, true);
    expect(mark.unheld).to.equal(0);
    mark.letGo(3, 400);
    mark.sawAll(700);
    expect(mark.unheld).to.equal(0);
  });

  it('counts no message twice that a page brings back', () => {
    const { mark, take } = createMark();
    take(5, true);
    take(600, false);
    expect(mark.countsAfter).to.equal(5);
    mark.letGo(90, 100);
    expect([mark.readUpTo, mark.countsAfter]).to.deep.equal([5, 100]);
    take(600, true);
    expect(mark.countsAfter).to.equal(600);
  });

  it('lets the host draw again once all was seen', () => {
    const { host, mark, take } = createMark();
    take(5, true);
    take(9, false);
    mark.sawAll(9);
    expect(mark.readUpTo).to.equal(9);
    expect(host.updates).to.equal(1);
  });
});
