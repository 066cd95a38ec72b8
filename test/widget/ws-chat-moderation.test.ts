// The whole element, for those who keep the room.
import { expect } from 'chai';
import type { ClientMessage, Moderate } from '../../protocol/client-messages.ts';
import { enHeld } from '../../widget/locales/en-held.ts';
import { enModeration } from '../../widget/locales/en-moderation.ts';
import { enPins } from '../../widget/locales/en-pins.ts';
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
  'notice',
  'pin',
];
const you = { ...ann, role: 'moderator' } as const;
const isModerate = (message: ClientMessage): message is Moderate => message.type === 'moderate';
const acts = (chat: ChatUnderTest) => chat.socket.sent.filter(isModerate);
const asked = (chat: ChatUnderTest, what: string) =>
  until(`${what} is asked for`, () => acts(chat).findLast(({ act }) => act.do === what));

async function keeper(rest: Partial<Parameters<typeof fresh>[0]> = {}): Promise<ChatUnderTest> {
  const chat = await ChatUnderTest.create();
  await chat.enter(fresh({ you, may, entries: entries(1, 3), ...rest }));
  await companyHasCome(chat);
  return chat;
}

const wants = (chat: ChatUnderTest, wish: ModerationWish) =>
  chat.find('.talk').dispatchEvent(new PartEvent('chat-moderate', wish));
const toast = (chat: ChatUnderTest) => chat.find('.toast').textContent;
const waits = { from: bo, draftId: 'h1', at: 1, text: 'May I?' };

describe('chat of those who keep the room', () => {
  it('says what was done, or why it was not', async () => {
    const chat = await keeper();
    wants(chat, { kind: 'act', act: { do: 'mute', who: 'bo', forMs: 600_000 }, name: 'Bo' });
    const { draftId } = await asked(chat, 'mute');
    await chat.say({ type: 'moderated', draftId });
    expect(toast(chat)).to.equal(enModeration.didMute('Bo', '10 minutes'));
    wants(chat, { kind: 'act', act: { do: 'kick', who: 'olga' }, name: 'Olga' });
    const kick = await asked(chat, 'kick');
    await chat.say(refusal(kick.draftId, { code: 'outranked', kind: 'final', sentence: 'Ask the owner.' }));
    expect(toast(chat)).to.equal('Ask the owner.');
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
    wants(chat, { kind: 'notice', text: 'Doors close at ten' });
    await until('it is said', () =>
      chat.socket.sent.some((one) => one.type === 'notice' && one.text === 'Doors close at ten'),
    );
  });

  it('counts what waits, and lets it in or turns it down', async () => {
    const chat = await keeper();
    const { draftId } = await until('it asks what waits', () =>
      acts(chat).find(({ act }) => act.do === 'list' && act.of === 'held'),
    );
    await chat.say({ type: 'moderated', draftId, held: [waits] });
    expect(chat.find('.held-count').textContent).to.equal('1');
    chat.button(enHeld.waitingForYou(1)).click();
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

  it('lists who is held back, and lifts it', async () => {
    const chat = await keeper();
    const { draftId } = await until('it asks who is', () =>
      acts(chat).find(({ act }) => act.do === 'list' && act.of === 'restraints'),
    );
    const restraints = [{ kind: 'mute', subject: 'bo', by: 'moderator' } as const];
    await chat.say({ type: 'moderated', draftId, restraints });
    chat.button(enHeld.waitingForYou(0)).click();
    const label = enHeld.liftWhose(enHeld.restraint('mute'), 'Bo');
    const lift = await until('they are listed', () =>
      chat.root.querySelector<HTMLElement>(`[aria-label="${label}"]`),
    );
    lift.click();
    expect((await asked(chat, 'unmute')).act).to.deep.equal({ do: 'unmute', who: 'bo' });
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
