// What a reader can do with a message.
import { expect } from 'chai';
import { foldedTemplate } from '../../../widget/elements/aside-template.ts';
import { enCompany } from '../../../widget/locales/en-company.ts';
import { enTools } from '../../../widget/locales/en-tools.ts';
import { en } from '../../../widget/locales/en.ts';
import { enList } from '../../../widget/locales/en-list.ts';
import type { EmojiPicker } from '../../../widget/later/emoji-picker.ts';
import type { Draft } from '../../../widget/outbox/outbox.ts';
import type { AsideRow } from '../../../widget/rows/row.ts';
import { createRows } from '../../../widget/rows/rows.ts';
import { emptyTimeline, reduce } from '../../../widget/timeline/timeline.ts';
import { ann, bo, entries, entry, fresh, reaction, startAt } from '../support/frames.ts';
import { LogUnderTest, rowsFor } from '../support/log-under-test.ts';
import { hasFocus, rendered } from '../support/stage.ts';
import { until } from '../support/until.ts';

const create = LogUnderTest.create;
const can = ['post', 'reply', 'edit', 'remove', 'react'];
const talk = [entry(1), reaction(2, 1), entry(3, { from: ann, text: 'Mine' }), entry(4, { replyTo: 1 })];
const log = () => create({ rows: rowsFor(talk), can });

const point = (row: HTMLElement, pointerType = 'touch') =>
  row.dispatchEvent(new PointerEvent('pointerover', { bubbles: true, pointerType }));
const tool = (it: LogUnderTest, label: string) =>
  it.element.querySelector<HTMLElement>(`.tool[aria-label="${label}"]`)!;
const item = (it: LogUnderTest, label: string) =>
  [...it.element.querySelectorAll<HTMLElement>('[popover] button')].find(
    (button) => button.textContent.trim() === label,
  )!;
const labels = (it: LogUnderTest) =>
  [...it.element.querySelectorAll('[popover] button')].map(({ textContent }) => textContent.trim());

async function open(it: LogUnderTest, text: string, label: string): Promise<void> {
  point(it.row(text));
  await it.drawn();
  tool(it, label).click();
  await it.drawn();
}

async function openPicker(it: LogUnderTest): Promise<EmojiPicker> {
  await open(it, 'text 1', enTools.react);
  it.element.querySelector<HTMLElement>('.more-emoji')!.click();
  await until('the emoji are there', () => it.element.querySelector('[role=gridcell]'));
  return it.element.querySelector<EmojiPicker>('ws-chat-emoji-picker')!;
}

describe('log of messages that something can be done with', () => {
  it('shows its tools on the row that is pointed at, and nowhere else', async () => {
    const it = await log();
    expect(it.element.querySelector('.tools')).to.equal(null);
    point(it.row('Mine'));
    await it.drawn();
    const { top, bottom } = it.element.querySelector('.tools')!.getBoundingClientRect();
    const row = it.row('Mine').getBoundingClientRect();
    expect(top).to.be.lessThan(row.top + 1);
    expect(bottom).to.be.greaterThan(row.top);
  });

  it('shows them once a mouse rests there', async () => {
    const it = await log();
    point(it.row('text 1'), 'mouse');
    await until('the tools are there', () => it.element.querySelector('.tools'));
  });

  it('shows them on what was a draft under the mouse, as soon as that moves', async () => {
    const mine = { type: 'post', text: 'Just sent' } as const;
    const draft: Draft = { kind: 'waiting', draftId: 'x', deed: mine, at: startAt, author: ann.id };
    const it = await create({ rows: rowsFor(talk, [draft]), can });
    const row = it.row('Just sent');
    point(row, 'mouse');
    await it.set({ rows: rowsFor([...talk, entry(5, { from: ann, draftId: 'x', text: 'Just sent' })]) });
    expect(it.row('Just sent') === row).to.equal(true);
    row.dispatchEvent(new PointerEvent('pointermove', { bubbles: true, pointerType: 'mouse' }));
    await until('the tools are there', () => it.element.querySelector('.tools'));
  });

  it('keeps them under a finger that touches them', async () => {
    const it = await log();
    point(it.row('text 1'));
    await it.drawn();
    point(tool(it, enTools.more));
    await it.drawn();
    expect(tool(it, enTools.more)).not.to.equal(null);
  });

  it('reacts with one of six emojis, and takes it back with the same', async () => {
    const it = await log();
    await open(it, 'text 1', enTools.react);
    expect(labels(it).filter(Boolean)).to.have.length(6);
    item(it, '🎉').click();
    await it.drawn();
    expect(it.done).to.deep.equal([{ kind: 'react', seq: 1, emoji: '🎉', on: true }]);
    expect(hasFocus(it.row('text 1'))).to.equal(true);
    await it.set({ rows: rowsFor([...talk, reaction(5, 1, { emoji: '🎉', from: ann })]) });
    await open(it, 'text 1', enTools.react);
    expect(item(it, '🎉').ariaChecked).to.equal('true');
    item(it, '🎉').click();
    expect(it.done.at(-1)).to.deep.include({ on: false });
  });

  it('reacts by a press on an emoji that is there', async () => {
    const it = await log();
    const chip = it.row('text 1').querySelector<HTMLElement>('.reaction')!;
    expect(chip.ariaPressed).to.equal('false');
    expect(chip.ariaLabel).to.contain('Bo');
    chip.click();
    await it.drawn();
    expect(it.done).to.deep.equal([{ kind: 'react', seq: 1, emoji: '👍', on: true }]);
  });

  it('reacts with any emoji of the picker, and gives the focus back to the row', async () => {
    const it = await log();
    const picker = await openPicker(it);
    expect(picker.contains(it.active)).to.equal(true);
    picker.querySelector('input')!.value = 'teapot';
    picker.querySelector('input')!.dispatchEvent(new InputEvent('input'));
    await rendered(picker);
    picker.querySelector<HTMLElement>('[role=gridcell]')!.click();
    await it.drawn();
    expect(it.done).to.deep.equal([{ kind: 'react', seq: 1, emoji: '🫖', on: true }]);
    expect(it.element.querySelector('ws-chat-emoji-picker')).to.equal(null);
    expect(hasFocus(it.row('text 1'))).to.equal(true);
  });

  it('keeps the keys of the picker from the list, and gives the focus back by Escape', async () => {
    const it = await log();
    it.row('text 1').focus();
    await it.press('Enter', {}, it.row('text 1'));
    const picker = await openPicker(it);
    const within = it.active!;
    for (const key of ['Home', 'ArrowUp', 'Tab']) {
      await it.press(key, {}, within);
      expect(hasFocus(within)).to.equal(true);
    }
    await it.press('Escape', {}, within);
    expect(picker.isConnected).to.equal(false);
    expect(it.done).to.deep.equal([]);
    expect(hasFocus(it.row('text 1'))).to.equal(true);
  });

  it('has tools for the next row after the one whose menu was open is gone', async () => {
    const it = await log();
    await open(it, 'Mine', enTools.more);
    await it.set({ rows: rowsFor(talk.slice(0, 2)) });
    point(it.row('text 1'));
    await it.drawn();
    expect(it.element.querySelector('.tools')).not.to.equal(null);
  });

  it('answers', async () => {
    const it = await log();
    await open(it, 'text 1', enTools.reply);
    expect(it.done).to.deep.equal([{ kind: 'reply', seq: 1 }]);
  });

  it('offers for another’s message what is one’s right, and for one’s own what is', async () => {
    const it = await log();
    await open(it, 'text 1', enTools.more);
    expect(labels(it)).to.deep.equal([
      enTools.copyText,
      enTools.copyLink,
      enTools.whoReacted,
      enTools.mute('Bo'),
    ]);
    await it.press('Escape', {}, it.active!);
    await open(it, 'Mine', enTools.more);
    expect(labels(it)).to.deep.equal([en.edit, enTools.copyText, enTools.copyLink, en.discard]);
  });

  it('offers nothing that the server does not take', async () => {
    const it = await create({ rows: rowsFor(talk), can: ['post'] });
    await open(it, 'Mine', enTools.more);
    expect(tool(it, enTools.react)).to.equal(null);
    expect(labels(it)).to.deep.equal([enTools.copyText, enTools.copyLink]);
  });

  it('asks once more before it deletes', async () => {
    const it = await log();
    await open(it, 'Mine', enTools.more);
    item(it, en.discard).click();
    await it.drawn();
    expect(it.done).to.deep.equal([]);
    expect(labels(it)).to.deep.equal([enTools.removeForAll, enTools.keep]);
    item(it, enTools.removeForAll).click();
    expect(it.done).to.deep.equal([{ kind: 'remove', seq: 3 }]);
  });

  it('goes through a menu by arrows, and gives the focus back by Escape', async () => {
    const it = await log();
    await open(it, 'Mine', enTools.more);
    expect(hasFocus(item(it, en.edit))).to.equal(true);
    await it.press('ArrowDown', {}, it.active!);
    expect(hasFocus(item(it, enTools.copyText))).to.equal(true);
    await it.press('End', {}, it.active!);
    expect(hasFocus(item(it, en.discard))).to.equal(true);
    await it.press('Escape', {}, it.active!);
    expect(it.element.querySelector('[popover]')).to.equal(null);
    expect(hasFocus(it.row('Mine'))).to.equal(true);
  });

  it('goes along the emojis by arrows as the text runs', async () => {
    const it = await log();
    (it.element.getRootNode() as ShadowRoot).host.setAttribute('dir', 'rtl');
    await open(it, 'text 1', enTools.react);
    const [first, second] = labels(it);
    await it.press('ArrowLeft', {}, it.active!);
    expect(it.active!.textContent.trim()).to.equal(second);
    await it.press('ArrowRight', {}, it.active!);
    expect(it.active!.textContent.trim()).to.equal(first);
  });

  it('leads from a quote to what it quotes', async () => {
    const it = await log();
    it.row('text 4').querySelector<HTMLElement>('.quote')!.click();
    await it.drawn();
    expect(it.done).to.deep.equal([{ kind: 'jump', seq: 1 }]);
    expect(it.element.reveal(1)).to.equal(true);
    expect(it.row('text 1').classList.contains('flash')).to.equal(true);
    expect(it.element.reveal(99)).to.equal(false);
  });

  it('gives the focus to what it leads to, and takes it from nothing outside', async () => {
    const it = await log();
    it.element.reveal(1);
    expect(it.active === null).to.equal(true);
    it.scroller.focus();
    it.element.reveal(1);
    expect(hasFocus(it.row('text 1'))).to.equal(true);
  });

  it('says who has reacted, and gives the focus back by Escape', async () => {
    const it = await log();
    await open(it, 'text 1', enTools.more);
    item(it, enTools.whoReacted).click();
    await it.drawn();
    const popover = it.element.querySelector('[popover]')!;
    expect(popover.ariaLabel).to.equal(enTools.whoReacted);
    expect(popover.textContent.replace(/\s+/g, ' ').trim()).to.equal('👍 Bo');
    expect(hasFocus(popover)).to.equal(true);
    await it.press('ArrowDown', {}, popover);
    expect(hasFocus(popover)).to.equal(true);
    await it.press('Escape', {}, popover);
    expect(it.element.querySelector('[popover]')).to.equal(null);
    expect(hasFocus(it.row('text 1'))).to.equal(true);
  });

  it('says it of nobody where there is no reaction', async () => {
    const it = await log();
    await open(it, 'Mine', enTools.more);
    expect(labels(it)).not.to.contain(enTools.whoReacted);
  });

  it('shows all reactions where there are more kinds than have room', async () => {
    const kinds = Array.from({ length: 15 }, (_, index) => String.fromCodePoint(0x1f600 + index));
    const all = kinds.map((emoji, index) => reaction(2 + index, 1, { emoji, from: index % 2 ? ann : bo }));
    const it = await create({ rows: rowsFor([entry(1), ...all]), can });
    const rest = it.row('text 1').querySelector<HTMLElement>('[data-reacted]')!;
    expect(rest.textContent.trim()).to.equal('+3');
    rest.click();
    await it.drawn();
    const lines = [...it.element.querySelectorAll('.reacted li')];
    expect(lines).to.have.length(15);
    expect(lines.at(-1)!.textContent.replace(/\s+/g, ' ').trim()).to.equal(`${kinds.at(-1)} Bo`);
  });

  it('unfolds a long message, and folds it again', async () => {
    const long = entry(1, { text: 'a line\n'.repeat(40) });
    const it = await create({ rows: rowsFor([long, entry(2)]) });
    const button = it.element.querySelector<HTMLElement>('.unfold')!;
    const text = it.element.querySelector<HTMLElement>('.text.long')!;
    const shown = () => button.innerText.trim();
    const height = text.offsetHeight;
    expect([shown(), button.ariaExpanded]).to.deep.equal([enList.unfold, 'false']);
    button.focus();
    button.click();
    await it.drawn();
    expect([shown(), button.ariaExpanded]).to.deep.equal([enList.fold, 'true']);
    expect(text.offsetHeight).to.be.greaterThan(height);
    expect(hasFocus(button)).to.equal(true);
    button.click();
    await it.drawn();
    expect([shown(), button.ariaExpanded]).to.deep.equal([enList.unfold, 'false']);
    expect(text.offsetHeight).to.equal(height);
  });

  it('gives the focus to what was skipped, once that is shown in its button’s place', async () => {
    const all = entries(1, 10);
    const skipping = createRows()({
      timeline: reduce(emptyTimeline, fresh({ entries: all })),
      drafts: [],
      me: ann,
      dayOf: () => '',
      skips: [{ from: 3, to: 6 }],
    });
    const it = await create({ rows: skipping });
    const button = it.element.querySelector<HTMLElement>('[data-skipped]')!;
    button.focus();
    button.click();
    await it.drawn();
    await it.set({ rows: rowsFor(all) });
    expect(hasFocus(it.row('text 3'))).to.equal(true);
  });

  it('gives the focus to what somebody said who is muted, once that is shown', async () => {
    const all = entries(1, 3);
    const strings = { ...en, ...enCompany };
    const folded: AsideRow = {
      kind: 'aside',
      key: 'folded',
      seq: 2,
      template: () => foldedTemplate({ kind: 'folded', seq: 2, name: 'Bo', keys: ['bo d2'] }, strings),
    };
    const it = await create({ rows: [rowsFor(all)[1]!, folded] });
    const button = it.element.querySelector<HTMLElement>('[data-shown]')!;
    button.focus();
    button.click();
    await it.drawn();
    await it.set({ rows: rowsFor(all) });
    expect(hasFocus(it.row('text 2'))).to.equal(true);
  });

  it('tells those who only hear it all about a row', async () => {
    const it = await log();
    expect(it.row('text 1').ariaLabel).to.match(/^Bo, text 1, 👍 1, \d\d:\d\d/);
    expect(it.row('text 4').ariaLabel).to.contain(enList.replyTo('Bo'));
    expect(it.row('Mine').ariaLabel).to.contain(`${en.you}, Mine`);
  });
});
