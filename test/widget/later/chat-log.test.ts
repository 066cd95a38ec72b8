import { expect } from 'chai';
import { en } from '../../../widget/locales/en.ts';
import { enList } from '../../../widget/locales/en-list.ts';
import { enComposer } from '../../../widget/locales/en-composer.ts';
import type { Draft } from '../../../widget/outbox/outbox.ts';
import { ann, edit, entries, entry, notice, reaction, removal, startAt } from '../support/frames.ts';
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

  it('has rows of whole pixels, so that no rest moves who reads back', async () => {
    const log = await create({ rows: rowsFor(entries(1, 3)) });
    const heights = [...log.element.querySelectorAll('.row')].map(
      (row) => row.getBoundingClientRect().height,
    );
    expect(heights).to.deep.equal(heights.map(Math.round));
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
    expect(edge()).to.equal(enList.beginning);
    await log.set({ more: true, loadingOlder: true });
    expect(edge()).to.equal(enList.loadingOlder);
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

describe('log of what was amended', () => {
  const find = (log: LogUnderTest, selector: string) => log.element.querySelector(selector);
  const textOf = (log: LogUnderTest, selector: string) =>
    find(log, selector)?.textContent.trim().replace(/\s+/g, ' ');

  it('marks a message that was edited', async () => {
    const log = await create({ rows: rowsFor([entry(1), edit(2, 1, { text: 'Better' })]) });
    expect(textOf(log, '.text')).to.equal(`Better ${enList.edited}`);
    await log.set({ rows: rowsFor([entry(1)]) });
    expect(find(log, '[part=edited]')).to.equal(null);
  });

  it('says that a message was removed, in the place of its text', async () => {
    const log = await create({ rows: rowsFor([entry(1), reaction(2, 1), removal(3, 1)]) });
    expect(textOf(log, '.text')).to.equal(enList.removed);
    expect(find(log, '.reactions')).to.equal(null);
    expect(textOf(log, '.name')).to.equal('Bo');
  });

  it('counts reactions, tells whose they are, and marks one’s own', async () => {
    const party = reaction(4, 1, { emoji: '🎉' });
    const log = await create({
      rows: rowsFor([entry(1), reaction(2, 1), reaction(3, 1, { from: ann }), party]),
    });
    const chips = [...log.element.querySelectorAll<HTMLElement>('.reaction')];
    expect(chips.map(({ innerText }) => innerText.trim())).to.deep.equal(['👍 2', '🎉 1']);
    expect(chips.map(({ title }) => title)).to.deep.equal(['Bo, Ann', 'Bo']);
    expect(chips.map(({ ariaPressed }) => ariaPressed)).to.deep.equal(['true', 'false']);
  });

  it('quotes what a message answers in one line', async () => {
    const long = entry(1, { text: `${'long '.repeat(100)}\nand more` });
    const log = await create({ rows: rowsFor([long, entry(2, { replyTo: 1 }), entry(3, { replyTo: 0 })]) });
    const [quote, unknown] = [...log.element.querySelectorAll<HTMLElement>('.quote')];
    expect(quote!.textContent).to.contain('Bo').and.to.contain('and more');
    expect(quote!.offsetHeight).to.be.at.most(24);
    expect(unknown!.textContent.trim()).to.equal(en.repliedUnknown);
    await log.set({ rows: rowsFor([long, entry(2, { replyTo: 1 }), removal(3, 1)]) });
    expect(textOf(log, '.quote')).to.equal(enList.removed);
  });

  it('shows a notice of the room, as text', async () => {
    const log = await create({ rows: rowsFor([entry(1), notice(2, { text: '<b>Back at 3</b>' })]) });
    expect(textOf(log, '[role=note]')).to.equal('<b>Back at 3</b>');
  });

  it('says of a notice how much it is to stand out, and nothing of one that is not', async () => {
    const log = await create({
      rows: rowsFor([
        notice(1, { text: 'one' }),
        notice(2, { text: 'two', level: 'warning' }),
        notice(3, { text: 'three', level: 'highlight' }),
      ]),
    });
    const notices = [...log.element.querySelectorAll('[role=note]')];
    expect(notices.map(({ textContent }) => textContent.trim())).to.deep.equal([
      'one',
      `${en.level('warning')} two`,
      `${en.level('highlight')} three`,
    ]);
    expect(notices.map(({ className }) => className.split(' ').at(-1))).to.deep.equal([
      'info',
      'warning',
      'highlight',
    ]);
  });

  it('keeps a sentence of the server’s in its own direction', async () => {
    const log = await create({ rows: rowsFor([entry(1)], [refusedDraft]) });
    expect(textOf(log, '.outcome bdi')).to.equal(refusedDraft.sentence);
  });

  it('says how many messages were skipped', async () => {
    const row = { kind: 'skipped', key: 'skipped', count: 1_234, from: undefined } as const;
    const log = await create({ rows: [row, ...rowsFor(entries(1, 2))] });
    expect(textOf(log, '[part=skipped]')).to.equal(enList.skipped(1_234));
  });

  it('says what came of a deed without words that failed', async () => {
    const remove: Draft = { ...refusedDraft, deed: { type: 'remove', ref: 1 }, sentence: 'Not yours.' };
    const log = await create({ rows: rowsFor([entry(1)], [remove]) });
    expect(textOf(log, '.outcome')).to.contain('Not yours.');
    const labels = [...log.element.querySelectorAll('[data-act]')].map(({ textContent }) => textContent);
    expect(labels).to.deep.equal([en.retry, en.discard]);
  });

  it('hands back what was written as somebody else', async () => {
    const log = await create({ rows: rowsFor([], [{ ...written, kind: 'estranged' }]) });
    expect(textOf(log, '.outcome')).to.contain(enComposer.estranged);
    const labels = [...log.element.querySelectorAll('[data-act]')].map(({ textContent }) => textContent);
    expect(labels).to.deep.equal([en.retry, en.edit, en.discard]);
  });
});

describe('log that is rendered again', () => {
  it('leaves alone the rows that are the same', async () => {
    const rows = rowsFor(entries(1, 3));
    const log = await create({ rows });
    const text = log.row('text 2').querySelector('.text')!;
    // What a render would put right again.
    text.firstChild!.nextSibling!.textContent = 'touched';
    await log.set({ rows: [...rows], unread: 1 });
    expect(text.textContent).to.equal('touched');
  });

  it('makes them anew where a row is another, or the link is', async () => {
    const log = await create({ rows: rowsFor([], [{ ...written, kind: 'waiting' }]), live: true });
    await log.set({ live: false });
    expect(log.element.querySelector('.outcome')!.textContent).to.equal(enComposer.waiting);
    await log.set({ rows: rowsFor(entries(1, 2)) });
    await log.set({ rows: rowsFor([...entries(1, 2), edit(3, 2, { text: 'Better' })]) });
    expect(log.element.querySelectorAll('.text')[1]!.textContent).to.contain('Better');
  });

  it('shows a row again that was away between', async () => {
    const rows = rowsFor(entries(1, 3));
    const log = await create({ rows });
    await log.set({ rows: rows.slice(0, 2) });
    await log.set({ rows });
    const texts = [...log.element.querySelectorAll('.text')].map(({ textContent }) => textContent);
    expect(texts).to.deep.equal(['text 1', 'text 2', 'text 3']);
  });
});

describe('log with drafts', () => {
  const outcome = (log: LogUnderTest) => log.element.querySelector('.outcome')?.textContent.trim();

  it('says what a draft waits for', async () => {
    const log = await create({ rows: rowsFor([], [{ ...written, kind: 'waiting' }]), live: false });
    expect(outcome(log)).to.equal(enComposer.waiting);
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
    expect(alert.textContent).to.contain(enComposer.notSent).and.to.contain('Too fast.');
  });

  it('hands on what is to be done with it', async () => {
    const other: Draft = { ...refusedDraft, draftId: 'b', deed: { type: 'post', text: 'Other' } };
    const log = await create({ rows: rowsFor(entries(1, 2), [refusedDraft, other]) });
    const press = (text: string, label: string) =>
      [...log.row(text).querySelectorAll('button')].find(({ textContent }) => textContent === label)!.click();
    press('Mine', en.retry);
    press('Other', en.edit);
    press('Mine', en.discard);
    await log.drawn();
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
