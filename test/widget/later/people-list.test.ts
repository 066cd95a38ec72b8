import { expect } from 'chai';
import type { Participant } from '../../../protocol/server-messages.ts';
import type { PeopleList } from '../../../widget/later/people-list.ts';
import '../../../widget/later/people-list.ts';
import { en } from '../../../widget/locales/en.ts';
import { enSheet } from '../../../widget/locales/en-sheet.ts';
import { enPeople } from '../../../widget/locales/en-people.ts';
import { ann, bo } from '../support/frames.ts';
import { SheetUnderTest } from '../support/sheet-under-test.ts';
import { hasFocus } from '../support/stage.ts';

const person = (name: string, role: Participant['role'] = 'guest') => ({
  id: name.toLowerCase(),
  name,
  role,
});
const olga = person('Olga', 'owner');
const mo = person('Mo', 'moderator');

const create = (properties: Partial<PeopleList> = {}, options = {}) =>
  SheetUnderTest.create<PeopleList>(
    'ws-chat-people-list',
    { here: [bo, ann], count: 2, me: ann, ...properties },
    options,
  );

const names = (list: SheetUnderTest<PeopleList>) =>
  list.all('.person bdi').map(({ textContent }) => textContent);

describe('people list', () => {
  it('has oneself first, then those who keep the room, then the others by name', async () => {
    const here = [bo, person('Émile'), mo, ann, person('Zoë'), olga, person('Mia', 'member')];
    const list = await create({ here, count: here.length });
    expect(names(list)).to.deep.equal(['Ann', 'Olga', 'Mo', 'Mia', 'Bo', 'Émile', 'Zoë']);
    expect(list.all('h3')[0]!.textContent).to.equal(en.present(7));
  });

  it('says who is oneself, and what people are but guests', async () => {
    const list = await create({ here: [ann, olga, mo] });
    expect(list.all('.person').map((one) => one.textContent.replace(/\s+/g, ' ').trim())).to.deep.equal([
      `A Ann ${en.you}`,
      `O Olga ${en.role('owner')} ${enPeople.muteShort}`,
      `M Mo ${en.role('moderator')} ${enPeople.muteShort}`,
    ]);
  });

  it('mutes and unmutes others, by buttons that say whom', async () => {
    const list = await create();
    list.button(enPeople.mutePerson('Bo')).click();
    await list.set({ muted: new Map([['bo', 'Bo']]) });
    list.button(enPeople.unmutePerson('Bo')).click();
    expect(list.wishes).to.deep.equal([
      { type: 'chat-mute', detail: { id: 'bo', name: 'Bo', on: true } },
      { type: 'chat-mute', detail: { id: 'bo', name: 'Bo', on: false } },
    ]);
    expect(list.all('button').some((one) => one.ariaLabel?.includes('Ann'))).to.equal(false);
  });

  it('keeps those who are muted and have left, so that they can be heard again', async () => {
    const list = await create({
      muted: new Map([
        ['bo', 'Bo'],
        ['cy', 'Cy'],
      ]),
    });
    expect(names(list)).to.deep.equal(['Ann', 'Bo', 'Cy']);
    expect(list.text).to.contain(enPeople.mutedHint);
    list.button(enPeople.unmutePerson('Cy')).click();
    expect(list.wishes.at(-1)!.detail).to.deep.equal({ id: 'cy', name: 'Cy', on: false });
  });

  it('says so where only the count is known', async () => {
    const list = await create({ here: undefined, count: 312 });
    expect(names(list)).to.deep.equal([]);
    expect(list.text).to.contain(enPeople.tooManyPeople(312, 100));
  });

  it('says so where nobody else is here', async () => {
    const list = await create({ here: [ann], count: 1 });
    expect(list.text).to.contain(enPeople.alone);
    await list.set({ here: [ann, bo], count: 2 });
    expect(list.text).not.to.contain(enPeople.alone);
  });

  it('lays out a hundred people in blocks, of which the browser draws those in view', async () => {
    const here = Array.from({ length: 100 }, (_, index) => person(`Guest ${index}`));
    const list = await create({ here, count: 100 });
    expect(list.all('[role=listitem]')).to.have.length(100);
    const blocks = list.all('.people');
    expect(blocks).to.have.length(5);
    expect(blocks.map((block) => getComputedStyle(block).contentVisibility)).to.deep.equal(
      blocks.map(() => 'auto'),
    );
  });

  it('shows names as they were given', async () => {
    const list = await create({ here: [ann, person('<b>Cy</b>')] });
    expect(names(list)).to.include('<b>Cy</b>');
  });
});

describe('people list over the chat', () => {
  it('is a dialog with a name, and takes the focus', async () => {
    const list = await create();
    const [dialog] = list.all('[role=dialog]');
    expect(dialog!.getAttribute('aria-labelledby')).to.equal(list.all('h3')[0]!.id);
    expect(hasFocus(dialog!)).to.equal(true);
  });

  it('goes back to the chat by its button', async () => {
    const list = await create();
    list.button(enSheet.backToChat).click();
    expect(list.wishes).to.deep.equal([{ type: 'chat-sheet', detail: undefined }]);
  });

  it('covers a narrow chat, and leaves a wide one in view, which a click brings back', async () => {
    const widthOf = (list: SheetUnderTest<PeopleList>) =>
      list.all('.sheet')[0]!.getBoundingClientRect().width;
    const narrow = await create({}, { width: 360 });
    expect(widthOf(narrow)).to.be.closeTo(360, 4);
    const wide = await create({}, { width: 900 });
    expect(widthOf(wide)).to.be.lessThan(400);
    wide.all('.person')[0]!.click();
    expect(wide.wishes).to.deep.equal([]);
    wide.element.click();
    expect(wide.wishes).to.deep.equal([{ type: 'chat-sheet', detail: undefined }]);
  });

  it('has targets that a finger finds', async () => {
    const list = await create();
    for (const button of list.all('button')) {
      const { width, height } = button.getBoundingClientRect();
      expect(Math.min(width, height)).to.be.at.least(24);
    }
  });
});
