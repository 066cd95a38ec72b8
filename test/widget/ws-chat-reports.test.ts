// The whole element, for a visitor who shows a message to those who keep the room.
import { expect } from 'chai';
import type { Report } from '../../protocol/client-messages.ts';
import { PartEvent } from '../../widget/elements/part.ts';
import { enRowActs } from '../../widget/locales/en-row-acts.ts';
import { ChatUnderTest } from './support/chat-under-test.ts';
import { entries, fresh, refusal } from './support/frames.ts';
import { until } from './support/until.ts';

async function reporting(text = ''): Promise<{ readonly chat: ChatUnderTest; readonly report: Report }> {
  const chat = await ChatUnderTest.create();
  await chat.enter(fresh({ may: ['post', 'report'], entries: entries(1, 2) }));
  const wish = { kind: 'report', seq: 2, reason: 'abuse', text };
  chat.find('.talk').dispatchEvent(new PartEvent('chat-act', wish));
  const report = await until('it is reported', () =>
    chat.socket.sent.find((one): one is Report => one.type === 'report'),
  );
  return { chat, report };
}

const said = (chat: ChatUnderTest, sentence: string) =>
  until(`“${sentence}” is said`, () => chat.find('.toast').textContent.includes(sentence));

describe('chat in which a message is reported', () => {
  it('tells the server which, why and what is said of it, and the visitor that it has arrived', async () => {
    const { chat, report } = await reporting('again');
    expect(report).to.deep.include({ ref: 2, reason: 'abuse', text: 'again' });
    await chat.say({ type: 'reported', draftId: report.draftId });
    await said(chat, enRowActs.reported);
  });

  it('says why it was not taken, and sends no word that is none', async () => {
    const { chat, report } = await reporting();
    expect(report).not.to.have.property('text');
    await chat.say(refusal(report.draftId, { code: 'too-many', kind: 'final', sentence: 'Enough for now.' }));
    await said(chat, 'Enough for now.');
  });
});
