// When nothing can be sent: for a while, or at all.
import { expect } from 'chai';
import { enComposer } from '../../../widget/locales/en-composer.ts';
import { ComposerUnderTest } from '../support/composer-under-test.ts';
import { hasFocus } from '../support/stage.ts';
import { until } from '../support/until.ts';

const soon = (ms: number) => performance.now() + ms;
const label = (composer: ComposerUnderTest) => composer.sendButton.getAttribute('aria-label');
const isOff = (composer: ComposerUnderTest) => composer.sendButton.getAttribute('aria-disabled') === 'true';

describe('composer that has to wait', () => {
  it('counts the seconds in its button, and keeps the text', async () => {
    const composer = await ComposerUnderTest.create({ waitUntil: soon(11_500) });
    await composer.type('Hello');
    expect(label(composer)).to.equal(enComposer.wait(12));
    expect(composer.sendButton.textContent.trim()).to.equal('12');
    expect(isOff(composer)).to.equal(true);
    await composer.press({ key: 'Enter' });
    await composer.click(composer.sendButton);
    expect(composer.sent).to.deep.equal([]);
    expect(composer.field.value).to.equal('Hello');
    expect(composer.said).to.equal(enComposer.wait(12));
    await until('a second is gone', () => label(composer) === enComposer.wait(11));
  });

  it('sends again as soon as the time is over, by itself', async () => {
    const composer = await ComposerUnderTest.create({ waitUntil: soon(120) });
    await composer.type('Hello');
    expect(label(composer)).to.equal(enComposer.wait(1));
    await until('it may send', () => label(composer) === enComposer.send && !isOff(composer));
    await composer.press({ key: 'Enter' });
    expect(composer.sent).to.deep.equal(['Hello']);
  });

  it('goes on counting where it was moved to', async () => {
    const composer = await ComposerUnderTest.create({ waitUntil: soon(200) });
    const place = composer.element.parentElement!;
    composer.element.remove();
    await composer.rendered();
    place.append(composer.element);
    await until('it may send', () => label(composer) === enComposer.send);
  });

  it('does what is no message meanwhile', async () => {
    const composer = await ComposerUnderTest.create({ waitUntil: soon(10_000) });
    await composer.type('/nick Robin');
    await composer.press({ key: 'Enter' });
    await until('the name is told', () => composer.names.length > 0);
    expect(composer.names).to.deep.equal(['Robin']);
  });
});

describe('composer that is closed', () => {
  it('says why in its place, and what to do', async () => {
    let ran = 0;
    const action = { label: 'Sign in', run: () => ran++ };
    const composer = await ComposerUnderTest.create({ closed: { sentence: 'Sign in to write.', action } });
    expect(composer.has('textarea')).to.equal(false);
    expect(composer.find('.closed').textContent).to.contain('Sign in to write.');
    await composer.click(composer.find('.closed button'));
    expect(ran).to.equal(1);
  });

  it('still says of the connection', async () => {
    const closed = { sentence: 'You can only read here.' };
    const composer = await ComposerUnderTest.create({ closed, status: 'Reconnecting…' });
    expect(composer.find('.state-line').textContent).to.equal('Reconnecting…');
    expect(composer.has('.closed button')).to.equal(false);
    expect(composer.canRename).to.equal(false);
  });

  it('keeps what was written until it is open again', async () => {
    const composer = await ComposerUnderTest.create();
    await composer.type('Half a mess');
    await composer.set({ closed: { sentence: 'You can only read here.' } });
    expect(composer.has('textarea')).to.equal(false);
    await composer.set({ closed: undefined });
    expect(composer.field.value).to.equal('Half a mess');
  });

  it('takes the focus over from the field, and from nowhere else', async () => {
    const sentence = 'You can only read here.';
    const composer = await ComposerUnderTest.create();
    await composer.set({ closed: { sentence } });
    expect(hasFocus(composer.find('.closed'))).to.equal(false);
    await composer.set({ closed: undefined });
    composer.field.focus();
    await composer.set({ closed: { sentence } });
    expect(hasFocus(composer.find('.closed'))).to.equal(true);
    await composer.set({ closed: undefined });
    composer.field.focus();
    await composer.set({ closed: { sentence, action: { label: 'Sign in', run: () => {} } } });
    expect(hasFocus(composer.find('.closed button'))).to.equal(true);
  });
});
