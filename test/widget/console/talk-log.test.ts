import { expect } from 'chai';
import type { Participant } from '../../../protocol/server-messages.ts';
import { TalkLog } from '../../../widget/console/elements/talk-log.ts';
import type { Wish } from '../../../widget/console/elements/wish.ts';
import { strings } from '../../../widget/console/strings.ts';
import { createTimes } from '../../../widget/elements/times.ts';
import { rowAbout } from '../../../widget/console/elements/row-about.ts';
import { mara, press } from '../support/console-desk.ts';
import { bo, startAt } from '../support/frames.ts';
import { createPart, onPart } from '../support/parts.ts';
import { createPlace, hasFocus, rendered } from '../support/stage.ts';
import { until } from '../support/until.ts';

const all = ['remove-any', 'mute', 'ban', 'pin'];

async function create(may: readonly string[] = all, from: Participant = bo) {
  const log = createPart('ws-chat-console-log', TalkLog);
  const rows = [1, 2, 3].map((seq) => rowAbout(from, seq, startAt + seq, `text ${seq}`));
  const times = createTimes('en', () => startAt);
  Object.assign(log, { rows, may, strings, times, you: mara, live: true, label: 'Lobby' });
  const place = createPlace();
  place.attachShadow({ mode: 'open' }).append(log);
  const wishes: string[] = [];
  onPart(log, 'console-wish', (detail) => {
    const { kind, row } = detail as Wish;
    wishes.push(`${kind} ${row?.seq}`);
  });
  await rendered(log);
  const row = (seq: number) => log.querySelector<HTMLElement>(`[data-seq="${seq}"]`)!;
  return { log, wishes, row };
}

describe('the list of what is said, for who keeps the room', () => {
  for (const [key, kind] of Object.entries({
    d: 'remove',
    Delete: 'remove',
    m: 'mute',
    b: 'ban',
    p: 'pin',
    '.': 'more',
  }))
    it(`wishes to ${kind} by ${key} on the row that has the focus`, async () => {
      const { log, wishes, row } = await create();
      row(2).focus();
      await rendered(log);
      press(row(2), key);
      expect(wishes).to.deep.equal([`${kind} 2`]);
    });

  it('goes from row to row by the arrows', async () => {
    const { log, row } = await create();
    row(2).focus();
    press(row(2), 'ArrowUp');
    expect(hasFocus(row(1))).to.equal(true);
    press(row(1), 'ArrowDown');
    expect(hasFocus(row(2))).to.equal(true);
    press(row(2), 'End');
    expect(hasFocus(row(3))).to.equal(true);
    await rendered(log);
  });

  it('goes into the tools of a row by Enter, and out of them by Escape', async () => {
    const { log, row } = await create();
    row(2).focus();
    await rendered(log);
    press(row(2), 'Enter');
    const first = log.querySelector('.row-tools button')!;
    expect(hasFocus(first)).to.equal(true);
    press(first, 'Escape');
    expect(hasFocus(row(2))).to.equal(true);
  });

  it('shows a finger the tools of what it touches', async () => {
    const { log, wishes, row } = await create();
    row(3).dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, pointerType: 'touch' }));
    await rendered(log);
    log.querySelector<HTMLElement>('.row-tools [aria-keyshortcuts=b]')!.click();
    expect(wishes).to.deep.equal(['ban 3']);
  });

  it('offers nothing that one may not do', async () => {
    const { log, wishes, row } = await create(['mute']);
    row(2).focus();
    await rendered(log);
    press(row(2), 'b');
    press(row(2), 'd');
    const names = [...log.querySelectorAll('.row-tools button')].map((tool) =>
      tool.getAttribute('aria-label'),
    );
    expect(names).to.deep.equal([strings.mute, strings.more]);
    expect(wishes).to.deep.equal([]);
  });

  it('offers nothing against those of one’s own rank, and one’s own words to be taken back', async () => {
    const tools = async (from: Participant) => {
      const { log, wishes, row } = await create(all, from);
      row(2).focus();
      await rendered(log);
      for (const key of ['d', 'm', 'b']) press(row(2), key);
      const names = [...log.querySelectorAll('.row-tools button')].map((tool) =>
        tool.getAttribute('aria-label'),
      );
      return { names, wishes };
    };
    const { pin, more, remove } = strings;
    expect(await tools({ ...bo, role: 'owner' })).to.deep.equal({ names: [pin, more], wishes: [] });
    expect(await tools(mara)).to.deep.equal({ names: [remove, pin, more], wishes: ['remove 2'] });
  });

  it('gives the focus to the neighbour of a row that is gone', async () => {
    const { log, row } = await create();
    log.rows = log.rows.filter((_, index) => index !== 1);
    await rendered(log);
    log.focusRow(2);
    expect(hasFocus(row(3))).to.equal(true);
  });

  it('shows how many chose what in a poll, and nothing to choose', async () => {
    const { log } = await create();
    const votes = new Map([
      ['bo', 0],
      ['ann', 0],
      ['cy', 1],
    ]);
    const poll = { options: ['Yes', 'No'], votes, ended: false, choice: undefined };
    log.rows = [{ ...rowAbout(bo, 1, startAt, 'Tea?'), poll }];
    const answers = await until('they are there', () => {
      const all = [...log.querySelectorAll('.answer')];
      return all.length > 0 ? all : undefined;
    });
    expect(answers.map(({ textContent }) => textContent.replace(/\s+/g, ' ').trim())).to.deep.equal([
      'Yes 2 · 67%',
      'No 1 · 33%',
    ]);
    expect(log.querySelector('ws-chat-poll button')).to.equal(null);
  });
});
