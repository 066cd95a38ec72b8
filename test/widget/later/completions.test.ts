// The list of completions, in the composer that it belongs to.
import { expect } from 'chai';
import type { ChatComposer } from '../../../widget/later/chat-composer.ts';
import { ChatCompletions } from '../../../widget/later/completions.ts';
import { enCommands } from '../../../widget/locales/en-commands.ts';
import { en } from '../../../widget/locales/en.ts';
import { ComposerUnderTest } from '../support/composer-under-test.ts';
import { ann, bo } from '../support/frames.ts';
import { hasFocus, rendered } from '../support/stage.ts';
import { until } from '../support/until.ts';

const people = [ann, bo, { id: 'mara', name: 'Mara Lindqvist', role: 'guest' as const }];

class Completing {
  readonly composer: ComposerUnderTest;

  constructor(composer: ComposerUnderTest) {
    this.composer = composer;
  }

  /** A composer in which this was written; the list had time to come. */
  static async create(text: string, properties: Partial<ChatComposer> = {}): Promise<Completing> {
    const completing = new Completing(await ComposerUnderTest.create({ people, ...properties }));
    await completing.composer.type(text);
    await until('the completions are loaded', () => completing.composer.has('.completions'));
    await completing.rendered();
    return completing;
  }

  get list(): HTMLElement {
    return this.composer.find('.completions');
  }

  get isOpen(): boolean {
    return this.list.matches(':popover-open');
  }

  get labels(): string[] {
    return this.options.map((option) => option.querySelector('bdi')!.textContent);
  }

  get options(): HTMLElement[] {
    return [...this.list.querySelectorAll<HTMLElement>('[role=option]')];
  }

  /** As a screen reader is told. */
  get active(): string | undefined {
    const id = this.composer.field.getAttribute('aria-activedescendant');
    return id === null ? undefined : this.composer.find(`#${id} bdi`).textContent;
  }

  async type(text: string): Promise<void> {
    await this.composer.type(text);
    await this.rendered();
  }

  async press(key: string, rest: KeyboardEventInit = {}): Promise<boolean> {
    const goesOn = await this.composer.press({ key, ...rest });
    await this.rendered();
    return goesOn;
  }

  async rendered(): Promise<void> {
    const part = this.composer.find('ws-chat-completions');
    if (!(part instanceof ChatCompletions)) throw new Error('The completions are not defined.');
    await rendered(part, this.composer.element, part);
  }
}

describe('completions of a person', () => {
  it('are listed behind @, and the field knows of them', async () => {
    const completing = await Completing.create('Hi @');
    expect(completing.isOpen).to.equal(true);
    expect(completing.labels).to.deep.equal(['Ann', 'Bo', 'Mara Lindqvist']);
    const { field } = completing.composer;
    expect(field.getAttribute('aria-autocomplete')).to.equal('list');
    expect(field.getAttribute('aria-controls')).to.equal(completing.list.id);
    expect(completing.list.getAttribute('role')).to.equal('listbox');
    expect(completing.list.getAttribute('aria-label')).to.equal(en.people);
    expect(completing.active).to.equal('Ann');
    expect(completing.options.map((option) => option.getAttribute('aria-selected'))).to.deep.equal([
      'true',
      'false',
      'false',
    ]);
  });

  it('stand above the field', async () => {
    const completing = await Completing.create('@');
    completing.composer.element.style.cssText = 'position: fixed; inset: auto 0 0 0';
    await completing.type('@a');
    const { bottom } = completing.list.getBoundingClientRect();
    expect(bottom).to.be.at.most(completing.composer.find('.field').getBoundingClientRect().top);
  });

  it('are fewer the more is written, and none where nobody is meant', async () => {
    const completing = await Completing.create('@m');
    expect(completing.labels).to.deep.equal(['Mara Lindqvist']);
    await completing.type('@mara lind');
    expect(completing.labels).to.deep.equal(['Mara Lindqvist']);
    await completing.type('@mara said');
    expect(completing.isOpen).to.equal(false);
    expect(completing.active).to.equal(undefined);
  });

  for (const key of ['Enter', 'Tab'])
    it(`put the chosen one in by ${key}, which does nothing else`, async () => {
      const completing = await Completing.create('Hi @b');
      expect(await completing.press(key)).to.equal(false);
      expect(completing.composer.field.value).to.equal('Hi @Bo ');
      expect(completing.composer.field.selectionStart).to.equal(7);
      expect(completing.isOpen).to.equal(false);
      expect(completing.composer.sent).to.deep.equal([]);
      expect(await completing.press('Enter')).to.equal(false);
      expect(completing.composer.sent).to.deep.equal(['Hi @Bo']);
    });

  it('are gone through by the arrows, round and round', async () => {
    const completing = await Completing.create('@');
    await completing.press('ArrowDown');
    expect(completing.active).to.equal('Bo');
    await completing.press('ArrowUp');
    await completing.press('ArrowUp');
    expect(completing.active).to.equal('Mara Lindqvist');
    await completing.press('ArrowDown');
    expect(completing.active).to.equal('Ann');
  });

  it('are declined by Escape for this word, which closes nothing else', async () => {
    const completing = await Completing.create('@a');
    let escaped = 0;
    completing.composer.element.parentElement!.addEventListener('keydown', () => escaped++);
    await completing.press('Escape');
    expect(completing.isOpen).to.equal(false);
    await completing.type('@an');
    expect(completing.isOpen).to.equal(false);
    expect(escaped).to.equal(0);
    await completing.type('@an @b');
    expect(completing.labels).to.deep.equal(['Bo']);
  });

  it('are chosen by a click, and the field keeps the focus', async () => {
    const completing = await Completing.create('@');
    const option = completing.options[1]!;
    const press = new MouseEvent('mousedown', { bubbles: true, cancelable: true });
    expect(option.dispatchEvent(press)).to.equal(false);
    option.click();
    await completing.rendered();
    expect(completing.composer.field.value).to.equal('@Bo ');
    expect(hasFocus(completing.composer.field)).to.equal(true);
  });

  it('leave keys to the input method, and those with others to the field', async () => {
    const completing = await Completing.create('@');
    await completing.press('Enter', { isComposing: true });
    await completing.press('ArrowDown', { isComposing: true });
    await completing.press('ArrowDown', { shiftKey: true });
    expect(completing.composer.field.value).to.equal('@');
    expect(completing.active).to.equal('Ann');
    await completing.press('Enter', { ctrlKey: true });
    expect(completing.composer.sent).to.deep.equal(['@']);
  });

  it('close when the caret goes elsewhere', async () => {
    const completing = await Completing.create('@');
    await completing.press('ArrowLeft');
    expect(completing.isOpen).to.equal(false);
    await completing.type('@a');
    completing.composer.field.blur();
    await completing.rendered();
    expect(completing.isOpen).to.equal(false);
  });

  it('put in no second space', async () => {
    const completing = await Completing.create('@');
    const { field } = completing.composer;
    field.value = '@b is here';
    field.setSelectionRange(2, 2);
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await completing.press('Enter');
    expect(field.value).to.equal('@Bo is here');
  });
});

describe('completions of a command', () => {
  it('are listed behind the first slash, with what they are for', async () => {
    const completing = await Completing.create('/');
    await until('the commands are there', () => completing.isOpen);
    expect(completing.labels).to.deep.equal([
      enCommands.meExample,
      enCommands.nickExample,
      enCommands.helpExample,
    ]);
    expect(completing.list.textContent).to.contain(enCommands.nickHint);
    await completing.type('/n');
    await completing.press('Tab');
    expect(completing.composer.field.value).to.equal('/nick ');
  });

  it('let a whole command through', async () => {
    const completing = await Completing.create('/hel');
    await until('the commands are there', () => completing.isOpen);
    await completing.type('/help');
    expect(completing.isOpen).to.equal(false);
    await completing.press('Enter');
    await until('the commands are there', () => completing.isOpen);
    expect(completing.labels).to.deep.equal([
      enCommands.meExample,
      enCommands.nickExample,
      enCommands.helpExample,
    ]);
  });
});

describe('completions of an emoji', () => {
  it('are listed behind a colon, once the table has come', async () => {
    const completing = await Completing.create('so :tad');
    await until('the emoji are there', () => completing.isOpen);
    expect(completing.labels).to.deep.equal([':tada:']);
    await completing.press('Enter');
    expect(completing.composer.field.value).to.equal('so 🎉 ');
  });

  it('take the place of a whole shortcode by themselves', async () => {
    const completing = await Completing.create('so :tada:');
    await until('the emoji is there', () => completing.composer.field.value === 'so 🎉');
    await completing.press('Enter');
    expect(completing.composer.sent).to.deep.equal(['so 🎉']);
  });

  it('leave alone what is none', async () => {
    const completing = await Completing.create('so :tad');
    await until('the emoji are there', () => completing.isOpen);
    await completing.type('so :qqqqq:');
    expect(completing.composer.field.value).to.equal('so :qqqqq:');
  });
});

describe('completions in a composer that was closed', () => {
  it('are there again when it is open again', async () => {
    const completing = await Completing.create('@');
    await completing.composer.set({ closed: { sentence: 'You can only read here.' } });
    await completing.composer.set({ closed: undefined });
    await completing.type('@b');
    await until('they are there', () => completing.composer.has('.completions') && completing.isOpen);
    expect(completing.labels).to.deep.equal(['Bo']);
  });
});
