import { expect } from 'chai';
import { commandsFor } from '../../../widget/later/commands.ts';
import { optionsFor } from '../../../widget/completions/options.ts';
import { queryOf } from '../../../widget/completions/query.ts';
import type { Emoji } from '../../../widget/emoji/emoji.ts';
import { enCommands } from '../../../widget/locales/en-commands.ts';
import { en } from '../../../widget/locales/en.ts';
import { ann, bo } from '../support/frames.ts';

const emoji: readonly Emoji[] = [
  { char: '😄', name: 'smiling', codes: ['smile'], words: [], isToned: false },
  { char: '😃', name: 'smiling more', codes: ['smiley'], words: [], isToned: false },
  { char: '😸', name: 'cat', codes: ['smile_cat', 'grinning_cat'], words: [], isToned: false },
];
const options = (before: string, people = [ann, bo]) =>
  optionsFor(queryOf(before)!, { people, commands: commandsFor(['rename'], en), emoji });
const texts = (before: string, people = [ann, bo]) => options(before, people).map(({ text }) => text);

describe('options', () => {
  it('are people, each name once', () => {
    expect(texts('@')).to.deep.equal(['@Ann', '@Bo']);
    expect(texts('@', [ann, { ...bo, name: 'Ann' }])).to.deep.equal(['@Ann']);
    expect(texts('@b')).to.deep.equal(['@Bo']);
  });

  it('are commands, with what they are for', () => {
    expect(texts('/')).to.deep.equal(['/me', '/nick', '/help']);
    expect(options('/n')).to.deep.equal([
      { text: '/nick', label: enCommands.nickExample, note: enCommands.nickHint },
    ]);
  });

  it('are emoji, with the shortcode that was begun', () => {
    expect(options('so :grinn')).to.deep.equal([{ text: '😸', sign: '😸', label: ':grinning_cat:' }]);
    expect(texts(':smile')).to.deep.equal(['😄', '😃', '😸']);
    expect(texts(':cat')).to.deep.equal(['😸']);
  });

  it('are one emoji for a whole shortcode, and none for what is no shortcode', () => {
    expect(texts(':smile:')).to.deep.equal(['😄']);
    expect(texts(':smil:')).to.deep.equal([]);
  });

  it('are none where the word is the only one already', () => {
    expect(texts('@Ann')).to.deep.equal([]);
    expect(texts('@ann')).to.deep.equal(['@Ann']);
    expect(texts('@Ann', [ann, { ...bo, name: 'Anna' }])).to.deep.equal(['@Ann', '@Anna']);
    expect(texts('/help')).to.deep.equal([]);
  });
});
