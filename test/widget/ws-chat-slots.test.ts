// What the page puts into the chat stands where its slot says.
import { expect } from 'chai';
import { en } from '../../widget/locales/en.ts';
import { ChatUnderTest } from './support/chat-under-test.ts';
import { entries, fresh } from './support/frames.ts';

const slots = [
  'header-start',
  'header-end',
  'before-log',
  'composer-start',
  'composer-end',
  'footer',
] as const;

function put(chat: ChatUnderTest, slot: string): HTMLElement {
  const given = document.createElement('b');
  given.slot = slot;
  given.textContent = slot;
  chat.element.append(given);
  return given;
}

const topOf = (element: Element) => element.getBoundingClientRect().top;

describe('ws-chat and what the page puts into it', () => {
  for (const slot of slots)
    it(`shows what is given for ${slot}`, async () => {
      const chat = await ChatUnderTest.create();
      const given = put(chat, slot);
      await chat.enter(fresh({ head: 2, entries: entries(1, 2) }));
      expect(given.assignedSlot?.name).to.equal(slot);
      expect(given.getBoundingClientRect().width).to.be.greaterThan(0);
    });

  it('has it between its own parts from top to bottom', async () => {
    const chat = await ChatUnderTest.create();
    const given = new Map(slots.map((slot) => [slot, put(chat, slot)]));
    await chat.enter(fresh({ head: 2, entries: entries(1, 2) }));
    const tops = [
      given.get('header-start')!,
      given.get('before-log')!,
      chat.find('.scroller'),
      given.get('composer-start')!,
      given.get('footer')!,
    ].map(topOf);
    expect(tops).to.deep.equal([...tops].sort((one, other) => one - other));
    const [start, field, end] = ['composer-start', 'textarea', 'composer-end'].map((which) =>
      (which === 'textarea' ? chat.field : given.get(which as 'footer')!).getBoundingClientRect(),
    );
    expect(start!.right).to.be.at.most(field!.left);
    expect(field!.right).to.be.at.most(end!.left);
  });

  it('says of an empty room what the page wants said', async () => {
    const chat = await ChatUnderTest.create();
    await chat.enter(fresh());
    expect(chat.find('[part=empty]').innerText).to.contain(en.empty);
    put(chat, 'empty');
    expect(chat.find('[part=empty] h3').getClientRects()).to.have.length(0);
  });
});
