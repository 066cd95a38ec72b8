// A poll in the list of messages: what can be chosen, and what is told of it.
import { expect } from 'chai';
import type { Entry } from '../../../protocol/server-messages.ts';
import { enPoll } from '../../../widget/locales/en-poll.ts';
import { enTools } from '../../../widget/locales/en-tools.ts';
import '../../../widget/later/poll.ts';
import { ann, bo, poll, pollEnd, vote } from '../support/frames.ts';
import { LogUnderTest, rowsFor } from '../support/log-under-test.ts';
import { hasFocus } from '../support/stage.ts';

const can = ['post', 'edit', 'remove', 'react', 'vote'];
const cy = { id: 'cy', name: 'Cy', role: 'guest' } as const;

const create = (all: readonly Entry[], may = can, me = ann) =>
  LogUnderTest.create({ rows: rowsFor(all), can: may, me });

const texts = (it: LogUnderTest) =>
  [...it.element.querySelectorAll('.answer')].map(({ textContent }) =>
    textContent.replace(/\s+/g, ' ').trim(),
  );
const radios = (it: LogUnderTest) => [...it.element.querySelectorAll<HTMLElement>('[role=radio]')];
const checked = (it: LogUnderTest) => radios(it).map(({ ariaChecked }) => ariaChecked);
const bars = (it: LogUnderTest) => [...it.element.querySelectorAll('progress')].map(({ value }) => value);
const foot = (it: LogUnderTest) =>
  it.element.querySelector('.poll-foot')!.textContent.replace(/\s+/g, ' ').trim();
const takeBack = (it: LogUnderTest) => it.element.querySelector<HTMLElement>('.poll-foot button');

describe('a poll', () => {
  it('offers its answers, and tells no numbers to who has not chosen', async () => {
    const it = await create([poll(1), vote(2, 1, 1)]);
    expect(texts(it)).to.deep.equal(['Yes', 'No', 'Later']);
    expect(checked(it)).to.deep.equal(['false', 'false', 'false']);
    expect(it.element.querySelector('[role=radiogroup]')!.ariaLabel).to.equal('Tea?');
    expect(bars(it)).to.deep.equal([]);
    expect(foot(it)).to.equal('1 vote');
    expect(takeBack(it)).to.equal(null);
  });

  it('tells who has chosen how many chose what', async () => {
    const it = await create([poll(1), vote(2, 1, 1), vote(3, 1, 0, ann), vote(4, 1, 0, cy)]);
    expect(texts(it)).to.deep.equal(['Yes 2 · 67%', 'No 1 · 33%', 'Later 0 · 0%']);
    expect(checked(it)).to.deep.equal(['true', 'false', 'false']);
    expect(bars(it)).to.deep.equal([67, 33, 0]);
    expect(foot(it)).to.equal(`3 votes ${enPoll.takeBackVote}`);
    expect(it.element.querySelector('.chosen .mark svg')).not.to.equal(null);
  });

  it('counts no vote that was taken back, and none for what it does not offer', async () => {
    const it = await create([poll(1), vote(2, 1, 1), vote(3, 1), vote(4, 1, 4, cy)], ['post']);
    expect(foot(it)).to.equal('0 votes');
    expect(texts(it)).to.deep.equal(['Yes 0 · 0%', 'No 0 · 0%', 'Later 0 · 0%']);
  });

  it('tells what is chosen, changed and taken back', async () => {
    const it = await create([poll(1), vote(2, 1, 0, ann)]);
    radios(it)[2]!.click();
    takeBack(it)!.click();
    expect(it.done).to.deep.equal([
      { kind: 'vote', seq: 1, option: 2 },
      { kind: 'vote', seq: 1 },
    ]);
  });

  it('takes nothing back by a second click on the same answer', async () => {
    const it = await create([poll(1), vote(2, 1, 0, ann)]);
    radios(it)[0]!.click();
    expect(it.done).to.deep.equal([]);
  });

  it('shows its results when it has ended, and offers nothing more', async () => {
    const it = await create([poll(1), vote(2, 1, 1), vote(3, 1, 0, ann), pollEnd(4, 1)]);
    expect(radios(it)).to.deep.equal([]);
    expect(texts(it)).to.deep.equal([`Yes 1 · 50% , ${enPoll.yourVote}`, 'No 1 · 50%', 'Later 0 · 0%']);
    expect(foot(it)).to.equal(`2 votes · ${enPoll.pollEnded}`);
  });

  it('says aloud that it has ended, where one was', async () => {
    const it = await create([poll(1)]);
    const status = it.element.querySelector('.poll-foot [role=status]')!;
    expect(status.textContent).to.equal('');
    await it.set({ rows: rowsFor([poll(1), pollEnd(2, 1)]) });
    await it.drawn();
    expect(status.isConnected).to.equal(true);
    expect(status.textContent).to.contain(enPoll.pollEnded);
  });

  it('shows its results to who may not vote', async () => {
    const it = await create([poll(1), vote(2, 1, 1)], []);
    expect(radios(it)).to.deep.equal([]);
    expect(texts(it)).to.deep.equal(['Yes 0 · 0%', 'No 1 · 100%', 'Later 0 · 0%']);
  });

  it('shows what is asked and chosen as text, whatever it says', async () => {
    const evil = '<img src=x onerror=alert(1)>';
    const it = await create([poll(1, { text: evil, options: [evil, 'No'] })]);
    expect(it.element.querySelector('img[onerror]')).to.equal(null);
    expect(texts(it)[0]).to.equal(evil);
  });

  it('is gone through by keys: Enter leads in, arrows along the answers, Escape out', async () => {
    const it = await create([poll(1)]);
    it.row('Tea?').focus();
    await it.press('Enter');
    expect(hasFocus(radios(it)[0]!)).to.equal(true);
    await it.press('ArrowDown');
    expect(hasFocus(radios(it)[1]!)).to.equal(true);
    await it.press('ArrowUp');
    await it.press('ArrowUp');
    expect(hasFocus(radios(it)[2]!)).to.equal(true);
    expect(it.done).to.deep.equal([]);
    await it.press('Tab');
    expect(it.active!.className).to.equal('tool');
    await it.press('Escape');
    expect(hasFocus(it.row('Tea?'))).to.equal(true);
  });

  it('keeps the focus when what had it goes', async () => {
    const it = await create([poll(1), vote(2, 1, 0, ann)]);
    takeBack(it)!.focus();
    await it.set({ rows: rowsFor([poll(1), vote(2, 1, 0, ann), vote(3, 1, undefined, ann)]) });
    await it.drawn();
    expect(hasFocus(radios(it)[0]!)).to.equal(true);
    await it.set({ rows: rowsFor([poll(1), pollEnd(2, 1)]) });
    await it.drawn();
    expect(hasFocus(it.row('Tea?'))).to.equal(true);
  });

  it('is heard with its answers', async () => {
    const it = await create([poll(1)]);
    expect(it.row('Tea?').ariaLabel).to.contain('Tea?, Yes, No, Later');
  });
});

describe('the menu of a poll', () => {
  const point = (row: HTMLElement) =>
    row.dispatchEvent(new PointerEvent('pointerover', { bubbles: true, pointerType: 'touch' }));
  const item = (it: LogUnderTest, label: string) =>
    [...it.element.querySelectorAll<HTMLElement>('[popover] button')].find(
      (button) => button.textContent.trim() === label,
    );

  async function opened(all: readonly Entry[], may = can, me: LogUnderTest['element']['me'] = ann) {
    const it = await LogUnderTest.create({ rows: rowsFor(all), can: may, me });
    point(it.row('Tea?'));
    await it.drawn();
    it.element.querySelector<HTMLElement>(`.tool[aria-label="${enTools.more}"]`)!.click();
    await it.drawn();
    return it;
  }

  it('ends it, for its author, who may not edit it', async () => {
    const it = await opened([poll(1, { from: ann })]);
    expect(item(it, 'Edit')).to.equal(undefined);
    item(it, enTools.endPoll)!.click();
    expect(it.done).to.deep.equal([{ kind: 'end-poll', seq: 1 }]);
  });

  it('ends it for who keeps the room and is above its author, once', async () => {
    const keeps = [...can, 'remove-any'];
    const mo = { ...ann, role: 'moderator' } as const;
    expect(item(await opened([poll(1)], keeps, mo), enTools.endPoll)).not.to.equal(undefined);
    const peer = poll(1, { from: { ...bo, role: 'moderator' } });
    expect(item(await opened([peer], keeps, mo), enTools.endPoll)).to.equal(undefined);
    expect(item(await opened([poll(1)]), enTools.endPoll)).to.equal(undefined);
    expect(item(await opened([poll(1), pollEnd(2, 1)], keeps, mo), enTools.endPoll)).to.equal(undefined);
  });
});
