// Which keys send, on a keyboard, on glass and through an input method.
import { expect } from 'chai';
import { ComposerUnderTest } from '../support/composer-under-test.ts';
import { pretendTouch } from '../support/touch.ts';
import { until } from '../support/until.ts';

async function written(): Promise<ComposerUnderTest> {
  const composer = await ComposerUnderTest.create();
  await composer.type('Hello');
  return composer;
}

describe('composer under fingers', () => {
  it('leaves Enter to the field, and sends by its button', async () => {
    pretendTouch();
    const composer = await written();
    expect(composer.field.getAttribute('enterkeyhint')).to.equal('enter');
    expect(await composer.press({ key: 'Enter' })).to.equal(true);
    expect(composer.sent).to.deep.equal([]);
    await composer.click(composer.sendButton);
    expect(composer.sent).to.deep.equal(['Hello']);
  });
});

describe('composer on a keyboard', () => {
  it('says that Enter sends', async () => {
    expect((await written()).field.getAttribute('enterkeyhint')).to.equal('send');
  });

  it('leaves Enter to the field where the person wants to send with Ctrl', async () => {
    const composer = await written();
    await composer.set({ sendsBy: 'ctrl-enter' });
    expect(await composer.press({ key: 'Enter' })).to.equal(true);
    expect(composer.sent).to.deep.equal([]);
    await composer.press({ key: 'Enter', ctrlKey: true });
    expect(composer.sent).to.deep.equal(['Hello']);
  });

  for (const modifier of ['ctrlKey', 'metaKey'] as const)
    it(`sends on Enter with ${modifier}, whatever else is held, and under fingers too`, async () => {
      const composer = await written();
      await composer.press({ key: 'Enter', [modifier]: true, shiftKey: true });
      expect(composer.sent).to.deep.equal(['Hello']);
      pretendTouch();
      await composer.type('Again');
      await composer.press({ key: 'Enter', [modifier]: true });
      expect(composer.sent).to.deep.equal(['Hello', 'Again']);
    });

  it('sends nothing by the Enter that comes right after a composition: it ended that', async () => {
    const composer = await written();
    composer.field.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }));
    await composer.press({ key: 'Enter' });
    expect(composer.sent).to.deep.equal([]);
    const endedAt = performance.now();
    await until('the composition is over', () => performance.now() - endedAt > 35);
    await composer.press({ key: 'Enter' });
    expect(composer.sent).to.deep.equal(['Hello']);
  });
});
