// A visitor shows a message to those who keep the room.
import { expect } from 'chai';
import '../../../widget/later/report-form.ts';
import { reportCharacters } from '../../../protocol/reports.ts';
import { enReport as words } from '../../../widget/locales/en-report.ts';
import { enTools } from '../../../widget/locales/en-tools.ts';
import { ann, bo, entry } from '../support/frames.ts';
import { LogUnderTest, rowsFor } from '../support/log-under-test.ts';
import { hasFocus } from '../support/stage.ts';

const can = ['post', 'reply', 'report'];
const talk = [entry(1, { text: 'theirs' }), entry(2, { from: ann, text: 'mine' })];

async function menuOf(text: string, may = can, role: 'guest' | 'moderator' = 'guest') {
  const log = await LogUnderTest.create({ rows: rowsFor(talk), can: may, me: { ...ann, role } });
  log.row(text).focus();
  await log.press('Enter');
  log.element.querySelector<HTMLElement>(`.tool[aria-label="${enTools.more}"]`)!.click();
  await log.drawn();
  const item = [...log.element.querySelectorAll<HTMLElement>('.menu button')].find(
    ({ textContent }) => textContent.trim() === enTools.report,
  );
  return { log, item };
}

async function opened() {
  const { log, item } = await menuOf('theirs');
  item!.click();
  await log.drawn();
  const form = log.element.querySelector<HTMLFormElement>('.report:popover-open form')!;
  const reasons = [...form.querySelectorAll<HTMLInputElement>('[type=radio]')];
  return { log, form, reasons, text: form.querySelector<HTMLInputElement>('[type=text]')! };
}

describe('form by which a message is reported', () => {
  it('says whose message it is, and has a reason in focus', async () => {
    const { form, reasons } = await opened();
    expect(form.querySelector('h4')!.textContent).to.equal(words.reportWhat(bo.name));
    expect(hasFocus(reasons[0]!)).to.equal(true);
    expect(reasons.map(({ value }) => value)).to.deep.equal(['spam', 'abuse', 'danger', 'other']);
  });

  it('tells the reason, and a word about it where there is one', async () => {
    const { log, form, reasons, text } = await opened();
    reasons[2]!.click();
    text.value = ' He knows where I live ';
    form.requestSubmit();
    expect(log.done).to.deep.equal([
      { kind: 'report', seq: 1, reason: 'danger', text: 'He knows where I live' },
    ]);
    await log.drawn();
    expect(log.element.querySelector('.report')).to.equal(null);
  });

  it('takes no longer word than the wire does', async () => {
    const { text } = await opened();
    expect(text.maxLength).to.equal(reportCharacters);
  });

  it('is left by Escape, with nothing told, and gives the focus back', async () => {
    const { log } = await opened();
    await log.press('Escape');
    expect(log.element.querySelector('.report')).to.equal(null);
    expect(log.done).to.deep.equal([]);
    expect(hasFocus(log.row('theirs'))).to.equal(true);
  });

  it('is there for others’ messages, for those who may, and not for those who can act themselves', async () => {
    expect((await menuOf('theirs')).item).not.to.equal(undefined);
    expect((await menuOf('mine')).item).to.equal(undefined);
    expect((await menuOf('theirs', ['post', 'reply'])).item).to.equal(undefined);
    expect((await menuOf('theirs', [...can, 'mute'], 'moderator')).item).to.equal(undefined);
  });
});
