// What those who keep a room do about the author of a row.
import { expect } from 'chai';
import '../../../widget/later/moderation-menu.ts';
import { enModeration as words } from '../../../widget/locales/en-moderation.ts';
import { enTools } from '../../../widget/locales/en-tools.ts';
import type { ModerationWish } from '../../../widget/moderating.ts';
import { ann, bo, entry } from '../support/frames.ts';
import { LogUnderTest, rowsFor } from '../support/log-under-test.ts';
import { onPart } from '../support/parts.ts';
import { hasFocus } from '../support/stage.ts';

const can = ['post', 'reply', 'remove', 'react', 'pin', 'remove-any', 'mute', 'kick', 'ban'];
const me = { ...ann, role: 'moderator' } as const;
const talk = [
  entry(1, { at: Date.now() - 7_200_000, text: 'old' }),
  entry(2, { at: Date.now(), text: 'new' }),
  entry(3, { from: { ...bo, id: 'olga', role: 'owner' }, text: 'of the owner' }),
  entry(4, { from: { ...bo, id: 'mo', role: 'moderator' }, text: 'of another moderator' }),
  entry(5, { from: ann, text: 'mine' }),
];

async function create(may = can) {
  const log = await LogUnderTest.create({ rows: rowsFor(talk), can: may, me });
  const wishes: ModerationWish[] = [];
  onPart(log.element, 'chat-moderate', (wish) => wishes.push(wish as ModerationWish));
  const press = async (text: string, key: string) => {
    log.row(text).focus();
    await log.press(key);
  };
  const button = (label: string) =>
    [...log.element.querySelectorAll<HTMLElement>('.moderation button')].find(
      ({ textContent }) => textContent.trim() === label,
    );
  const choose = async (label: string) => {
    button(label)!.click();
    await log.drawn();
  };
  const panel = () => log.element.querySelector<HTMLElement>('.moderation:popover-open');
  return { log, wishes, press, button, choose, panel };
}

const act = (wish: ModerationWish | undefined) => (wish?.kind === 'act' ? wish.act : undefined);

describe('menu of those who keep a room', () => {
  it('has the likeliest choice in focus for each of its keys', async () => {
    const { press, button, log } = await create();
    for (const [key, label] of [
      ['Delete', words.removeThis],
      ['m', '10 minutes'],
      ['b', '1 hour'],
    ] as const) {
      await press('new', key);
      expect(hasFocus(button(label)!), key).to.equal(true);
      await log.press('Escape');
      expect(hasFocus(log.row('new'))).to.equal(true);
    }
  });

  it('removes the message', async () => {
    const { press, choose, panel, wishes } = await create();
    await press('new', 'Delete');
    await choose(words.removeThis);
    expect(wishes).to.deep.equal([{ kind: 'remove', seq: 2, name: 'Bo' }]);
    expect(panel()).to.equal(null);
  });

  it('removes all of a person’s after it has said how much of it is seen', async () => {
    const { press, choose, panel, wishes } = await create();
    const before = Date.now() - 3_600_000;
    await press('new', 'Delete');
    await choose(words.removeHour);
    expect(panel()!.textContent).to.contain(words.sweepHour('Bo', 1));
    await choose(words.sweep);
    const hour = act(wishes[0]) as { do: string; who: string; since: number };
    expect(hour).to.deep.include({ do: 'remove-all', who: 'bo' });
    expect(hour.since).to.be.within(before, Date.now() - 3_600_000);
    await press('new', 'Delete');
    await choose(words.removeEverything);
    expect(panel()!.textContent).to.contain(words.sweepEverything('Bo', 2));
    await choose(words.sweep);
    expect(act(wishes[1])).to.deep.equal({ do: 'remove-all', who: 'bo', since: 0 });
  });

  it('mutes for a time, with a reason, and without a word where that is wanted', async () => {
    const { log, press, choose, wishes } = await create();
    await press('new', 'm');
    log.element.querySelector<HTMLInputElement>('.reason')!.value = ' too loud ';
    await choose('10 seconds');
    expect(wishes[0]).to.deep.equal({
      kind: 'act',
      act: { do: 'mute', who: 'bo', forMs: 10_000, why: 'too loud' },
      name: 'Bo',
    });
    await press('new', 'm');
    log.element.querySelector<HTMLElement>('.option input')!.click();
    await log.drawn();
    await choose(words.untilLifted);
    expect(act(wishes[1])).to.deep.equal({ do: 'mute', who: 'bo', shadow: true });
    await press('new', 'm');
    await choose(words.liftMute);
    expect(act(wishes[2])).to.deep.equal({ do: 'unmute', who: 'bo' });
  });

  it('bans a person or their network too, and lifts it', async () => {
    const { log, press, choose, wishes } = await create();
    await press('new', 'b');
    await choose('1 day');
    expect(act(wishes[0])).to.deep.equal({ do: 'ban', who: 'bo', forMs: 86_400_000 });
    await press('new', 'b');
    log.element.querySelectorAll<HTMLElement>('.reaches input')[1]!.click();
    await log.drawn();
    await choose(words.forGood);
    expect(act(wishes[1])).to.deep.equal({ do: 'ban', who: 'bo', network: 'narrow' });
    await press('new', 'b');
    await choose(words.liftBan);
    expect(act(wishes[2])).to.deep.equal({ do: 'unban', who: 'bo' });
  });

  it('sends somebody off from the whole of it, and Escape leads back there', async () => {
    const { log, press, choose, wishes, panel, button } = await create();
    await press('new', 'Enter');
    log.element.querySelector<HTMLElement>(`.tool[aria-label="${enTools.more}"]`)!.click();
    await log.drawn();
    [...log.element.querySelectorAll<HTMLElement>('.menu button')]
      .find(({ textContent }) => textContent.trim() === enTools.moderate('Bo'))!
      .click();
    await log.drawn();
    await choose(words.kicking);
    await log.press('Escape');
    expect(button(words.kicking)).not.to.equal(undefined);
    await choose(words.kicking);
    await choose(words.kick);
    expect(act(wishes[0])).to.deep.equal({ do: 'kick', who: 'bo' });
    expect(panel()).to.equal(null);
  });

  it('is not there for oneself, nor for one’s own rank or a higher one', async () => {
    const { press, panel } = await create();
    for (const text of ['of the owner', 'of another moderator', 'mine'])
      for (const key of ['m', 'b', ...(text === 'mine' ? [] : ['Delete'])]) {
        await press(text, key);
        expect(panel(), `${key} on ${text}`).to.equal(null);
      }
  });

  it('is not there for those who may not', async () => {
    const { log, press, panel } = await create(['post', 'reply', 'react', 'kick']);
    for (const key of ['m', 'b', 'Delete']) {
      await press('new', key);
      expect(panel(), key).to.equal(null);
    }
    await press('new', 'Enter');
    expect(log.element.querySelector('.tools')).not.to.equal(null);
  });

  it('removes one’s own message by the same key, after a question', async () => {
    const { log, press } = await create();
    await press('mine', 'Delete');
    expect(hasFocus(log.element.querySelector('[popover] .danger'))).to.equal(true);
  });

  it('pins a message, and lets it go again', async () => {
    const { log, press } = await create();
    await press('new', 'Enter');
    log.element.querySelector<HTMLElement>(`.tool[aria-label="${enTools.more}"]`)!.click();
    await log.drawn();
    [...log.element.querySelectorAll<HTMLElement>('.menu button')]
      .find(({ textContent }) => textContent.trim() === enTools.pin)!
      .click();
    expect(log.done).to.deep.equal([{ kind: 'pin', seq: 2, on: true }]);
  });
});
