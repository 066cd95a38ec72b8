// Where the reader is, while the list grows at both ends.
import { expect } from 'chai';
import { enWayDown } from '../../../widget/locales/en-way-down.ts';
import { ann, bo, entries, entry } from '../support/frames.ts';
import { LogUnderTest, rowsFor } from '../support/log-under-test.ts';
import { hasFocus } from '../support/stage.ts';
import { until } from '../support/until.ts';

const create = LogUnderTest.create;

const frame = () => new Promise(requestAnimationFrame);

/** The first row in view, and where its lower edge is. */
function placeOf(log: LogUnderTest) {
  const [text] = log.inView;
  return { text, bottom: log.row(text!).getBoundingClientRect().bottom };
}

function expectSamePlace(log: LogUnderTest, before: ReturnType<typeof placeOf>) {
  expect(log.inView).to.include(before.text);
  expect(log.row(before.text!).getBoundingClientRect().bottom).to.be.closeTo(before.bottom, 0.99);
}

describe('log, for a reader at the bottom', () => {
  it('begins at the newest row', async () => {
    const log = await create();
    expect(log.below).to.be.lessThan(1);
    expect(log.inView.at(-1)).to.equal('text 140');
    expect(log.element.following).to.equal(true);
    expect(log.jumps).to.equal(false);
  });

  it('stays at the bottom when rows come, one or many', async () => {
    const log = await create();
    for (const last of [141, 142, 190]) {
      await log.set({ rows: rowsFor(entries(101, last)) });
      expect(log.below).to.be.lessThan(1);
      await log.drawn();
      expect(log.inView.at(-1)).to.equal(`text ${last}`);
      expect(log.element.following).to.equal(true);
    }
    expect(log.jumps).to.equal(false);
  });

  it('knows how tall each block is, also one that went out of view as soon as it was drawn', async () => {
    const log = await create({ rows: [] });
    const tall = (last: number) =>
      rowsFor(entries(1, last).map((one) => ({ ...one, text: 'tall\n'.repeat(6) })));
    for (let last = 50; last <= 600; last += 50) {
      await log.set({ rows: tall(last) });
      await frame();
    }
    await log.drawn();
    expect(log.below).to.be.lessThan(1);
    const content = log.scroller.firstElementChild!;
    const known = content.clientHeight;
    const blocks = [...content.querySelectorAll('.block')];
    // The last one grows, and may be taller by now than when it was drawn.
    expect(blocks.map((block) => block.matches('.drawn'))).to.deep.equal(
      blocks.map((block) => block !== blocks.at(-1)),
    );
    for (const block of blocks) block.classList.remove('drawn');
    expect(content.clientHeight).to.equal(known);
    expect(log.fired).not.to.include('chat-strayed');
  });

  it('stays at the bottom when older rows are put before and the oldest let go', async () => {
    const log = await create();
    await log.set({ rows: rowsFor(entries(1, 140)) });
    expect(log.below).to.be.lessThan(1);
    await log.set({ rows: rowsFor(entries(120, 140)) });
    await log.drawn();
    expect(log.below).to.be.lessThan(1);
  });

  it('stays at the bottom when its room becomes smaller', async () => {
    const log = await create();
    const host = (log.element.getRootNode() as ShadowRoot).host as HTMLElement;
    host.style.blockSize = '250px';
    await until('the newest row is in view again', () => log.below < 1 && log.scroller.clientHeight < 260);
    expect(log.inView.at(-1)).to.equal('text 140');
  });

  it('stands few rows at the bottom, where the next one comes', async () => {
    const log = await create({ rows: rowsFor(entries(1, 2)) });
    const { bottom } = log.scroller.getBoundingClientRect();
    expect(bottom - log.row('text 2').getBoundingClientRect().bottom).to.be.lessThan(30);
  });
});

describe('log, for a reader further up', () => {
  it('keeps the row in view where it is when fifty are put before it', async () => {
    const log = await create({ more: true });
    await log.scrollTo(200);
    const before = placeOf(log);
    await log.set({ rows: rowsFor(entries(51, 140)) });
    expectSamePlace(log, before);
    await log.drawn();
    expectSamePlace(log, before);
  });

  it('keeps it also where the rows before it take the name off it', async () => {
    const log = await create({
      rows: rowsFor([...entries(101, 103), entry(104, { from: ann }), ...entries(105, 140)]),
    });
    await log.scrollTo(0);
    const before = placeOf(log);
    expect(before.text).to.equal('text 101');
    await log.set({ rows: rowsFor([...entries(51, 103), entry(104, { from: ann }), ...entries(105, 140)]) });
    await log.drawn();
    expectSamePlace(log, before);
  });

  it('keeps it page after page', async () => {
    const log = await create();
    await log.scrollTo(300);
    const before = placeOf(log);
    for (const first of [81, 61, 41, 21, 1]) {
      await log.set({ rows: rowsFor(entries(first, 140)) });
      await log.drawn();
    }
    expect(log.row(before.text!).getBoundingClientRect().bottom).to.be.closeTo(before.bottom, 5);
  });

  it('keeps the row in view where it is when rows come', async () => {
    const log = await create();
    await log.scrollTo(200);
    const before = placeOf(log);
    await log.set({ rows: rowsFor(entries(101, 190)) });
    expectSamePlace(log, before);
    await log.drawn();
    expectSamePlace(log, before);
    expect(log.element.following).to.equal(false);
  });

  it('keeps it when a row above it becomes higher', async () => {
    const all = entries(101, 140).map((one) => ({ ...one, from: one.seq % 2 ? ann : bo }));
    const log = await create({ rows: rowsFor(all) });
    await log.scrollTo(400);
    const before = placeOf(log);
    const longer = { ...all[1]!, text: 'long\n'.repeat(20) };
    await log.set({ rows: rowsFor(all.with(1, longer)) });
    expectSamePlace(log, before);
  });

  it('keeps it when the page has moved since, and its room becomes smaller', async () => {
    const log = await create();
    await log.scrollTo(200);
    const host = (log.element.getRootNode() as ShadowRoot).host as HTMLElement;
    const { text } = placeOf(log);
    const belowTop = () =>
      log.row(text!).getBoundingClientRect().top - log.scroller.getBoundingClientRect().top;
    const before = belowTop();
    host.style.translate = '0 100px';
    host.style.blockSize = '250px';
    await until('its room is smaller', () => log.scroller.clientHeight < 260);
    await log.drawn();
    expect(belowTop()).to.be.closeTo(before, 0.99);
  });

  it('does not pull the reader down who has just left the bottom', async () => {
    const log = await create();
    log.scroller.scrollTop = 200;
    await log.set({ rows: rowsFor(entries(101, 141)) });
    expect(log.scroller.scrollTop).to.be.closeTo(200, 1);
    await log.drawn();
    expect(log.scroller.scrollTop).to.be.closeTo(200, 1);
  });

  it('offers a way down, with the count of what came, and follows again from there', async () => {
    const log = await create();
    await log.scrollTo(100);
    expect(log.jump!.textContent).to.contain(enWayDown.jump);
    await log.set({ rows: rowsFor(entries(101, 143)), unread: 3 });
    expect(log.jump!.textContent).to.contain(enWayDown.fresh(3));
    log.jump!.click();
    await until('the way down is gone', () => !log.jump);
    expect(hasFocus(log.scroller)).to.equal(true);
    expect(log.below).to.be.lessThan(1);
    expect(log.inView.at(-1)).to.equal('text 143');
    await log.set({ rows: rowsFor(entries(101, 150)) });
    expect(log.below).to.be.lessThan(1);
  });

  it('tells when the bottom is reached: all is read then', async () => {
    const log = await create();
    await log.scrollTo(100);
    expect(log.fired).not.to.include('chat-read');
    log.scroller.scrollTop = log.scroller.scrollHeight;
    await until('it is told', () => log.fired.includes('chat-read'));
  });
});

describe('log that ends before the newest', () => {
  it('takes its end for no bottom, and asks for more there', async () => {
    const log = await create({ rows: rowsFor(entries(1, 100)), ahead: true });
    log.scroller.scrollTop = log.scroller.scrollHeight;
    await until('it asks', () => log.fired.includes('chat-newer'));
    await log.drawn();
    expect(log.element.following).to.equal(false);
    expect(log.fired).not.to.include('chat-read');
  });

  it('is not followed from the moment it is shown, though all of it is in view', async () => {
    const log = await create({ rows: rowsFor(entries(101, 105)) });
    expect(log.element.following).to.equal(true);
    await log.set({ rows: rowsFor(entries(1, 5)), ahead: true });
    expect(log.element.following).to.equal(false);
  });

  it('does not ask for more while its end is far', async () => {
    const log = await create({ rows: rowsFor(entries(1, 100)) });
    await log.scrollTo(0);
    await log.set({ ahead: true });
    await log.drawn();
    expect(log.fired).not.to.include('chat-newer');
  });

  it('keeps the row in view where it is when rows come, and when rows go at either end', async () => {
    const log = await create({ rows: rowsFor(entries(1, 100)), ahead: true });
    await log.scrollTo(800);
    const before = placeOf(log);
    for (const [first, last] of [
      [1, 150],
      [21, 150],
      [21, 110],
    ] as const) {
      await log.set({ rows: rowsFor(entries(first, last)) });
      expectSamePlace(log, before);
      await log.drawn();
      expectSamePlace(log, before);
    }
  });

  it('follows once it has come to the newest', async () => {
    const log = await create({ rows: rowsFor(entries(1, 100)), ahead: true });
    log.scroller.scrollTop = log.scroller.scrollHeight;
    await log.drawn();
    await log.set({ ahead: false });
    expect(log.element.following).to.equal(true);
    expect(log.fired).to.include('chat-read');
  });

  it('asks for the newest by the way down, and follows', async () => {
    const log = await create({ rows: rowsFor(entries(1, 100)), ahead: true });
    await log.drawn();
    log.jump!.click();
    expect(log.fired).to.include('chat-latest');
    await log.set({ ahead: false, rows: rowsFor(entries(501, 540)) });
    await log.drawn();
    expect(log.below).to.be.lessThan(1);
    expect(log.inView.at(-1)).to.equal('text 540');
    expect(log.element.following).to.equal(true);
  });

  it('names the first message in view', async () => {
    const log = await create({ rows: rowsFor(entries(1, 100)) });
    await log.scrollTo(1_000);
    expect(`text ${log.element.seqInView}`).to.equal(log.inView[0]);
  });
});

describe('log, near its top', () => {
  const older = (log: LogUnderTest) => log.fired.filter((type) => type === 'chat-older').length;

  it('asks for older rows when there are more', async () => {
    const log = await create({ rows: rowsFor(entries(1, 100)), more: true });
    expect(older(log)).to.equal(0);
    log.scroller.scrollTop = 0;
    await until('it asks', () => older(log) > 0);
  });

  it('asks a little before the reader is there', async () => {
    const log = await create({ rows: rowsFor(entries(1, 100)), more: true });
    log.scroller.scrollTop = 200;
    await until('it asks', () => older(log) > 0);
  });

  it('does not ask when there are none', async () => {
    const log = await create({ rows: rowsFor(entries(1, 100)) });
    await log.scrollTo(0);
    expect(older(log)).to.equal(0);
  });

  it('does not ask again while they are on their way', async () => {
    const log = await create({ rows: rowsFor(entries(1, 100)), more: true, loadingOlder: true });
    await log.scrollTo(0);
    await log.scrollTo(150);
    expect(older(log)).to.equal(0);
    await log.set({ loadingOlder: false });
    await until('it asks', () => older(log) > 0);
  });

  it('asks until its room is filled, where a page is short', async () => {
    const log = await create({ rows: rowsFor(entries(90, 92)), more: true });
    await until('it asks', () => older(log) === 1);
    await log.set({ loadingOlder: true });
    await log.set({ loadingOlder: false, rows: rowsFor(entries(88, 92)) });
    await until('it asks again', () => older(log) === 2);
  });

  it('does not ask any more once it is off the page', async () => {
    const log = await create({ rows: rowsFor(entries(1, 100)), more: true });
    log.element.remove();
    await log.drawn();
    expect(older(log)).to.equal(0);
  });
});
