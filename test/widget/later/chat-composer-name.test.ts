// The composer asks how to call one: once, and without losing what was typed.
import { expect } from 'chai';
import { nameCharacters } from '../../../protocol/limits.ts';
import { enName } from '../../../widget/locales/en-name.ts';
import { ComposerUnderTest } from '../support/composer-under-test.ts';
import { hasFocus } from '../support/stage.ts';
import { until } from '../support/until.ts';

/** Has written a message and sent it off, under no name yet. */
async function asked(): Promise<ComposerUnderTest> {
  const composer = await ComposerUnderTest.create({ named: false, name: 'Guest 4711' });
  await composer.type('Hello');
  await composer.press({ key: 'Enter' });
  return composer;
}

describe('composer for a person without a name', () => {
  it('does not ask before there is something to send', async () => {
    const composer = await ComposerUnderTest.create({ named: false });
    expect(composer.asks).to.equal(false);
    expect(composer.canRename).to.equal(false);
    await composer.press({ key: 'Enter' });
    expect(composer.asks).to.equal(false);
  });

  it('asks before the first message, with a name to take or to leave', async () => {
    const composer = await asked();
    expect(composer.sent).to.deep.equal([]);
    expect(composer.nameField!.value).to.equal('Guest 4711');
    expect(composer.nameField!.labels![0]!.textContent).to.contain(enName.yourName);
    expect(composer.nameField!.maxLength).to.equal(nameCharacters);
    expect(hasFocus(composer.nameField)).to.equal(true);
  });

  it('says the name first, and then what was typed', async () => {
    const composer = await asked();
    const order: string[] = [];
    for (const type of ['chat-name', 'chat-send'])
      composer.element.addEventListener(type, () => order.push(type));
    await composer.type('  Ann ', composer.nameField!);
    await composer.submitName();
    expect(order).to.deep.equal(['chat-name', 'chat-send']);
    expect(composer.names).to.deep.equal(['Ann']);
    expect(composer.sent).to.deep.equal(['Hello']);
    expect(composer.field.value).to.equal('');
    expect(composer.asks).to.equal(false);
    expect(hasFocus(composer.field)).to.equal(true);
  });

  it('takes the name that it suggested', async () => {
    const composer = await asked();
    await composer.submitName();
    expect(composer.names).to.deep.equal(['Guest 4711']);
    expect(composer.sent).to.deep.equal(['Hello']);
  });

  it('asks once', async () => {
    const composer = await asked();
    await composer.submitName();
    await composer.type('Again');
    await composer.press({ key: 'Enter' });
    expect(composer.asks).to.equal(false);
    expect(composer.sent).to.deep.equal(['Hello', 'Again']);
  });

  it('takes no name of nothing but space', async () => {
    const composer = await asked();
    await composer.type('   ', composer.nameField!);
    await composer.submitName();
    expect(composer.names).to.deep.equal([]);
    expect(composer.sent).to.deep.equal([]);
    expect(composer.asks).to.equal(true);
  });

  it('goes back to the message on Escape, and keeps it', async () => {
    const composer = await asked();
    const escaped: Event[] = [];
    composer.element.parentElement!.addEventListener('keydown', (event) => escaped.push(event));
    await composer.type('An', composer.nameField!);
    await composer.press({ key: 'Escape' }, composer.nameField!);
    expect(composer.asks).to.equal(false);
    expect(composer.names).to.deep.equal([]);
    expect(composer.sent).to.deep.equal([]);
    expect(composer.field.value).to.equal('Hello');
    expect(hasFocus(composer.field)).to.equal(true);
    // A floating chat around it must not close.
    expect(escaped).to.deep.equal([]);
  });

  it('leaves the Escape that ends a composition to the input method', async () => {
    const composer = await asked();
    await composer.press({ key: 'Escape', isComposing: true }, composer.nameField!);
    expect(composer.asks).to.equal(true);
  });

  it('asks again after an Escape', async () => {
    const composer = await asked();
    await composer.press({ key: 'Escape' }, composer.nameField!);
    await composer.press({ key: 'Enter' });
    expect(composer.asks).to.equal(true);
    expect(composer.sent).to.deep.equal([]);
  });

  it('leaves what is written in the field to be changed while it asks', async () => {
    const composer = await asked();
    await composer.type('Hello you');
    await composer.submitName();
    expect(composer.sent).to.deep.equal(['Hello you']);
  });
});

describe('composer for a person who wants another name', () => {
  it('says the new name and sends nothing', async () => {
    const composer = await ComposerUnderTest.create();
    await composer.type('Half a mess');
    await composer.click(composer.renameButton!);
    expect(composer.nameField!.value).to.equal('Ann');
    await composer.type('Anna', composer.nameField!);
    await composer.submitName();
    expect(composer.names).to.deep.equal(['Anna']);
    expect(composer.sent).to.deep.equal([]);
    expect(composer.field.value).to.equal('Half a mess');
  });
});

const sentence = 'Somebody here is called that. Choose another name.';
const refused = (name: string) => ({ kind: 'refused', name, sentence }) as const;
const pending = (name: string) => ({ kind: 'asked', name }) as const;

/** The server is asked for each name, as the element around the composer does it. */
function asksServer(composer: ComposerUnderTest): void {
  composer.element.addEventListener('chat-name', (event) => {
    event.preventDefault();
    composer.element.nameAnswer = pending((event as unknown as { readonly detail: string }).detail);
  });
}

const nameProblem = (composer: ComposerUnderTest) =>
  composer.element.querySelector('#name-problem')?.textContent;

describe('composer whose server has the last word on names', () => {
  async function submitted(name: string): Promise<ComposerUnderTest> {
    const composer = await asked();
    asksServer(composer);
    await composer.type(name, composer.nameField!);
    await composer.submitName();
    return composer;
  }

  it('waits for it, and sends nothing meanwhile', async () => {
    const composer = await submitted('Bo');
    expect(composer.asks).to.equal(true);
    expect(composer.nameField!.readOnly).to.equal(true);
    expect(composer.field.readOnly, 'the message stays as it was sent').to.equal(true);
    await composer.submitName();
    expect(composer.names).to.deep.equal(['Bo']);
    expect(composer.sent).to.deep.equal([]);
  });

  it('sends what was typed once the name is had', async () => {
    const composer = await submitted('Bo');
    await composer.set({ nameAnswer: undefined });
    await composer.rendered();
    expect(composer.sent).to.deep.equal(['Hello']);
    expect(composer.asks).to.equal(false);
    expect(composer.field.readOnly).to.equal(false);
  });

  it('says in the form why it cannot be had, and keeps the name and the message', async () => {
    const composer = await submitted('Bo');
    await composer.set({ nameAnswer: refused('Bo') });
    await composer.rendered();
    expect(nameProblem(composer)).to.equal(sentence);
    expect(composer.nameField!.value).to.equal('Bo');
    expect(composer.nameField!.readOnly).to.equal(false);
    expect(composer.nameField!.getAttribute('aria-describedby')).to.equal('name-problem');
    expect(hasFocus(composer.nameField)).to.equal(true);
    expect(composer.sent).to.deep.equal([]);
    expect(composer.field.value).to.equal('Hello');
    await composer.type('Bob', composer.nameField!);
    await composer.submitName();
    expect(nameProblem(composer)).to.equal(undefined);
    await composer.set({ nameAnswer: undefined });
    await composer.rendered();
    expect(composer.names).to.deep.equal(['Bo', 'Bob']);
    expect(composer.sent).to.deep.equal(['Hello']);
  });

  it('opens the form for a name that a command asked for', async () => {
    const composer = await ComposerUnderTest.create();
    asksServer(composer);
    await composer.type('/nick Bo');
    await composer.press({ key: 'Enter' });
    await until('it was asked for', () => composer.names.length === 1);
    expect(composer.asks).to.equal(false);
    await composer.set({ nameAnswer: refused('Bo') });
    await until('the form is there', () => composer.nameField);
    await composer.rendered();
    expect(composer.nameField!.value).to.equal('Bo');
    expect(nameProblem(composer)).to.equal(sentence);
  });

  it('says below the field that a name of an earlier visit is not had, and asks for one with it', async () => {
    const composer = await ComposerUnderTest.create({ named: false, name: 'Guest 4711' });
    await composer.set({ nameAnswer: refused('Ann') });
    expect(composer.problem).to.equal(sentence);
    expect(composer.asks).to.equal(false);
    await composer.type('Hello');
    expect(composer.problem).to.equal('');
    await composer.press({ key: 'Enter' });
    expect(composer.nameField!.value).to.equal('Ann');
    expect(nameProblem(composer)).to.equal(sentence);
  });

  it('leaves an open form alone when another tab chooses a name', async () => {
    const composer = await asked();
    await composer.type('B', composer.nameField!);
    await composer.set({ nameAnswer: pending('Ann') });
    await composer.set({ nameAnswer: undefined });
    expect(composer.asks).to.equal(true);
    expect(composer.nameField!.value).to.equal('B');
    expect(composer.sent).to.deep.equal([]);
  });
});

describe('composer for a person whose name is their site’s', () => {
  it('says as whom they write, and offers no other name', async () => {
    const composer = await ComposerUnderTest.create({ renames: false, can: ['post'] });
    expect(composer.renameButton!.localName).to.equal('span');
    expect(composer.renameButton!.textContent).to.contain('Ann');
    await composer.type('/nick Bo');
    await composer.press({ key: 'Enter' });
    await until('it is explained', () => composer.problem !== '');
    expect(composer.names).to.deep.equal([]);
    expect(composer.field.value).to.equal('/nick Bo');
  });
});
