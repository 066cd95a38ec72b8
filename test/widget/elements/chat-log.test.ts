import { expect } from 'chai';
import { en } from '../../../widget/locales/en.ts';
import type { Draft } from '../../../widget/outbox/outbox.ts';
import { ann, entries, entry, startAt } from '../support/frames.ts';
import { LogUnderTest, rowsFor } from '../support/log-under-test.ts';

const create = LogUnderTest.create;
const written = {
  draftId: 'a',
  deed: { type: 'post', text: 'Mine' },
  at: startAt + 200_000,
  author: ann.id,
} as const;
const refusedDraft: Draft = { ...written, kind: 'refused', final: false, sentence: 'Too fast.' };

describe('log', () => {
  it('shows the rows in order', async () => {
    const log = await create({ rows: rowsFor(entries(1, 3)) });
    const texts = [...log.element.querySelectorAll('.text')].map(({ textContent }) => textContent);
    expect(texts).to.deep.equal(['text 1', 'text 2', 'text 3']);
  });

  it('shows text as text, whatever it looks like', async () => {
    const text = '<img src=x onerror="globalThis.harmed = true"><b>bold</b> &amp; ${1}';
    const from = { ...ann, id: 'x', name: '<script>globalThis.harmed = true</script>' };
    const log = await create({ rows: rowsFor([entry(1, { text, from })]) });
    expect(log.element.querySelector('.text')!.textContent).to.equal(text);
    expect(log.element.querySelector('.name')!.textContent).to.equal(from.name);
    expect(log.element.querySelectorAll('img, b, script')).to.have.length(0);
    expect(globalThis).not.to.have.property('harmed');
  });

  it('keeps the lines of a text', async () => {
    const log = await create({ rows: rowsFor([entry(1, { text: 'one\n\n  two' })]) });
    expect(log.element.querySelector<HTMLElement>('.text')!.innerText).to.equal('one\n\n  two');
  });

  it('names each run once, and the reader “You”', async () => {
    const log = await create({ rows: rowsFor([...entries(1, 3), entry(4, { from: ann })]) });
    const names = [...log.element.querySelectorAll('.name')].map(({ textContent }) => textContent);
    expect(names).to.deep.equal(['Bo', en.you]);
  });

  it('says when, for people and for machines', async () => {
    const log = await create({ rows: rowsFor([entry(1)]) });
    const time = log.element.querySelector('time')!;
    expect(time.dateTime).to.equal(new Date(startAt + 1_000).toISOString());
    expect(time.textContent).to.match(/\d\d:\d\d/);
    expect(log.element.querySelector('[role=separator]')!.ariaLabel).to.equal('Today');
  });

  it('is a log with a name, and can be scrolled by keyboard', async () => {
    const log = await create({ label: 'Messages in Lobby' });
    expect(log.scroller.getAttribute('role')).to.equal('log');
    expect(log.scroller.getAttribute('aria-label')).to.equal('Messages in Lobby');
    expect(log.scroller.tabIndex).to.equal(0);
    expect(log.element.querySelectorAll('[role=article]')).to.have.length(40);
  });

  it('says where it begins, and that older messages are on their way', async () => {
    const log = await create();
    const edge = () => log.element.querySelector('.edge')!.textContent.trim();
    expect(edge()).to.equal(en.beginning);
    await log.set({ more: true, loadingOlder: true });
    expect(edge()).to.equal(en.loadingOlder);
    await log.set({ loadingOlder: false });
    expect(edge()).to.equal('');
  });

  it('reuses the row of a draft for the message that it becomes', async () => {
    const log = await create({ rows: rowsFor(entries(1, 2), [{ ...written, kind: 'waiting' }]) });
    const row = log.row('Mine');
    expect(row.classList.contains('pending')).to.equal(true);
    await log.set({ rows: rowsFor([...entries(1, 2), entry(3, { from: ann, draftId: 'a', text: 'Mine' })]) });
    expect(log.row('Mine') === row).to.equal(true);
    expect(row.classList.contains('pending')).to.equal(false);
  });
});

describe('log with drafts', () => {
  const outcome = (log: LogUnderTest) => log.element.querySelector('.outcome')?.textContent.trim();

  it('says what a draft waits for', async () => {
    const log = await create({ rows: rowsFor([], [{ ...written, kind: 'waiting' }]), live: false });
    expect(outcome(log)).to.equal(en.waiting);
    await log.set({ live: true });
    expect(outcome(log)).to.equal(undefined);
    await log.set({ rows: rowsFor([], [{ ...written, kind: 'waiting', sentence: 'In a moment.' }]) });
    expect(outcome(log)).to.equal('In a moment.');
  });

  it('shows an accepted draft as it shows a message', async () => {
    const log = await create({ rows: rowsFor([], [{ ...written, kind: 'accepted', seq: 1 }]), live: true });
    expect(outcome(log)).to.equal(undefined);
    expect(log.row('Mine').classList.contains('pending')).to.equal(false);
  });

  it('says why a draft was refused, at once to those who only hear it', async () => {
    const log = await create({ rows: rowsFor([], [refusedDraft]) });
    const alert = log.element.querySelector('[role=alert]')!;
    expect(alert.textContent).to.contain(en.notSent).and.to.contain('Too fast.');
  });

  it('hands on what is to be done with it', async () => {
    const other: Draft = { ...refusedDraft, draftId: 'b', deed: { type: 'post', text: 'Other' } };
    const log = await create({ rows: rowsFor(entries(1, 2), [refusedDraft, other]) });
    const press = (text: string, label: string) =>
      [...log.row(text).querySelectorAll('button')].find(({ textContent }) => textContent === label)!.click();
    press('Mine', en.retry);
    press('Other', en.edit);
    press('Mine', en.discard);
    expect(log.acts).to.deep.equal([
      { act: 'retry', draftId: 'a' },
      { act: 'edit', draftId: 'b' },
      { act: 'discard', draftId: 'a' },
    ]);
  });

  it('offers no retry where the same would be refused again', async () => {
    const tooLong: Draft = { ...refusedDraft, final: true };
    const log = await create({ rows: rowsFor([], [tooLong]) });
    const labels = [...log.row('Mine').querySelectorAll('button')].map(({ textContent }) => textContent);
    expect(labels).to.deep.equal([en.edit, en.discard]);
  });

  it('hands on nothing for a click elsewhere', async () => {
    const log = await create({ rows: rowsFor(entries(1, 2), [refusedDraft]) });
    log.row('Mine').click();
    log.row('text 1').click();
    log.scroller.click();
    expect(log.acts).to.deep.equal([]);
  });
});
