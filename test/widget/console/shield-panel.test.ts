import { expect } from 'chai';
import type { Shield } from '../../../protocol/server-messages.ts';
import { ShieldPanel } from '../../../widget/console/elements/shield-panel.ts';
import type { Answer, ModeratorAct } from '../../../widget/console/room-keeper.ts';
import { strings } from '../../../widget/console/strings.ts';
import { createTimes } from '../../../widget/elements/times.ts';
import '../support/console-desk.ts';
import { textOf } from '../support/console-desk.ts';
import { startAt } from '../support/frames.ts';
import { createPart } from '../support/parts.ts';
import { createPlace, rendered } from '../support/stage.ts';
import { until } from '../support/until.ts';

const minute = 60_000;
const shield: Shield = { since: startAt, until: startAt + 10 * minute, slowSeconds: 30, cause: 'joins' };

async function create(known?: Shield) {
  const panel = createPart('ws-chat-console-shield', ShieldPanel);
  const done: ModeratorAct[] = [];
  const said: { sentence: string; undo: (() => void) | undefined }[] = [];
  const perform = (act: ModeratorAct): Promise<Answer> => {
    done.push(act);
    const moderated = { type: 'moderated', draftId: 'd', count: 3 } as const;
    return Promise.resolve({ kind: 'done', draftId: 'd', moderated });
  };
  const may = ['mode', 'clear', 'ban', 'undo'];
  const say = (sentence: string, undo?: () => void) => said.push({ sentence, undo });
  const times = createTimes('en', () => startAt);
  Object.assign(panel, { shield: known, may, strings, times, perform, say, now: () => startAt + minute });
  const place = createPlace();
  place.attachShadow({ mode: 'open' }).append(panel);
  await rendered(panel);
  const button = (name: string) =>
    [...panel.querySelectorAll<HTMLElement>('button')].find((one) => textOf(one).startsWith(name));
  return { panel, done, said, button };
}

describe('the raid shield', () => {
  it('is put up and taken down by one switch', async () => {
    const { panel, done, button } = await create();
    button(strings.raiseShield)!.click();
    panel.shield = shield;
    await rendered(panel);
    expect(panel.textContent).to.include(strings.shieldCause('joins'));
    button(strings.shieldDown)!.click();
    expect(done.slice(1)).to.deep.equal([
      { do: 'shield', on: true },
      { do: 'shield', on: false },
    ]);
  });

  it('has beside it what undoes a raid, also once it has come down by itself', async () => {
    const { panel, done, said, button } = await create(shield);
    panel.shield = undefined;
    await rendered(panel);
    button('Remove what was said since')!.click();
    await rendered(panel);
    panel.querySelector<HTMLElement>('dialog [type=submit]')!.click();
    await until('it says what came of it', () => said.length > 0);
    expect(done.at(-1)).to.deep.equal({ do: 'clear', since: startAt });
    expect(said[0]!.sentence).to.equal(strings.removedSo(3));
    said[0]!.undo!();
    expect(done.at(-1)).to.deep.equal({ do: 'undo', of: 'd' });
  });

  it('bans who came since it began, and no later than now', async () => {
    const { panel, done, button } = await create(shield);
    button('Ban who came since')!.click();
    await rendered(panel);
    panel.querySelector<HTMLElement>('dialog [type=submit]')!.click();
    await until('it is done', () => done.at(-1)?.do === 'ban-many');
    expect(done.at(-1)).to.deep.equal({
      do: 'ban-many',
      by: { joined: [startAt, startAt + minute] },
    });
  });
});
