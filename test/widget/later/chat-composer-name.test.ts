// The composer asks how to call one: once, and without losing what was typed.
import { expect } from 'chai';
import { nameCharacters } from '../../../protocol/limits.ts';
import { enName } from '../../../widget/locales/en-name.ts';
import { ComposerUnderTest } from '../support/composer-under-test.ts';
import { hasFocus } from '../support/stage.ts';

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
