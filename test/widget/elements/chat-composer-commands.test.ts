// Lines that begin with a slash, as the composer takes them.
import { expect } from 'chai';
import { en } from '../../../widget/locales/en.ts';
import { ComposerUnderTest } from '../support/composer-under-test.ts';
import { hasFocus } from '../support/stage.ts';

async function entered(line: string, composer?: ComposerUnderTest): Promise<ComposerUnderTest> {
  composer ??= await ComposerUnderTest.create();
  await composer.type(line);
  await composer.press({ key: 'Enter' });
  return composer;
}

describe('composer of commands', () => {
  it('sends what one does as a text that every client understands', async () => {
    const composer = await entered('/me waves');
    expect(composer.sent).to.deep.equal(['_waves_']);
    expect(composer.field.value).to.equal('');
  });

  it('tells the new name, and sends nothing', async () => {
    const composer = await entered('/nick Robin');
    expect(composer.names).to.deep.equal(['Robin']);
    expect(composer.sent).to.deep.equal([]);
    expect(composer.field.value).to.equal('');
    expect(composer.typing.at(-1)).to.equal(false);
  });

  it('shows the commands, until they are closed or Escape is pressed', async () => {
    const composer = await entered('/help');
    expect(composer.find('.help').textContent).to.contain(en.meExample).and.to.contain(en.meHint);
    expect(composer.find('.help').closest('[role=status]')).to.not.equal(null);
    await composer.click(composer.button(en.endHelp));
    expect(composer.has('.help')).to.equal(false);
    expect(hasFocus(composer.field)).to.equal(true);
    await entered('/help', composer);
    await composer.press({ key: 'Escape' });
    expect(composer.has('.help')).to.equal(false);
  });

  it('says what to do about one that there is not, and keeps the line', async () => {
    const composer = await entered('/shrug so what');
    expect(composer.problem).to.equal(en.unknownCommand('shrug'));
    expect(composer.said).to.equal(en.unknownCommand('shrug'));
    expect(composer.field.value).to.equal('/shrug so what');
    await entered('//shrug so what', composer);
    expect(composer.problem).to.equal('');
    expect(composer.sent).to.deep.equal(['/shrug so what']);
  });

  it('asks for a name before it sends what one does, and not before it helps', async () => {
    const composer = await ComposerUnderTest.create({ named: false });
    await entered('/help', composer);
    expect(composer.asks).to.equal(false);
    await entered('/me waves', composer);
    expect(composer.asks).to.equal(true);
    await composer.submitName();
    expect(composer.sent).to.deep.equal(['_waves_']);
  });
});
