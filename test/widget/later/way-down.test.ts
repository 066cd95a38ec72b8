// The way down to the latest message, and the pause of a busy room.
import { expect } from 'chai';
import { enWayDown } from '../../../widget/locales/en-way-down.ts';
import type { Row, UnreadRow } from '../../../widget/rows/row.ts';
import { entries, entry } from '../support/frames.ts';
import { LogUnderTest, rowsFor } from '../support/log-under-test.ts';
import { afterTest, hasFocus } from '../support/stage.ts';
import { until } from '../support/until.ts';

const create = LogUnderTest.create;
const unreadLine: UnreadRow = { kind: 'unread', key: 'unread' };
const said = (log: LogUnderTest) => log.jump?.textContent.replace(/\s+/g, ' ').trim();

/** Bo calls Ann in the messages with these seqs; unread is what comes after 140. */
function rowsThatCall(...seqs: readonly number[]): readonly Row[] {
  const all = entries(101, 200).map((one) =>
    seqs.includes(one.seq) ? entry(one.seq, { text: `@Ann ${one.seq}` }) : one,
  );
  return rowsFor(all).flatMap((row) => ('seq' in row && row.seq === 141 ? [unreadLine, row] : [row]));
}

function select(row: HTMLElement): void {
  const range = new Range();
  range.selectNodeContents(row.querySelector('.text')!);
  const selection = getSelection()!;
  selection.removeAllRanges();
  selection.addRange(range);
  afterTest(() => selection.removeAllRanges());
}

describe('pause of a busy room', () => {
  it('is offered there, and nowhere else', async () => {
    const log = await create({ busy: true });
    await until('it is there', () => log.jump);
    expect(said(log)).to.equal(enWayDown.pause);
    await log.set({ busy: false });
    await log.drawn();
    expect(log.jumps).to.equal(false);
  });

  it('keeps the view where it is while rows come, until the same button', async () => {
    const log = await create({ busy: true });
    const pause = await until('it is there', () => log.jump);
    pause.focus();
    pause.click();
    await log.drawn();
    const { scrollTop } = log.scroller;
    await log.set({ rows: rowsFor(entries(101, 150)), unread: 10 });
    await log.drawn();
    expect(log.scroller.scrollTop).to.equal(scrollTop);
    expect(log.element.following).to.equal(false);
    expect(said(log)).to.equal(`↓ ${enWayDown.fresh(10)}`);
    expect(hasFocus(pause)).to.equal(true);
    pause.click();
    await until('it follows', () => log.element.following);
    expect(log.below).to.be.lessThan(1);
  });
});

describe('text that is selected', () => {
  it('stays where it is while rows come', async () => {
    const log = await create();
    select(log.row('text 138'));
    expect(log.element.following).to.equal(false);
    const { scrollTop } = log.scroller;
    await log.set({ rows: rowsFor(entries(101, 150)), unread: 10 });
    await until('the way down is there', () => log.jump);
    expect(log.scroller.scrollTop).to.equal(scrollTop);
    log.jump!.click();
    getSelection()!.removeAllRanges();
    await log.set({ rows: rowsFor(entries(101, 160)) });
    expect(log.below).to.be.lessThan(1);
  });

  it('holds nothing up elsewhere, or once it is selected no longer', async () => {
    const log = await create();
    select(log.row('text 138'));
    getSelection()!.removeAllRanges();
    await log.set({ rows: rowsFor(entries(101, 150)) });
    expect(log.below).to.be.lessThan(1);
  });
});

describe('way down', () => {
  it('leads to what calls the reader, and then to the latest', async () => {
    const log = await create();
    await log.scrollTo(100);
    await log.set({ rows: rowsThatCall(150, 190), unread: 60 });
    await log.drawn();
    expect(said(log)).to.equal(`↓ @ ${enWayDown.mentioned}`);
    log.jump!.click();
    expect(log.done).to.deep.equal([{ kind: 'jump', seq: 150 }]);
    log.element.reveal(150);
    await log.drawn();
    expect(said(log)).to.equal(`↓ ${enWayDown.fresh(60)}`);
    log.jump!.click();
    await until('it follows', () => log.element.following);
  });

  it('says nothing of a call that the reader has scrolled to, and of a new one', async () => {
    const log = await create();
    await log.scrollTo(100);
    await log.set({ rows: rowsThatCall(145), unread: 60 });
    await log.drawn();
    log.row('@Ann 145').scrollIntoView();
    await until('it is told no more', () => said(log) === `↓ ${enWayDown.fresh(60)}`);
    await log.set({ rows: rowsThatCall(145, 195) });
    await log.drawn();
    expect(said(log)).to.equal(`↓ @ ${enWayDown.mentioned}`);
  });

  it('leads first to where the unread begins', async () => {
    const log = await create();
    await log.scrollTo(100);
    await log.set({ rows: rowsThatCall(), unread: 60 });
    await log.drawn();
    log.jump!.click();
    await log.drawn();
    expect(log.element.following).to.equal(false);
    const line = log.element.querySelector('.unread')!.getBoundingClientRect();
    expect(line.top - log.scroller.getBoundingClientRect().top).to.be.closeTo(40, 2);
    expect(hasFocus(log.scroller)).to.equal(true);
    log.jump!.click();
    await until('it follows', () => log.element.following);
  });

  it('leads back to the latest from what was jumped to', async () => {
    const log = await create();
    log.element.reveal(102);
    await until('it is there', () => log.jump);
    expect(said(log)).to.equal(`↓ ${enWayDown.backToLatest}`);
    log.jump!.click();
    await until('it follows', () => log.element.following);
    await log.scrollTo(100);
    expect(said(log)).to.equal(`↓ ${enWayDown.jump}`);
  });
});
