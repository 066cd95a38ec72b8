import { expect } from 'chai';
import type { Moderate } from '../../../protocol/client-messages.ts';
import type { HeldDraft } from '../../../protocol/server-messages.ts';
import { HeldView } from '../../../widget/console/pages/held-view.ts';
import { DeskUnderTest, press, textOf } from '../support/console-desk.ts';
import { bo, fresh, refusal, startAt } from '../support/frames.ts';
import { hasFocus, rendered } from '../support/stage.ts';
import { until } from '../support/until.ts';

const held: readonly HeldDraft[] = [1, 2, 3].map((at) => ({
  from: bo,
  draftId: `h${at}`,
  at: startAt + at,
  text: `held ${at} <i>x</i>`,
}));

async function create() {
  const under = new DeskUnderTest();
  const keeper = under.desk.keeper('lobby');
  keeper.start();
  const { socket } = under.surroundings;
  socket.open();
  socket.say(fresh({ may: ['review'] }));
  const view = await under.show('ws-chat-console-held', HeldView, { keeper, state: keeper.state, held });
  const item = (draftId: string) => view.querySelector<HTMLElement>(`[data-item="bo ${draftId}"]`);
  const sent = () => (socket.sent.at(-1) as Moderate | undefined)?.act;
  return { view, item, sent, socket };
}

describe('what waits', () => {
  it('is let in by A and turned down by D, and the focus goes on to what is next', async () => {
    const { view, item, sent } = await create();
    item('h1')!.focus();
    press(item('h1')!, 'a');
    await until('the next one has the focus', () => hasFocus(item('h2')));
    expect(sent()).to.deep.equal({ do: 'approve', who: 'bo', held: 'h1' });
    expect(item('h1')).to.equal(null);
    press(item('h2')!, 'd');
    await rendered(view);
    expect(sent()).to.deep.equal({ do: 'decline', who: 'bo', held: 'h2' });
  });

  it('stands there again, with the reason, where that was refused', async () => {
    const { view, item, socket } = await create();
    press(item('h2')!, 'a');
    await until('it is gone', () => item('h2') === null);
    const { draftId } = socket.sent.at(-1) as Moderate;
    socket.say(refusal(draftId, { code: 'unavailable', sentence: 'Not now.' }));
    await until('it is back', () => item('h2'));
    expect(textOf(item('h2')!.querySelector('[role=alert]'))).to.equal('Not now.');
    await rendered(view);
  });

  it('is gone for good where somebody else was faster', async () => {
    const { view, item, socket } = await create();
    press(item('h2')!, 'a');
    const { draftId } = socket.sent.at(-1) as Moderate;
    socket.say(refusal(draftId, { code: 'not-found', kind: 'final' }));
    await until('the others are drawn', () => item('h3'));
    await rendered(view);
    expect(item('h2')).to.equal(null);
  });

  it('is text, whatever it says', async () => {
    const { view } = await create();
    expect(view.querySelector('.text i')).to.equal(null);
    expect(textOf(view.querySelector('.text'))).to.equal('held 1 <i>x</i>');
  });

  it('leaves the keys of its buttons to them', async () => {
    const { view, sent } = await create();
    const button = view.querySelector('button')!;
    press(button, 'd');
    expect(sent()).to.equal(undefined);
  });
});
