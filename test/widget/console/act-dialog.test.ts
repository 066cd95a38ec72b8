import { expect } from 'chai';
import { ActDialog, type Deed } from '../../../widget/console/elements/act-dialog.ts';
import { rowAbout } from '../../../widget/console/elements/row-about.ts';
import type { Wish } from '../../../widget/console/elements/wish.ts';
import { strings } from '../../../widget/console/strings.ts';
import '../support/console-desk.ts';
import { mara, textOf } from '../support/console-desk.ts';
import { bo, startAt } from '../support/frames.ts';
import { createPart } from '../support/parts.ts';
import { createPlace, hasFocus, rendered } from '../support/stage.ts';
import { until } from '../support/until.ts';

const row = rowAbout(bo, 7, startAt, 'Buy my <b>gold</b>');
const all = ['remove-any', 'mute', 'ban', 'kick', 'search'];

async function ask(wish: Wish, answer?: string) {
  const dialog = createPart('ws-chat-console-act', ActDialog);
  const done: (readonly Deed[])[] = [];
  const perform = (deeds: readonly Deed[]) => {
    done.push(deeds);
    return Promise.resolve(answer);
  };
  Object.assign(dialog, { wish, may: all, you: mara, strings, perform, room: 'lobby', now: () => startAt });
  const place = createPlace();
  place.attachShadow({ mode: 'open' }).append(dialog);
  await rendered(dialog);
  const button = (name: string) =>
    [...dialog.querySelectorAll<HTMLElement>('button')].find((one) => textOf(one).startsWith(name))!;
  const choose = async (name: string) => {
    const label = [...dialog.querySelectorAll('label')].find((one) => textOf(one) === name)!;
    label.click();
    await rendered(dialog);
  };
  return { dialog, done, button, choose };
}

describe('what asks once more', () => {
  it('has the answer under Enter', async () => {
    const { button } = await ask({ kind: 'ban', row });
    expect(hasFocus(button('Ban'))).to.equal(true);
  });

  it('removes one message', async () => {
    const { done, button } = await ask({ kind: 'remove', row });
    button('Remove').click();
    expect(done).to.deep.equal([[{ kind: 'remove', seq: 7 }]]);
  });

  it('shows what people wrote as text', async () => {
    const { dialog } = await ask({ kind: 'remove', row });
    expect(dialog.querySelector('blockquote b')).to.equal(null);
    expect(textOf(dialog.querySelector('blockquote'))).to.equal('Buy my <b>gold</b>');
  });

  it('bans for a day unless another time is chosen, with where they come from, and takes back what they wrote', async () => {
    const { dialog, done, button, choose } = await ask({ kind: 'ban', row });
    await choose('Until lifted');
    await choose('Last hour');
    dialog.querySelector<HTMLSelectElement>('[name=network]')!.value = 'narrow';
    dialog.querySelector<HTMLInputElement>('[name=why]')!.value = ' spam ';
    button('Ban').click();
    expect(done[0]).to.deep.equal([
      { kind: 'act', act: { do: 'ban', who: 'bo', why: 'spam', network: 'narrow' } },
      { kind: 'act', act: { do: 'remove-all', who: 'bo', since: startAt - 3_600_000 } },
    ]);
    const { done: usual, button: again } = await ask({ kind: 'ban', row });
    again('Ban').click();
    expect(usual[0]).to.deep.equal([{ kind: 'act', act: { do: 'ban', who: 'bo', forMs: 86_400_000 } }]);
  });

  it('asks no network of members, who are held back by themselves', async () => {
    const { dialog } = await ask({ kind: 'ban', who: { ...bo, role: 'member' } });
    expect(dialog.querySelector('[name=network]')).to.equal(null);
  });

  it('leads from the menu to each act', async () => {
    const { dialog, done, button } = await ask({ kind: 'more', who: bo });
    button('Mute quietly').click();
    await rendered(dialog);
    button('Mute quietly').click();
    expect(done[0]).to.deep.equal([
      { kind: 'act', act: { do: 'mute', who: 'bo', shadow: true, forMs: 600_000 } },
    ]);
  });

  it('offers nothing against those of one’s own rank', async () => {
    const { dialog } = await ask({ kind: 'more', who: { ...bo, role: 'owner' } });
    const names = [...dialog.querySelectorAll('button')].map(textOf);
    expect(names).to.deep.equal([strings.leaveIt]);
  });

  it('stays with what was written where it is refused', async () => {
    const { dialog, button } = await ask({ kind: 'ban', row }, 'That is somebody of your own rank.');
    dialog.querySelector<HTMLInputElement>('[name=why]')!.value = 'spam';
    button('Ban').click();
    await until('the refusal is shown', () => textOf(dialog.querySelector('.problem')) !== '');
    expect(dialog.querySelector('dialog')!.open).to.equal(true);
    expect(dialog.querySelector<HTMLInputElement>('[name=why]')!.value).to.equal('spam');
    expect(textOf(dialog.querySelector('.problem'))).to.equal('That is somebody of your own rank.');
  });

  it('tells when nothing is asked any more', async () => {
    const { dialog, button } = await ask({ kind: 'kick', row });
    let closed = false;
    dialog.addEventListener('console-dialog-closed', () => (closed = true));
    button('Cancel').click();
    await until('it says that it is closed', () => closed);
  });
});
