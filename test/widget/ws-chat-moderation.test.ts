// The whole element, for those who keep the room.
import { expect } from 'chai';
import type { ClientMessage, Moderate } from '../../protocol/client-messages.ts';
import { strings as de } from '../../widget/later/keepers-de.ts';
import { enHeld } from '../../widget/locales/en-held.ts';
import { enMode } from '../../widget/locales/en-mode.ts';
import { enModeration } from '../../widget/locales/en-moderation.ts';
import { enPins } from '../../widget/locales/en-pins.ts';
import { enReport } from '../../widget/locales/en-report.ts';
import { PartEvent } from '../../widget/elements/part.ts';
import type { ModerationWish } from '../../widget/moderating.ts';
import { ChatUnderTest } from './support/chat-under-test.ts';
import { companyHasCome } from './support/company.ts';
import { ann, bo, entries, entry, fresh, pin, refusal } from './support/frames.ts';
import { until } from './support/until.ts';

const may = [
  'post',
  'reply',
  'rename',
  'remove-any',
  'mute',
  'kick',
  'ban',
  'mode',
  'review',
  'undo',
  'notice',
  'pin',
];
const you = { ...ann, role: 'moderator' } as const;
const isModerate = (message: ClientMessage): message is Moderate => message.type === 'moderate';
const acts = (chat: ChatUnderTest) => chat.socket.sent.filter(isModerate);
const asked = (chat: ChatUnderTest, what: string) =>
  until(`${what} is asked for`, () => acts(chat).findLast(({ act }) => act.do === what));
const listed = (chat: ChatUnderTest, what: string) =>
  until(`${what} are asked for`, () =>
    acts(chat).findLast(({ act }) => act.do === 'list' && act.of === what),
  );

async function keeper(rest: Partial<Parameters<typeof fresh>[0]> = {}): Promise<ChatUnderTest> {
  const chat = await ChatUnderTest.create();
  await chat.enter(fresh({ you, may, entries: entries(1, 3), ...rest }));
  await companyHasCome(chat);
  return chat;
}

const wants = (chat: ChatUnderTest, wish: ModerationWish) =>
  chat.find('.talk').dispatchEvent(new PartEvent('chat-moderate', wish));
const said = (chat: ChatUnderTest, sentence: string) => chat.find('.toast').textContent.includes(sentence);
const waits = { from: bo, draftId: 'h1', at: 1, text: 'May I?' };
const reported = { id: 'r1', at: 1, from: ann, ref: 2, about: bo, reason: 'spam', text: 'again' } as const;

/** Somebody is muted, and it is told. */
async function muted(): Promise<{ readonly chat: ChatUnderTest; readonly draftId: string }> {
  const chat = await keeper();
  wants(chat, { kind: 'act', act: { do: 'mute', who: 'bo' }, name: 'Bo' });
  const { draftId } = await asked(chat, 'mute');
  await chat.say({ type: 'moderated', draftId });
  await until('it can be undone', () => chat.has('.toast-act'));
  return { chat, draftId };
}

describe('chat of those who keep the room', () => {
  it('says what was done, or why it was not', async () => {
    const chat = await keeper();
    wants(chat, { kind: 'act', act: { do: 'mute', who: 'bo', forMs: 600_000 }, name: 'Bo' });
    const { draftId } = await asked(chat, 'mute');
    await chat.say({ type: 'moderated', draftId });
    await until('it is said', () => said(chat, enModeration.didMute('Bo', '10 minutes')));
    wants(chat, { kind: 'act', act: { do: 'kick', who: 'olga' }, name: 'Olga' });
    const kick = await asked(chat, 'kick');
    await chat.say(refusal(kick.draftId, { code: 'outranked', kind: 'final', sentence: 'Ask the owner.' }));
    await until('it is said', () => said(chat, 'Ask the owner.'));
    expect(chat.has('.toast-act')).to.equal(false);
  });

  it('changes one thing of how the room is kept, and leaves the others', async () => {
    const chat = await keeper({ mode: { slowSeconds: 30, paused: { message: 'Back soon' } } });
    wants(chat, { kind: 'mode', change: { emojiOnly: true } });
    const { act } = await asked(chat, 'mode');
    expect(act).to.deep.equal({
      do: 'mode',
      mode: { slowSeconds: 30, paused: { message: 'Back soon' }, emojiOnly: true },
    });
  });

  it('announces something', async () => {
    const chat = await keeper();
    wants(chat, { kind: 'notice', text: 'Doors close at ten', level: 'warning' });
    const notice = await until('it is said', () => chat.socket.sent.find(({ type }) => type === 'notice'));
    expect(notice).to.deep.include({ text: 'Doors close at ten', level: 'warning' });
  });

  it('removes a message, and says so', async () => {
    const chat = await keeper();
    wants(chat, { kind: 'remove', seq: 2, name: 'Bo' });
    const remove = await until('it is asked for', () =>
      chat.socket.sent.find(({ type }) => type === 'remove'),
    );
    expect(remove).to.deep.include({ ref: 2 });
    await chat.say({ type: 'accepted', draftId: (remove as { draftId: string }).draftId, seq: 4 });
    await until('it is said', () => said(chat, enModeration.didRemoveAll('Bo', 1)));
    expect(chat.has('.toast-act')).to.equal(true);
  });

  it('undoes what was just done, by a button and by a key', async () => {
    for (const way of ['button', 'key']) {
      const { chat, draftId } = await muted();
      const button = chat.find('.toast-act');
      button.focus();
      if (way === 'button') button.click();
      else
        chat.field.dispatchEvent(
          new KeyboardEvent('keydown', { key: 'z', ctrlKey: true, bubbles: true, composed: true }),
        );
      const undo = await asked(chat, 'undo');
      expect(undo.act, way).to.deep.equal({ do: 'undo', of: draftId });
      await chat.say({ type: 'moderated', draftId: undo.draftId, count: 0, more: false });
      await until('it is said', () => said(chat, enModeration.didUndo));
      expect(chat.has('.toast-act')).to.equal(false);
      // What was pressed is gone, and the focus with it nowhere else.
      expect(chat.root.activeElement, way).not.to.equal(null);
    }
  });

  it('reaches what undoes by the keys that lead from part to part', async () => {
    const { chat } = await muted();
    chat.field.focus();
    for (let step = 0; step < 4 && !chat.find('.toast').matches(':focus-within'); step++)
      chat.root.activeElement!.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'F6', ctrlKey: true, bubbles: true, composed: true }),
      );
    expect(chat.root.activeElement).to.equal(chat.find('.toast-act'));
  });

  it('leaves the key to a field with something in it, and to whom there is nothing to undo', async () => {
    const { chat } = await muted();
    const undo = () =>
      chat.field.dispatchEvent(
        new KeyboardEvent('keydown', {
          key: 'z',
          ctrlKey: true,
          bubbles: true,
          composed: true,
          cancelable: true,
        }),
      );
    chat.field.value = 'half a message';
    expect(undo()).to.equal(true);
    chat.field.value = '';
    expect(undo()).to.equal(false);
    await asked(chat, 'undo');
    wants(chat, { kind: 'undo' });
    await until('it is said', () => said(chat, enModeration.nothingToUndo));
  });

  it('offers no undoing of what cannot be undone, nor to those who may not', async () => {
    const chat = await keeper();
    wants(chat, { kind: 'act', act: { do: 'kick', who: 'bo' }, name: 'Bo' });
    await chat.say({ type: 'moderated', draftId: (await asked(chat, 'kick')).draftId });
    await until('it is said', () => said(chat, enModeration.didKick('Bo')));
    expect(chat.has('.toast-act')).to.equal(false);
    await chat.say({ type: 'may', may: may.filter((one) => one !== 'undo') });
    wants(chat, { kind: 'act', act: { do: 'mute', who: 'bo' }, name: 'Bo' });
    await chat.say({ type: 'moderated', draftId: (await asked(chat, 'mute')).draftId });
    await until('it is said', () => said(chat, enModeration.didMute('Bo', enModeration.untilLifted)));
    expect(chat.has('.toast-act')).to.equal(false);
  });

  it('counts what waits as it is told, and asks for it once it is seen', async () => {
    const chat = await keeper({ waiting: { held: 1, reports: 0 } });
    expect(chat.find('.held-count').textContent).to.equal('1');
    await chat.say({ type: 'waiting', held: 1, reports: 2 });
    expect(chat.find('.held-count').textContent).to.equal('3');
    await chat.say({ type: 'waiting', held: 0, reports: 0 });
    expect(chat.has('.held-count')).to.equal(false);
    expect(acts(chat)).to.deep.equal([]);
    chat.button(enHeld.waitingForYou(0)).click();
    const first = await listed(chat, 'held');
    await chat.say({ type: 'waiting', held: 1, reports: 0 });
    await until(
      'it asks anew',
      () => acts(chat).filter(({ act }) => act.do === 'list' && act.of === 'held').length > 1,
    );
    expect((await listed(chat, 'held')).draftId).not.to.equal(first.draftId);
  });

  it('lets in what waits, or turns it down', async () => {
    const chat = await keeper({ waiting: { held: 1, reports: 0 } });
    chat.button(enHeld.waitingForYou(1)).click();
    await chat.say({ type: 'moderated', draftId: (await listed(chat, 'held')).draftId, held: [waits] });
    const approve = await until('it is listed', () =>
      chat.root.querySelector<HTMLElement>(`[aria-label="${enHeld.approveWhose('Bo')}"]`),
    );
    expect(chat.find('.held p').textContent).to.equal('May I?');
    approve.click();
    const { act } = await asked(chat, 'approve');
    expect(act).to.deep.equal({ do: 'approve', who: 'bo', held: 'h1' });
    chat.button(enHeld.declineWhose('Bo')).click();
    const decline = await asked(chat, 'decline');
    expect(decline.act).to.deep.equal({ do: 'decline', who: 'bo', held: 'h1' });
  });

  it('shows what was reported with its reason, leads there, and settles it or lets it be', async () => {
    const chat = await keeper({ waiting: { held: 0, reports: 1 } });
    const open = async () => {
      chat.button(enHeld.waitingForYou(1)).click();
      await chat.say({
        type: 'moderated',
        draftId: (await listed(chat, 'reports')).draftId,
        reports: [reported],
      });
      await until('it is listed', () => chat.has(`[aria-label="${enHeld.goToReported('Bo')}"]`));
    };
    await open();
    const text = chat.find('.held').textContent.replace(/\s+/g, ' ');
    for (const part of [enHeld.reportedBy(enReport.reportReason('spam'), 'Ann'), 'again', 'text 2'])
      expect(text).to.contain(part);
    chat.button(enHeld.resolveWhose('Bo')).click();
    expect((await asked(chat, 'resolve')).act).to.deep.equal({ do: 'resolve', report: 'r1' });
    chat.button(enHeld.dismissWhose('Bo')).click();
    expect((await asked(chat, 'dismiss')).act).to.deep.equal({ do: 'dismiss', report: 'r1' });
    chat.button(enHeld.goToReported('Bo')).click();
    await until('the list is gone', () => !chat.has('ws-chat-held-list'));
    await until('the message stands out', () => chat.has('[data-seq="2"].flash'));
  });

  it('lists who is held back, and lifts it', async () => {
    const chat = await keeper();
    chat.button(enHeld.waitingForYou(0)).click();
    const restraints = [{ kind: 'mute', subject: 'bo', by: 'moderator' } as const];
    await chat.say({ type: 'moderated', draftId: (await listed(chat, 'restraints')).draftId, restraints });
    const label = enHeld.liftWhose(enHeld.restraint('mute'), 'Bo');
    const lift = await until('they are listed', () =>
      chat.root.querySelector<HTMLElement>(`[aria-label="${label}"]`),
    );
    lift.click();
    expect((await asked(chat, 'unmute')).act).to.deep.equal({ do: 'unmute', who: 'bo' });
  });

  it('puts the raid shield up and takes it down, and tells everybody that it is up', async () => {
    const chat = await keeper();
    chat.button(enHeld.waitingForYou(0)).click();
    const shield = () => [...chat.root.querySelectorAll<HTMLInputElement>('.mode-switch input')].at(-1);
    (await until('it can be', shield)).click();
    expect((await asked(chat, 'shield')).act).to.deep.equal({ do: 'shield', on: true });
    const up = { since: 1, until: Date.now() + 60_000, slowSeconds: 30, cause: 'hand' } as const;
    await chat.say({ type: 'mode', mode: { shield: up } });
    await until('it is told', () => chat.find('.mode').textContent.includes(enMode.shielded('30 seconds')));
    shield()!.click();
    await until('it is asked for', () => acts(chat).some(({ act }) => act.do === 'shield' && !act.on));
  });

  it('has the buttons of a moderator as soon as one may do something, and none when one may not any more', async () => {
    const chat = await keeper({ you: ann, may: ['post'] });
    expect(chat.has('.held-button')).to.equal(false);
    await chat.say({ type: 'may', may });
    await until('they are there', () => chat.has('.held-button'));
    await chat.say({ type: 'may', may: ['post'] });
    await until('they are gone', () => !chat.has('.held-button'));
  });

  it('speaks the language of the page with those who keep the room', async () => {
    const chat = await ChatUnderTest.create({ lang: 'de' });
    await chat.enter(fresh({ you, may }));
    await until('it does', () => chat.has(`[aria-label="${de.waitingForYou!(0)}"]`));
  });

  it('asks for nothing, and loads nothing, where nothing of it may be done', async () => {
    const chat = await keeper({ you: ann, may: ['post', 'reply'] });
    expect(acts(chat)).to.deep.equal([]);
    expect(chat.has('.held-button')).to.equal(false);
  });

  it('has what is pinned above the messages, one at a time', async () => {
    const chat = await keeper({ entries: [...entries(1, 3), pin(4, 1), pin(5, 3)] });
    const text = () => chat.find('.pin').textContent.replace(/\s+/g, ' ').trim();
    await until('it is there', () => chat.has('.pin'));
    expect(text()).to.equal(`${enPins.pinnedOf(1, 2)} text 3`);
    chat.button(enPins.formerPin).click();
    await chat.rendered();
    await until('the former is shown', () => text() === `${enPins.pinnedOf(2, 2)} text 1`);
    await chat.say(pin(6, 2));
    await until('the newest is shown', () => text() === `${enPins.pinnedOf(1, 3)} text 2`);
    chat.button('Unpin').click();
    await until('it is to be let go', () =>
      chat.socket.sent.some((one) => one.type === 'pin' && one.ref === 2 && !one.on),
    );
  });

  it('says in words that it was sent off, and not that the chat has ended', async () => {
    const chat = await ChatUnderTest.create();
    await chat.enter(fresh({ entries: [entry(1)] }));
    await until('one can write', () => chat.has('textarea'));
    chat.socket.end(4011, 'You are banned from this room.');
    await chat.rendered();
    expect(chat.find('.closed').textContent.trim()).to.match(/^You are banned from this room\.\s+Retry$/);
  });
});
