// The list by keyboard.
import { expect } from 'chai';
import { enTools } from '../../../widget/locales/en-tools.ts';
import { ann, entries, entry, reaction } from '../support/frames.ts';
import { LogUnderTest, rowsFor } from '../support/log-under-test.ts';
import { hasFocus } from '../support/stage.ts';

const create = LogUnderTest.create;
const can = ['post', 'reply', 'edit', 'remove', 'react'];

const focused = (log: LogUnderTest) =>
  (log.element.getRootNode() as ShadowRoot).activeElement?.querySelector('.text')?.textContent;

describe('log by keyboard', () => {
  it('goes from row to row, from the last one in view', async () => {
    const log = await create();
    log.scroller.focus();
    await log.press('ArrowUp');
    expect(focused(log)).to.equal('text 140');
    await log.press('ArrowUp');
    expect(focused(log)).to.equal('text 139');
    await log.press('ArrowDown');
    await log.press('ArrowDown');
    expect(focused(log)).to.equal('text 140');
  });

  it('goes to the first and the last row, and by pages', async () => {
    const log = await create();
    log.scroller.focus();
    await log.press('Home');
    expect(focused(log)).to.equal('text 101');
    await log.press('PageDown');
    const page = Number(focused(log)!.slice(5)) - 101;
    expect(page).to.be.within(5, 20);
    await log.press('PageUp');
    expect(focused(log)).to.equal('text 101');
    await log.press('End');
    expect(focused(log)).to.equal('text 140');
  });

  it('keeps the row with the focus in view', async () => {
    const log = await create();
    log.scroller.focus();
    await log.press('Home');
    await log.drawn();
    expect(log.inView[0]).to.equal('text 101');
  });

  it('asks for older rows at the first', async () => {
    const log = await create({ more: true, loadingOlder: true });
    log.scroller.focus();
    await log.press('Home');
    log.fired.length = 0;
    await log.press('ArrowUp');
    expect(log.fired).to.include('chat-older');
  });

  it('goes into a row by Enter, round its buttons by Tab, and out by Escape', async () => {
    const all = [entry(1), reaction(2, 1), entry(3, { replyTo: 1, from: ann })];
    const log = await create({ rows: rowsFor(all), can });
    const row = log.row('text 1');
    row.focus();
    await log.press('Enter');
    const chip = row.querySelector('.reaction')!;
    expect(hasFocus(chip)).to.equal(true);
    await log.press('Tab');
    expect((log.active as HTMLElement).ariaLabel).to.equal(enTools.react);
    await log.press('Tab', { shiftKey: true });
    await log.press('Tab', { shiftKey: true });
    expect((log.active as HTMLElement).ariaLabel).to.equal(enTools.more);
    await log.press('Escape');
    expect(hasFocus(row)).to.equal(true);
  });

  it('goes into the row that has the focus, whichever the mouse points at', async () => {
    const log = await create({ rows: rowsFor(entries(1, 2)), can });
    log.row('text 2').focus();
    await log.drawn();
    // A finger need not rest.
    log.row('text 1').dispatchEvent(new PointerEvent('pointerover', { bubbles: true, pointerType: 'touch' }));
    await log.drawn();
    await log.press('Enter');
    expect(log.active!.ariaLabel).to.equal(enTools.react);
    await log.press('ArrowRight');
    (log.active as HTMLElement).click();
    expect(log.done).to.deep.equal([{ kind: 'reply', seq: 2 }]);
  });

  for (const [dir, next, former] of [
    ['ltr', 'ArrowRight', 'ArrowLeft'],
    ['rtl', 'ArrowLeft', 'ArrowRight'],
  ] as const)
    it(`goes along the buttons of a row by arrows as the text runs: ${dir}`, async () => {
      const log = await create({ rows: rowsFor([entry(1), reaction(2, 1)]), can });
      (log.element.getRootNode() as ShadowRoot).host.setAttribute('dir', dir);
      log.row('text 1').focus();
      await log.press('Enter');
      const first = log.active;
      await log.press(next);
      expect(log.active!.ariaLabel).to.equal(enTools.react);
      await log.press(former);
      expect(hasFocus(first)).to.equal(true);
    });

  it('leaves for the field by Escape', async () => {
    const log = await create();
    log.scroller.focus();
    await log.press('ArrowUp');
    await log.press('Escape');
    expect(log.fired).to.include('chat-leave');
  });

  it('is one stop of the Tab key, whatever it holds', async () => {
    const log = await create({ rows: rowsFor([entry(1), reaction(2, 1), entry(3, { replyTo: 1 })]), can });
    const stops = [...log.element.querySelectorAll<HTMLElement>('*')].filter(({ tabIndex }) => tabIndex >= 0);
    expect(stops.map(({ className }) => className)).to.deep.equal(['scroller']);
  });

  it('leaves the keys of a composition to it', async () => {
    const log = await create();
    log.scroller.focus();
    await log.press('Escape', { keyCode: 229 });
    expect(log.fired).to.not.include('chat-leave');
  });

  it('leaves keys with a modifier to the browser', async () => {
    const log = await create({ rows: rowsFor(entries(1, 40)) });
    log.scroller.focus();
    expect(await log.press('ArrowUp', { ctrlKey: true })).to.equal(true);
    expect(await log.press('ArrowUp')).to.equal(false);
  });
});
