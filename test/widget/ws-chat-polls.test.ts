// Polls in the whole element: asked by a command, answered in the list, and read out.
import { expect } from 'chai';
import type { ClientMessage } from '../../protocol/client-messages.ts';
import { enPoll } from '../../widget/locales/en-poll.ts';
import { en } from '../../widget/locales/en.ts';
import { PartEvent } from '../../widget/elements/part.ts';
import type { ModerationWish } from '../../widget/moderating.ts';
import type { WsChat } from '../../widget/ws-chat.ts';
import { ChatUnderTest } from './support/chat-under-test.ts';
import { companyHasCome } from './support/company.ts';
import { ann, entry, fresh, poll, pollEnd, refusal, vote } from './support/frames.ts';
import { until } from './support/until.ts';

const may = ['post', 'vote', 'poll', 'rename'];
const you = { ...ann, role: 'moderator' } as const;

async function room(
  rest: Partial<Parameters<typeof fresh>[0]> = {},
  properties: Partial<WsChat> = {},
): Promise<ChatUnderTest> {
  const chat = await ChatUnderTest.create(properties);
  await chat.enter(fresh({ you, may, entries: [entry(1)], ...rest }));
  await companyHasCome(chat);
  return chat;
}

const sent = <Type extends ClientMessage['type']>(chat: ChatUnderTest, type: Type) =>
  until(`${type} is sent`, () =>
    chat.socket.sent.findLast(
      (message): message is Extract<ClientMessage, { type: Type }> => message.type === type,
    ),
  );
const answers = (chat: ChatUnderTest) =>
  until('a poll is there', () => {
    const all = [...chat.root.querySelectorAll<HTMLElement>('.answer')];
    return all.length > 0 ? all : undefined;
  });

describe('chat with polls', () => {
  it('shows one that comes, takes a choice at once, and counts those of others', async () => {
    const chat = await room();
    await chat.say(poll(2));
    const [, no] = await answers(chat);
    no!.click();
    const { ref, option } = await sent(chat, 'vote');
    expect([ref, option]).to.deep.equal([2, 1]);
    await until('it is shown', () => chat.root.querySelector('.answer.chosen progress'));
    await chat.say(vote(3, 2, 0));
    expect(chat.find('.poll-foot').textContent).to.contain(enPoll.votes(2));
    await chat.say(pollEnd(4, 2));
    expect(chat.has('[role=radio]')).to.equal(false);
  });

  it('shows the results alone where nobody may vote', async () => {
    const chat = await room({ may: [], entries: [poll(1), vote(2, 1, 0)] }, { mode: 'readonly' });
    const [yes] = await answers(chat);
    expect(yes!.localName).to.equal('li');
    expect(yes!.querySelector('progress')!.value).to.equal(100);
  });

  it('asks what is wished, and gives it back as it was written where it is refused', async () => {
    const chat = await room();
    const wish: ModerationWish = { kind: 'poll', text: 'Tea?', options: ['Yes', 'No'] };
    chat.find('.talk').dispatchEvent(new PartEvent('chat-moderate', wish));
    const { draftId, text, options } = await sent(chat, 'poll');
    expect([text, options]).to.deep.equal(['Tea?', ['Yes', 'No']]);
    await chat.say(refusal(draftId, { code: 'word-blocked', kind: 'final', sentence: 'No tea.' }));
    expect(chat.find('.outcome').textContent).to.contain('No tea.');
    const again = [...chat.root.querySelectorAll<HTMLElement>('.outcome button')].find(
      ({ textContent }) => textContent.trim() === en.edit,
    )!;
    again.click();
    await until('it is in the field', () => chat.field.value === '/poll Tea? | Yes | No');
  });

  it('reads a poll out with its answers', async () => {
    const chat = await room();
    await chat.say(poll(2));
    await until('it is said', () => chat.find('.aloud').textContent.includes('Tea?, Yes, No, Later'));
  });
});
