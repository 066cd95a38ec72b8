import { expect } from 'chai';
import { en } from '../../../widget/locales/en.ts';
import { enComposer } from '../../../widget/locales/en-composer.ts';
import { ComposerUnderTest } from '../support/composer-under-test.ts';
import { hasFocus } from '../support/stage.ts';

const create = ComposerUnderTest.create;

describe('composer', () => {
  it('has labels for those who cannot see it', async () => {
    const composer = await create();
    expect(composer.field.getAttribute('aria-label')).to.equal('Message Lobby');
    expect(composer.field.placeholder).to.equal('Message Lobby');
    expect(composer.sendButton.getAttribute('aria-label')).to.equal(enComposer.send);
    expect(composer.button(en.emoji).getAttribute('aria-haspopup')).to.equal('dialog');
    await composer.type('a'.repeat(1_990));
    expect(composer.description).to.equal(enComposer.charactersLeft(10));
  });

  it('sends on Enter, and is empty then', async () => {
    const composer = await create();
    await composer.type('Hello');
    expect(await composer.press({ key: 'Enter' })).to.equal(false);
    expect(composer.sent).to.deep.equal(['Hello']);
    expect(composer.field.value).to.equal('');
  });

  it('sends by its button, and stays ready for the next message', async () => {
    const composer = await create();
    await composer.type('Hello');
    await composer.click(composer.sendButton);
    expect(composer.sent).to.deep.equal(['Hello']);
    expect(composer.field.value).to.equal('');
    expect(hasFocus(composer.field)).to.equal(true);
  });

  it('leaves Shift+Enter to the field: a new line', async () => {
    const composer = await create();
    await composer.type('Hello');
    expect(await composer.press({ key: 'Enter', shiftKey: true })).to.equal(true);
    expect(composer.sent).to.deep.equal([]);
    expect(composer.field.value).to.equal('Hello');
  });

  it('leaves the Enter that ends a composition to the input method', async () => {
    const composer = await create();
    await composer.type('こんにちは');
    expect(await composer.press({ key: 'Enter', isComposing: true })).to.equal(true);
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only sign some engines give
    expect(await composer.press({ key: 'Enter', keyCode: 229 })).to.equal(true);
    expect(composer.sent).to.deep.equal([]);
    expect(composer.field.value).to.equal('こんにちは');
  });

  it('leaves all other keys alone', async () => {
    const composer = await create();
    await composer.type('Hello');
    for (const key of ['a', 'Tab', 'Escape', 'ArrowUp']) expect(await composer.press({ key })).to.equal(true);
    expect(composer.sent).to.deep.equal([]);
  });

  it('sends nothing where nothing is written', async () => {
    const composer = await create();
    for (const text of ['', '   ', '\n\n\t']) {
      await composer.type(text);
      expect(composer.sendButton.getAttribute('aria-disabled')).to.equal('true');
      await composer.press({ key: 'Enter' });
      composer.sendButton.click();
    }
    expect(composer.sent).to.deep.equal([]);
  });

  it('sends the text without the space around it, and with the lines within it', async () => {
    const composer = await create();
    await composer.type('\n  one\n\n  two \n');
    await composer.press({ key: 'Enter' });
    expect(composer.sent).to.deep.equal(['one\n\n  two']);
  });

  it('shows who writes', async () => {
    const composer = await create({ name: 'Ann <b>' });
    expect(composer.renameButton!.textContent).to.contain('Ann <b>');
    expect(composer.renameButton!.getAttribute('aria-label')).to.equal(enComposer.changeName('Ann <b>'));
  });

  it('shows in its place what is wrong with the connection', async () => {
    const composer = await create({ status: 'Reconnecting…' });
    expect(composer.element.querySelector('.state-line')!.textContent).to.equal('Reconnecting…');
    expect(composer.canRename).to.equal(false);
  });
});

describe('composer with a long text', () => {
  it('says by how many characters it is too long, sends nothing and keeps the text', async () => {
    const composer = await create({ maxCharacters: 10 });
    await composer.type('a'.repeat(13));
    expect(composer.problem).to.equal(enComposer.tooLong(3));
    expect(composer.sendButton.getAttribute('aria-disabled')).to.equal('true');
    await composer.press({ key: 'Enter' });
    await composer.click(composer.sendButton);
    expect(composer.sent).to.deep.equal([]);
    expect(composer.field.value).to.equal('a'.repeat(13));
    await composer.type('a'.repeat(11));
    expect(composer.problem).to.equal(enComposer.tooLong(1));
  });

  it('sends a text that just fits', async () => {
    const composer = await create({ maxCharacters: 10 });
    await composer.type('a'.repeat(10));
    await composer.press({ key: 'Enter' });
    expect(composer.sent).to.deep.equal(['a'.repeat(10)]);
  });

  it('counts as a person counts, and not the space around the text', async () => {
    const composer = await create({ maxCharacters: 10 });
    await composer.type(`  ${'🎈'.repeat(10)}  `);
    await composer.press({ key: 'Enter' });
    expect(composer.sent).to.deep.equal(['🎈'.repeat(10)]);
  });

  it('counts down near the end, and is silent before', async () => {
    const composer = await create({ maxCharacters: 100 });
    await composer.type('a'.repeat(80));
    expect(composer.problem).to.equal('');
    await composer.type('a'.repeat(95));
    expect(composer.problem).to.equal(enComposer.charactersLeft(5));
    await composer.press({ key: 'Enter' });
    expect(composer.problem).to.equal('');
  });

  it('says aloud that the end is near, and that it is passed, and not every number', async () => {
    const composer = await create({ maxCharacters: 100 });
    const said: string[] = [];
    for (const length of [50, 89, 90, 91, 92, 100, 101, 102, 140, 99]) {
      await composer.type('a'.repeat(length));
      if (composer.said !== '') said.push(composer.said);
    }
    expect(said).to.deep.equal([
      enComposer.charactersLeft(10),
      enComposer.tooLong(1),
      enComposer.charactersLeft(1),
    ]);
  });

  it('says by how much a pasted text is too long, and keeps all of it', async () => {
    const composer = await create({ maxCharacters: 100 });
    await composer.type('a'.repeat(5_100));
    expect(composer.said).to.equal(enComposer.tooLong(5_000));
    expect(composer.field.value).to.have.length(5_100);
    expect(composer.field.maxLength).to.equal(-1);
  });

  it('says why once more when it is to be sent all the same', async () => {
    const composer = await create({ maxCharacters: 100 });
    await composer.type('a'.repeat(101));
    await composer.type('a'.repeat(103));
    expect(composer.said).to.equal('');
    await composer.press({ key: 'Enter' });
    expect(composer.said).to.equal(enComposer.tooLong(3));
  });
});

describe('composer that is given a text back', () => {
  it('puts it into the field, to be written on', async () => {
    const composer = await create();
    composer.element.restore('Not sent');
    await composer.rendered();
    expect(composer.field.value).to.equal('Not sent');
    expect(hasFocus(composer.field)).to.equal(true);
    await composer.press({ key: 'Enter' });
    expect(composer.sent).to.deep.equal(['Not sent']);
  });

  it('keeps a text that nobody could take', async () => {
    const composer = await create();
    composer.element.addEventListener('chat-send', (event) => event.preventDefault());
    await composer.type('Hello');
    await composer.press({ key: 'Enter' });
    expect(composer.field.value).to.equal('Hello');
  });

  it('keeps what was typed meanwhile', async () => {
    const composer = await create();
    await composer.type('Already here');
    composer.element.restore('Not sent');
    await composer.rendered();
    expect(composer.field.value).to.equal('Already here\nNot sent');
  });
});

describe('composer while too many messages wait', () => {
  it('keeps the text, and says why it is not sent', async () => {
    const composer = await ComposerUnderTest.create({ full: true });
    expect(composer.problem).to.equal('');
    await composer.type('One more');
    expect(composer.problem).to.equal(enComposer.outboxFull);
    expect(composer.sendButton.getAttribute('aria-disabled')).to.equal('true');
    await composer.press({ key: 'Enter' });
    expect(composer.sent).to.deep.equal([]);
    expect(composer.field.value).to.equal('One more');
  });

  it('sends it once there is room', async () => {
    const composer = await ComposerUnderTest.create({ full: true });
    await composer.type('One more');
    composer.element.full = false;
    await composer.press({ key: 'Enter' });
    expect(composer.sent).to.deep.equal(['One more']);
  });
});

describe('composer among others who write', () => {
  const line = (composer: ComposerUnderTest) => composer.element.querySelector('.writers')?.textContent;

  it('tells that the person writes, and that they took all of it back', async () => {
    const composer = await ComposerUnderTest.create();
    await composer.type('H');
    await composer.type('He');
    await composer.type('  ');
    expect(composer.typing).to.deep.equal([true, true, false]);
  });

  it('tells nothing of the end when it is sent: the message tells that', async () => {
    const composer = await ComposerUnderTest.create();
    await composer.type('Hello');
    await composer.press({ key: 'Enter' });
    expect(composer.typing).to.deep.equal([true]);
  });

  it('says who writes', async () => {
    const composer = await ComposerUnderTest.create();
    expect(line(composer)).to.equal(undefined);
    for (const writers of [['Bo'], ['Bo', 'Cy'], ['Bo', 'Cy', 'Di']]) {
      composer.element.writers = writers;
      await composer.rendered();
      expect(line(composer)).to.equal(enComposer.writing(writers));
    }
    expect(enComposer.writing(['Bo', 'Cy']))
      .to.contain('Bo')
      .and.to.contain('Cy');
  });

  it('says of the connection first', async () => {
    const composer = await ComposerUnderTest.create({ writers: ['Bo'], status: 'No connection.' });
    expect(line(composer)).to.equal(undefined);
  });
});
