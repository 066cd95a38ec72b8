import { expect } from 'chai';
import { commandsFor, meaningOf } from '../../../widget/later/commands.ts';
import { enCommands } from '../../../widget/locales/en-commands.ts';
import { enMode } from '../../../widget/locales/en-mode.ts';
import { enDuration } from '../../../widget/locales/en-duration.ts';
import { enComposer } from '../../../widget/locales/en-composer.ts';
import { en } from '../../../widget/locales/en.ts';

const english = { ...en, ...enComposer, ...enDuration, ...enMode };
const meaning = (line: string) => meaningOf(line, ['rename'], english);
const message = (text: string) => ({ kind: 'message', text });
const problem = (sentence: string) => ({ kind: 'problem', sentence });

describe('a written line', () => {
  it('is a message', () => {
    for (const line of [
      'Hello',
      'and/or',
      ' /me',
      '/',
      '/ me',
      '/home/ann/notes',
      '/2',
      '// a remark',
      '//example.com/x',
    ])
      expect(meaning(line)).to.deep.equal(message(line));
  });

  it('is a message without its first slash where a second one says so', () => {
    expect(meaning('//me waves')).to.deep.equal(message('/me waves'));
    expect(meaning('//shrug')).to.deep.equal(message('/shrug'));
  });

  it('says what one does', () => {
    expect(meaning('/me waves')).to.deep.equal(message('_waves_'));
    expect(meaning('/ME  waves \n to all ')).to.deep.equal(message('_waves to all_'));
    expect(meaning('/me')).to.deep.equal(problem(enCommands.incomplete(enCommands.meExample)));
  });

  it('chooses a name', () => {
    expect(meaning('/nick Robin Hood')).to.deep.equal({
      kind: 'wish',
      type: 'chat-name',
      detail: 'Robin Hood',
    });
    expect(meaning('/nick  ')).to.deep.equal(problem(enCommands.incomplete(enCommands.nickExample)));
    expect(meaning(`/nick ${'🎈'.repeat(32)}`).kind).to.equal('wish');
    expect(meaning(`/nick ${'🎈'.repeat(35)}`)).to.deep.equal(problem(enComposer.tooLong(3)));
  });

  it('chooses no name where that is not for the person to choose', () => {
    expect(meaningOf('/nick Robin', ['post'], english)).to.deep.equal(
      problem(enCommands.unknownCommand('nick')),
    );
  });

  it('asks for help', () => {
    expect(meaning('/help')).to.deep.equal({ kind: 'draft', text: '/' });
  });

  it('is explained where there is no such command', () => {
    expect(meaning('/shrug so what')).to.deep.equal(problem(enCommands.unknownCommand('shrug')));
    expect(meaning('/привет')).to.deep.equal(problem(enCommands.unknownCommand('привет')));
    expect(enCommands.unknownCommand('shrug')).to.contain('/help').and.to.contain('//shrug');
  });
});

describe('the commands', () => {
  it('have an example that is one, and a hint', () => {
    for (const { name, example, hint } of commandsFor(['rename'], en)) {
      expect(example).to.match(new RegExp(`^/${name}\\b`));
      expect(meaning(example).kind).to.not.equal('problem');
      expect(hint).to.not.equal('');
    }
  });

  it('speak the language that they are given', () => {
    const strings = { ...english, nickHint: 'ändert den Namen', incomplete: () => 'Da fehlt etwas.' };
    expect(commandsFor(['rename'], strings).map(({ hint }) => hint)).to.include('ändert den Namen');
    expect(meaningOf('/me', [], strings)).to.deep.equal(problem('Da fehlt etwas.'));
  });
});
