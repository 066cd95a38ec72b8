// Lines that begin with a slash, as the composer takes them: what they mean comes from a file that is loaded
// with the first of them.
import { expect } from 'chai';
import { enCommands } from '../../../widget/locales/en-commands.ts';
import { enComposer } from '../../../widget/locales/en-composer.ts';
import { ComposerUnderTest } from '../support/composer-under-test.ts';
import { hasFocus } from '../support/stage.ts';
import { until } from '../support/until.ts';

async function entered(line: string, composer?: ComposerUnderTest): Promise<ComposerUnderTest> {
  composer ??= await ComposerUnderTest.create();
  await composer.type(line);
  await composer.press({ key: 'Enter' });
  return composer;
}

describe('composer of commands', () => {
  it('sends what one does as a text that every client understands', async () => {
    const composer = await entered('/me waves');
    await until('it is sent', () => composer.sent.length > 0);
    expect(composer.sent).to.deep.equal(['_waves_']);
    await composer.rendered();
    expect(composer.field.value).to.equal('');
  });

  it('tells the new name, and sends nothing', async () => {
    const composer = await entered('/nick Robin');
    await until('it is told', () => composer.names.length > 0);
    expect(composer.names).to.deep.equal(['Robin']);
    expect(composer.sent).to.deep.equal([]);
    await composer.rendered();
    expect(composer.field.value).to.equal('');
    expect(composer.typing.at(-1)).to.equal(false);
  });

  it('lists the commands, by the slash that they begin with', async () => {
    const composer = await entered('/help');
    await until('the list is there', () => composer.element.querySelectorAll('.completion').length > 1);
    expect(composer.field.value).to.equal('/');
    expect(composer.find('.completions').textContent).to.contain(enCommands.nickHint);
    expect(hasFocus(composer.field)).to.equal(true);
    expect(composer.sent).to.deep.equal([]);
  });

  it('says what to do about one that there is not, and keeps the line', async () => {
    const composer = await entered('/shrug so what');
    await until('it is said', () => composer.problem !== '');
    expect(composer.problem).to.equal(enCommands.unknownCommand('shrug'));
    expect(composer.said).to.equal(enCommands.unknownCommand('shrug'));
    expect(composer.field.value).to.equal('/shrug so what');
    await composer.type('/shrug so');
    expect(composer.problem).to.equal('');
    await entered('//shrug so what', composer);
    await until('it is sent', () => composer.sent.length > 0);
    expect(composer.sent).to.deep.equal(['/shrug so what']);
  });

  it('asks for a name before it sends what one does, and not before it helps', async () => {
    const composer = await ComposerUnderTest.create({ named: false });
    await entered('/help', composer);
    await until('it helps', () => composer.field.value === '/');
    expect(composer.asks).to.equal(false);
    await entered('/me waves', composer);
    await until('it asks', () => composer.nameField);
    await composer.submitName();
    await until('it is sent', () => composer.sent.length > 0);
    expect(composer.sent).to.deep.equal(['_waves_']);
  });

  it('does nothing with a line that was changed meanwhile', async () => {
    const composer = await ComposerUnderTest.create();
    await composer.type('/me waves');
    void composer.press({ key: 'Enter' });
    void composer.type('/me waves back');
    await entered('/me leaves', composer);
    await until('it is sent', () => composer.sent.length > 0);
    expect(composer.sent).to.deep.equal(['_leaves_']);
  });

  it('keeps a poll where too many messages wait already', async () => {
    const composer = await ComposerUnderTest.create({ can: ['post', 'poll'], full: true });
    let wishes = 0;
    composer.element.addEventListener('chat-moderate', () => wishes++);
    await entered('/poll Tea? | Yes | No', composer);
    await until('it is said', () => composer.problem === enComposer.outboxFull);
    expect(composer.field.value).to.equal('/poll Tea? | Yes | No');
    await composer.set({ full: false });
    await composer.press({ key: 'Enter' });
    await until('it is asked', () => wishes === 1);
  });
});
