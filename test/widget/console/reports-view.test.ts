import { expect } from 'chai';
import type { Moderate } from '../../../protocol/client-messages.ts';
import type { Participant, ReportLine } from '../../../protocol/server-messages.ts';
import type { Wish } from '../../../widget/console/elements/wish.ts';
import { ReportsView } from '../../../widget/console/pages/reports-view.ts';
import { strings } from '../../../widget/console/strings.ts';
import { DeskUnderTest, press, textOf } from '../support/console-desk.ts';
import { ann, bo, entry, fresh, startAt } from '../support/frames.ts';
import { onPart } from '../support/parts.ts';
import { hasFocus, rendered } from '../support/stage.ts';
import { until } from '../support/until.ts';

const report = (ref: number): ReportLine => ({
  id: `${ref}-ann`,
  at: startAt,
  from: ann,
  ref,
  about: bo,
  reason: 'spam',
  text: 'Look at <b>this</b>',
});

const moderator: Participant = { id: 'mo', name: 'Mo', role: 'moderator' };

async function create(reports: readonly ReportLine[] = [report(1), report(2)]) {
  const under = new DeskUnderTest();
  const keeper = under.desk.keeper('lobby');
  keeper.start();
  const { socket } = under.surroundings;
  socket.open();
  const may = ['review', 'undo', 'remove-any', 'mute', 'ban'];
  socket.say(fresh({ may, you: moderator, head: 2, entries: [entry(1), entry(2)] }));
  const { state } = keeper;
  const view = await under.show('ws-chat-console-reports', ReportsView, { keeper, state, reports });
  const wishes: string[] = [];
  onPart(view, 'console-wish', (detail) => {
    const { kind, row } = detail as Wish;
    wishes.push(`${kind} ${row?.seq}`);
  });
  const item = (ref: number) => view.querySelector<HTMLElement>(`[data-item="${ref}-ann"]`);
  const sent = () => socket.sent.at(-1) as Moderate;
  return { under, view, item, sent, socket, wishes };
}

describe('reports', () => {
  it('are resolved by R and dismissed by I, and the focus goes on to what is next', async () => {
    const { item, sent } = await create();
    item(1)!.focus();
    press(item(1)!, 'r');
    await until('the next one has the focus', () => hasFocus(item(2)));
    expect(sent().act).to.deep.equal({ do: 'resolve', report: '1-ann' });
    press(item(2)!, 'i');
    expect(sent().act).to.deep.equal({ do: 'dismiss', report: '2-ann' });
  });

  it('are undone where that is said to be done, and stand there again once they wait again', async () => {
    const { under, view, item, sent, socket } = await create();
    press(item(1)!, 'r');
    const { draftId } = sent();
    socket.say({ type: 'moderated', draftId });
    await until('it says that it is done', () => under.said.length > 0);
    expect(under.said).to.deep.equal([strings.reportSettled('resolve')]);
    view.reports = [report(2)];
    await rendered(view);
    under.undo!();
    expect(sent().act).to.deep.equal({ do: 'undo', of: draftId });
    view.reports = [report(1), report(2)];
    await rendered(view);
    expect(item(1)).not.to.equal(null);
  });

  it('lead to acts on the message and on its author, by the keys of the conversation', async () => {
    const { item, wishes } = await create();
    for (const key of ['d', 'm', 'b', '.', 'p', 'x']) press(item(2)!, key);
    expect(wishes).to.deep.equal(['remove 2', 'mute 2', 'ban 2', 'more 2']);
  });

  it('show as text what was said and what is said of it, and say where it is not at hand', async () => {
    const { item } = await create([report(1), report(9)]);
    expect(textOf(item(1)!.querySelector('.text'))).to.equal('text 1');
    expect(textOf(item(1)!.querySelector('q'))).to.equal('Look at <b>this</b>');
    expect(textOf(item(9))).to.include(strings.reportedUnheld);
  });
});
