// A composer in a room that is kept in some way.
import { expect } from 'chai';
import { enComposer } from '../../../widget/locales/en-composer.ts';
import { enMode } from '../../../widget/locales/en-mode.ts';
import { ComposerUnderTest } from '../support/composer-under-test.ts';
import { hasFocus } from '../support/stage.ts';
import { until } from '../support/until.ts';

const can = ['post', 'rename'];
const told = (composer: ComposerUnderTest) =>
  [...composer.element.querySelectorAll('.mode > span')].map(({ textContent }) => textContent);
const closed = (composer: ComposerUnderTest) =>
  composer.element.querySelector('.closed')?.textContent.replace(/\s+/g, ' ').trim();

describe('composer in a room that is kept', () => {
  it('says how, and nothing of it where the room is open', async () => {
    const composer = await ComposerUnderTest.create({ can, rank: 'guest' });
    expect(told(composer)).to.deep.equal([]);
    await composer.set({ mode: { slowSeconds: 60, emojiOnly: true, holdAll: true } });
    expect(told(composer)).to.deep.equal([enMode.emojiOnly, enMode.holdAll, enMode.slowMode('1 minute')]);
  });

  it('is closed while nothing can be written, and keeps what was', async () => {
    const composer = await ComposerUnderTest.create({ can, rank: 'guest' });
    await composer.type('Half a thought');
    await composer.set({ mode: { readOnly: true } });
    expect(closed(composer)).to.equal(enMode.readOnly);
    expect(hasFocus(composer.find('.closed'))).to.equal(true);
    await composer.set({ mode: {} });
    expect(composer.field.value).to.equal('Half a thought');
    expect(hasFocus(composer.field)).to.equal(true);
  });

  it('is closed for guests where only members may write, and for who may not post', async () => {
    const composer = await ComposerUnderTest.create({ can, rank: 'guest', mode: { membersOnly: true } });
    expect(closed(composer)).to.equal(enMode.membersOnly);
    await composer.set({ rank: 'member' });
    expect(closed(composer)).to.equal(undefined);
    await composer.set({ can: ['react'] });
    expect(closed(composer)).to.equal(enMode.noPost);
  });

  it('counts a pause down, and opens at its end without a word', async () => {
    const composer = await ComposerUnderTest.create({ can, rank: 'guest' });
    await composer.set({ mode: { paused: { message: 'Back soon.', until: Date.now() + 150_500 } } });
    expect(closed(composer))
      .to.contain('Back soon.')
      .and.to.match(/It goes on in 2:3[01]\./);
    expect(closed(composer)).to.contain('It goes on in 3 minutes.');
    await composer.set({ mode: { paused: { until: Date.now() + 120 } } });
    expect(closed(composer)).to.contain(enMode.paused);
    await until('it is open', () => closed(composer) === undefined);
  });

  it('tells those whom it does not bind of a pause, and lets them write', async () => {
    const mode = { paused: { message: 'Back soon.' } };
    const composer = await ComposerUnderTest.create({
      can: [...can, 'bypass-mode'],
      rank: 'moderator',
      mode,
    });
    expect(closed(composer)).to.equal(undefined);
    expect(told(composer).join()).to.contain('Back soon.');
  });

  it('asks nobody for a name who may not choose one', async () => {
    const composer = await ComposerUnderTest.create({ named: false, can: ['post'], rank: 'guest' });
    await composer.type('Hello');
    await composer.press({ key: 'Enter' });
    expect(composer.sent).to.deep.equal(['Hello']);
    await composer.set({ named: true });
    expect(composer.has('button.writing-as')).to.equal(false);
  });

  it('has minutes on its button where it has to wait long', async () => {
    const composer = await ComposerUnderTest.create({ can, waitUntil: performance.now() + 299_500 });
    expect(composer.sendButton.textContent.trim()).to.equal('5:00');
    expect(composer.sendButton.getAttribute('aria-label')).to.equal(`5:00 – ${enComposer.wait(300)}`);
  });
});
