// A text that answers a message, or changes one.
import { expect } from 'chai';
import type { About } from '../../../widget/elements/about.ts';
import { enComposer } from '../../../widget/locales/en-composer.ts';
import { ComposerUnderTest } from '../support/composer-under-test.ts';
import { hasFocus } from '../support/stage.ts';

const reply: About = { kind: 'reply', seq: 7, name: 'Bo <b>', text: 'Is anybody\nhere?' };
const edit: About = { kind: 'edit', seq: 9, text: 'Helo' };
const bar = (composer: ComposerUnderTest) =>
  composer.element.querySelector('.about-text')?.textContent.replace(/\s+/g, ' ').trim();

describe('composer of a reply', () => {
  it('says what is answered, in a bar and to the field', async () => {
    const composer = await ComposerUnderTest.create({ about: reply });
    expect(bar(composer)).to.equal(`${enComposer.replyingTo} Bo <b> Is anybody here?`);
    expect(composer.description).to.contain('Bo <b>');
  });

  it('is ready to be written in, and keeps what is written already', async () => {
    const composer = await ComposerUnderTest.create();
    await composer.type('Yes');
    composer.field.blur();
    await composer.set({ about: reply });
    expect(composer.field.value).to.equal('Yes');
    expect(hasFocus(composer.field)).to.equal(true);
  });

  it('sends the text with what it answers, and the next one without', async () => {
    const composer = await ComposerUnderTest.create({ about: reply });
    await composer.type('Yes');
    await composer.press({ key: 'Enter' });
    await composer.type('And you?');
    await composer.press({ key: 'Enter' });
    expect(composer.spoken).to.deep.equal([
      { text: 'Yes', about: reply },
      { text: 'And you?', about: undefined },
    ]);
    expect(composer.fired).to.deep.equal(['chat-about-end']);
    expect(bar(composer)).to.equal(undefined);
  });

  it('keeps its text and what it answers where it is not taken', async () => {
    const composer = await ComposerUnderTest.create({ about: reply });
    const refuse = (event: Event) => event.preventDefault();
    composer.element.addEventListener('chat-send', refuse);
    await composer.type('Yes');
    await composer.press({ key: 'Enter' });
    expect(composer.field.value).to.equal('Yes');
    expect(bar(composer)).to.contain('Bo <b>');
    composer.element.removeEventListener('chat-send', refuse);
    await composer.press({ key: 'Enter' });
    expect(composer.spoken.at(-1)).to.deep.equal({ text: 'Yes', about: reply });
    expect(composer.field.value).to.equal('');
  });

  it('is none any more once it is closed, and keeps its text', async () => {
    const composer = await ComposerUnderTest.create({ about: reply });
    await composer.type('Yes');
    await composer.click(composer.button(enComposer.endReply));
    expect(composer.fired).to.deep.equal(['chat-about-end']);
    expect(composer.field.value).to.equal('Yes');
    expect(hasFocus(composer.field)).to.equal(true);
    await composer.press({ key: 'Enter' });
    expect(composer.spoken).to.deep.equal([{ text: 'Yes', about: undefined }]);
  });

  it('ends on Escape, which closes nothing else then', async () => {
    const composer = await ComposerUnderTest.create({ about: reply });
    let escaped = 0;
    composer.element.parentElement!.addEventListener('keydown', () => escaped++);
    await composer.press({ key: 'Escape', isComposing: true });
    expect(bar(composer)).to.not.equal(undefined);
    escaped = 0;
    await composer.press({ key: 'Escape' });
    expect(bar(composer)).to.equal(undefined);
    expect(escaped).to.equal(0);
    await composer.press({ key: 'Escape' });
    expect(escaped).to.equal(1);
  });

  it('may be another one', async () => {
    const composer = await ComposerUnderTest.create({ about: reply });
    const other: About = { kind: 'reply', seq: 8, name: 'Cy', text: 'Me' };
    await composer.set({ about: other });
    await composer.type('You');
    await composer.press({ key: 'Enter' });
    expect(composer.spoken).to.deep.equal([{ text: 'You', about: other }]);
  });
});

describe('composer of an edit', () => {
  it('holds the text of the message, and says so', async () => {
    const composer = await ComposerUnderTest.create({ about: edit });
    expect(composer.field.value).to.equal('Helo');
    expect(bar(composer)).to.contain(enComposer.editing);
    expect(composer.sendButton.getAttribute('aria-label')).to.equal(enComposer.save);
    expect(hasFocus(composer.field)).to.equal(true);
  });

  it('sends the new text, and brings back what was being written', async () => {
    const composer = await ComposerUnderTest.create();
    await composer.type('Half a mess');
    await composer.set({ about: edit });
    await composer.type('Hello');
    await composer.press({ key: 'Enter' });
    expect(composer.spoken).to.deep.equal([{ text: 'Hello', about: edit }]);
    expect(composer.fired).to.deep.equal(['chat-about-end']);
    expect(composer.field.value).to.equal('Half a mess');
    expect(composer.sendButton.getAttribute('aria-label')).to.equal(enComposer.send);
  });

  it('brings back what was being written when it is given up', async () => {
    const composer = await ComposerUnderTest.create();
    await composer.type('Half a mess');
    await composer.set({ about: edit });
    await composer.type('Hello');
    await composer.press({ key: 'Escape' });
    expect(composer.spoken).to.deep.equal([]);
    expect(composer.field.value).to.equal('Half a mess');
  });

  it('may end from outside', async () => {
    const composer = await ComposerUnderTest.create();
    await composer.type('Half a mess');
    await composer.set({ about: edit });
    composer.field.blur();
    await composer.set({ about: undefined });
    expect(composer.field.value).to.equal('Half a mess');
    expect(hasFocus(composer.field)).to.equal(false);
  });

  it('goes on when it is told again of the same message', async () => {
    const composer = await ComposerUnderTest.create({ about: edit });
    await composer.type('Hello');
    await composer.set({ about: { ...edit } });
    expect(composer.field.value).to.equal('Hello');
  });

  it('turns to another message, and still brings back what was being written', async () => {
    const composer = await ComposerUnderTest.create();
    await composer.type('Half a mess');
    await composer.set({ about: edit });
    await composer.set({ about: { kind: 'edit', seq: 4, text: 'Another' } });
    expect(composer.field.value).to.equal('Another');
    await composer.set({ about: reply });
    expect(composer.field.value).to.equal('Half a mess');
  });

  it('says nothing where nothing was changed', async () => {
    const composer = await ComposerUnderTest.create({ about: edit });
    await composer.press({ key: 'Enter' });
    expect(composer.spoken).to.deep.equal([]);
    expect(composer.fired).to.deep.equal(['chat-about-end']);
    expect(bar(composer)).to.equal(undefined);
  });

  it('takes no text for a command', async () => {
    const composer = await ComposerUnderTest.create({ about: edit });
    await composer.type('/shrug');
    await composer.press({ key: 'Enter' });
    expect(composer.spoken).to.deep.equal([{ text: '/shrug', about: edit }]);
  });

  it('stays one where it is not taken, apart from what was being written', async () => {
    const composer = await ComposerUnderTest.create();
    composer.element.addEventListener('chat-send', (event) => event.preventDefault());
    await composer.type('Half a mess');
    await composer.set({ about: edit });
    await composer.type('Hello');
    await composer.press({ key: 'Enter' });
    expect(composer.field.value).to.equal('Hello');
    expect(bar(composer)).to.contain(enComposer.editing);
    expect(composer.fired).to.deep.equal([]);
    await composer.press({ key: 'Escape' });
    expect(composer.field.value).to.equal('Half a mess');
  });

  it('is asked for by ArrowUp, only where nothing is written', async () => {
    const composer = await ComposerUnderTest.create();
    await composer.press({ key: 'ArrowUp', isComposing: true });
    expect(composer.fired).to.deep.equal([]);
    await composer.press({ key: 'ArrowUp' });
    expect(composer.fired).to.deep.equal(['chat-edit-last']);
    await composer.type(' ');
    await composer.press({ key: 'ArrowUp' });
    await composer.type('');
    await composer.set({ about: reply });
    await composer.press({ key: 'ArrowUp' });
    expect(composer.fired).to.deep.equal(['chat-edit-last']);
  });
});
