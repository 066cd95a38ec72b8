// The emoji picker beside a button.
import { expect } from 'chai';
import { recentEmoji, rememberEmoji } from '../../../widget/emoji/habits.ts';
import { EmojiPicker } from '../../../widget/later/emoji-picker.ts';
import { enEmoji } from '../../../widget/locales/en-emoji.ts';
import { en } from '../../../widget/locales/en.ts';
import { createPart, onPart } from '../support/parts.ts';
import { ComposerUnderTest } from '../support/composer-under-test.ts';
import { createPlace, hasFocus, rendered } from '../support/stage.ts';
import { pretendTouch } from '../support/touch.ts';
import { until } from '../support/until.ts';

beforeEach(() => localStorage.clear());

class PickerUnderTest {
  readonly element: EmojiPicker;
  readonly anchor = document.createElement('button');
  readonly picked: string[] = [];
  ended = 0;
  /** Keys that reached what is around it. */
  readonly keys: string[] = [];

  static async create(): Promise<PickerUnderTest> {
    const picker = new PickerUnderTest();
    await until('the emoji are there', () => picker.cells.length > 0);
    return picker;
  }

  constructor() {
    const place = createPlace();
    onPart(place, 'chat-emoji', (emoji) => this.picked.push(emoji as string));
    place.addEventListener('chat-emoji-end', () => this.ended++);
    place.addEventListener('keydown', ({ key }) => this.keys.push(key));
    this.element = createPart('ws-chat-emoji-picker', EmojiPicker);
    Object.assign(this.element, { strings: en, anchor: this.anchor });
    place.append(this.anchor, this.element);
  }

  get panel(): HTMLElement {
    return this.element.querySelector('.emoji-picker')!;
  }

  get search(): HTMLInputElement {
    return this.element.querySelector('input')!;
  }

  get cells(): HTMLElement[] {
    return [...this.element.querySelectorAll<HTMLElement>('[role=gridcell]')];
  }

  get shown(): string[] {
    return this.cells.map(({ textContent }) => textContent.trim());
  }

  get tabs(): HTMLElement[] {
    return [...this.element.querySelectorAll<HTMLElement>('[role=tab]')];
  }

  get said(): string {
    return this.element.querySelector('[role=status]')!.textContent.trim();
  }

  get focused(): Element | null {
    return document.activeElement;
  }

  async look(words: string): Promise<void> {
    this.search.value = words;
    this.search.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await rendered(this.element);
  }

  async press(key: string, at: Element = this.focused!): Promise<void> {
    at.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    await rendered(this.element);
    await Promise.resolve();
  }
}

describe('emoji picker', () => {
  it('opens beside its button as a dialog, ready to look for a word', async () => {
    const picker = await PickerUnderTest.create();
    expect(picker.panel.matches(':popover-open')).to.equal(true);
    expect(picker.panel.getAttribute('role')).to.equal('dialog');
    expect(picker.panel.getAttribute('aria-label')).to.equal(en.emoji);
    expect(hasFocus(picker.search)).to.equal(true);
    const { top, bottom, left, right } = picker.panel.getBoundingClientRect();
    expect(Math.min(top, left)).to.be.at.least(0);
    expect(bottom).to.be.at.most(innerHeight);
    expect(right).to.be.at.most(innerWidth);
  });

  it('shows a group at a time, each emoji under its name', async () => {
    const picker = await PickerUnderTest.create();
    expect(picker.tabs.map((tab) => tab.getAttribute('aria-label'))).to.deep.equal(enEmoji.emojiGroups);
    expect(picker.shown[0]).to.equal('😀');
    expect(picker.cells[0]!.getAttribute('aria-label')).to.equal('grinning face');
    picker.tabs.at(-1)!.click();
    await rendered(picker.element);
    expect(picker.shown).to.include('🇩🇪');
    expect(picker.tabs.at(-1)!.getAttribute('aria-selected')).to.equal('true');
  });

  it('gives the emoji that was chosen, and is done', async () => {
    const picker = await PickerUnderTest.create();
    picker.cells[3]!.click();
    expect(picker.picked).to.deep.equal([picker.shown[3]]);
    expect(picker.ended).to.equal(1);
  });

  it('finds emoji by their words, and says how many', async () => {
    const picker = await PickerUnderTest.create();
    await picker.look('tada');
    expect(picker.shown).to.deep.equal(['🎉']);
    expect(picker.said).to.equal(enEmoji.emojiFound(1));
    await picker.press('Enter');
    expect(picker.picked).to.deep.equal(['🎉']);
  });

  for (const key of ['Enter', 'Escape'])
    it(`leaves the ${key} to the word that it ends, also where the end is told first`, async () => {
      const picker = await PickerUnderTest.create();
      await picker.look('tada');
      picker.search.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }));
      await picker.press(key, picker.search);
      expect([picker.picked, picker.ended]).to.deep.equal([[], 0]);
    });

  it('has its first find at hand, wherever one was before', async () => {
    const picker = await PickerUnderTest.create();
    await picker.press('ArrowDown');
    await picker.press('ArrowDown');
    await picker.look('tada');
    expect(picker.cells.map(({ tabIndex }) => tabIndex)).to.deep.equal([0]);
  });

  it('says that it has found none, and what to do', async () => {
    const picker = await PickerUnderTest.create();
    await picker.look('qqqq');
    expect(picker.shown).to.deep.equal([]);
    expect(picker.panel.textContent).to.contain(enEmoji.emojiMissing);
    await picker.press('Enter');
    expect(picker.picked).to.deep.equal([]);
  });

  it('is gone through by keys: one cell at a time, one row at a time', async () => {
    const picker = await PickerUnderTest.create();
    await picker.press('ArrowDown');
    const at = () => picker.cells.indexOf(picker.focused as HTMLElement);
    expect(at()).to.equal(0);
    for (const [key, index] of [
      ['ArrowRight', 1],
      ['ArrowDown', 9],
      ['Home', 8],
      ['End', 15],
      ['ArrowLeft', 14],
      ['ArrowUp', 6],
    ] as const) {
      await picker.press(key);
      expect(at(), key).to.equal(index);
    }
    expect(picker.cells.filter(({ tabIndex }) => tabIndex === 0)).to.have.length(1);
    await picker.press('ArrowUp');
    expect(hasFocus(picker.search)).to.equal(true);
  });

  it('goes the other way where text runs the other way', async () => {
    const picker = await PickerUnderTest.create();
    picker.element.parentElement!.dir = 'rtl';
    await picker.press('ArrowDown');
    await picker.press('ArrowLeft');
    expect(picker.cells.indexOf(picker.focused as HTMLElement)).to.equal(1);
  });

  it('has its groups gone through by arrows', async () => {
    const picker = await PickerUnderTest.create();
    picker.tabs[0]!.focus();
    await picker.press('ArrowRight');
    expect(hasFocus(picker.tabs[1]!)).to.equal(true);
    expect(picker.shown).to.include('👋');
    await picker.press('ArrowLeft');
    await picker.press('ArrowLeft');
    expect(hasFocus(picker.tabs.at(-1)!)).to.equal(true);
  });

  it('begins with what was used lately, once something was', async () => {
    const former = await PickerUnderTest.create();
    former.cells[2]!.click();
    expect(recentEmoji()).to.deep.equal([former.shown[2]]);
    const picker = await PickerUnderTest.create();
    expect(picker.tabs[0]!.getAttribute('aria-label')).to.equal(enEmoji.emojiRecent);
    expect(picker.shown).to.deep.equal([former.shown[2]]);
  });

  it('gives people the skin tone that was chosen, now and later', async () => {
    rememberEmoji('👋');
    const picker = await PickerUnderTest.create();
    const select = picker.element.querySelector('select')!;
    expect(select.getAttribute('aria-label')).to.equal(enEmoji.skinTone);
    select.value = '🏽';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await rendered(picker.element);
    expect(picker.shown).to.deep.equal(['👋🏽']);
    picker.cells[0]!.click();
    expect(picker.picked).to.deep.equal(['👋🏽']);
    expect(recentEmoji()).to.deep.equal(['👋']);
    expect((await PickerUnderTest.create()).shown).to.deep.equal(['👋🏽']);
  });

  it('is done on Escape, gives the focus back, and closes nothing else', async () => {
    const picker = await PickerUnderTest.create();
    await picker.press('Escape');
    expect(picker.ended).to.equal(1);
    expect(hasFocus(picker.anchor)).to.equal(true);
    expect(picker.keys).to.deep.equal([]);
  });

  it('is done when something else is pressed, and not by its button or itself', async () => {
    const picker = await PickerUnderTest.create();
    const press = (at: Element) =>
      at.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));
    press(picker.anchor);
    press(picker.cells[5]!);
    expect(picker.ended).to.equal(0);
    press(document.body);
    expect(picker.ended).to.equal(1);
  });

  it('is done when the focus goes elsewhere', async () => {
    const picker = await PickerUnderTest.create();
    picker.anchor.focus();
    expect(picker.ended).to.equal(1);
  });

  it('calls no screen keyboard where fingers choose, and has rows of seven', async () => {
    pretendTouch();
    const picker = await PickerUnderTest.create();
    expect(hasFocus(picker.tabs[0]!)).to.equal(true);
    expect(picker.element.querySelector('[role=row]')!.children).to.have.length(7);
  });

  it('leaves nothing listening behind', async () => {
    const picker = await PickerUnderTest.create();
    picker.element.addEventListener('chat-emoji-end', () => picker.ended++);
    picker.element.remove();
    document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
    expect(picker.ended).to.equal(0);
  });
});

describe('composer with the emoji picker', () => {
  it('puts the emoji in at the caret, and is written on', async () => {
    const composer = await ComposerUnderTest.create();
    await composer.type('Hello you');
    composer.field.setSelectionRange(5, 5);
    const button = composer.button(en.emoji);
    await composer.click(button);
    expect(button.getAttribute('aria-expanded')).to.equal('true');
    const cell = await until('the emoji are there', () =>
      composer.element.querySelector<HTMLElement>('[role=gridcell]'),
    );
    await composer.click(cell);
    expect(composer.field.value).to.equal('Hello😀 you');
    expect(hasFocus(composer.field)).to.equal(true);
    expect(composer.field.selectionStart).to.equal(7);
    expect(composer.has('ws-chat-emoji-picker')).to.equal(false);
    await composer.press({ key: 'Enter' });
    expect(composer.sent).to.deep.equal(['Hello😀 you']);
  });

  it('closes it by the same button', async () => {
    const composer = await ComposerUnderTest.create();
    const button = composer.button(en.emoji);
    await composer.click(button);
    await until('it is open', () => composer.has('.emoji-picker'));
    await composer.click(button);
    expect(composer.has('ws-chat-emoji-picker')).to.equal(false);
    expect(button.getAttribute('aria-expanded')).to.equal('false');
  });
});
