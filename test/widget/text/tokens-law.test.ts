// What holds for every text: nothing of it is lost, trees are shallow, and twice the text is twice the work.
import { expect } from 'chai';
import fc from 'fast-check';
import { tokensOf, type Token } from '../../../widget/text/tokens.ts';
import { effortOf } from '../support/effort.ts';

const names = ['Ann', 'Ann Smith', '_x_'];

const pieces = [
  ...['*', '**', '***', '_', '~~', '~', '`', '``', '```', '\\', '\n', ' ', 'a', '7', 'é', '字', '🎉'],
  ...[
    '@Ann',
    '@ann smith',
    '@_x_',
    '@',
    'http://',
    'https://a.example/b',
    'www.',
    'www.a.example',
    'mailto:',
  ],
  ...[
    'mailto:a@b.example',
    'https://a.example@b.example',
    'javascript:',
    '[',
    ']',
    '(',
    ')',
    '<',
    '>',
    '"',
    '.',
  ],
  ...['```js\n', '\u202e', '\u2066', '\ud83d', '\0', '¯'],
];
const source = fc.oneof(
  fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((some) => some.join('')),
  fc.string({ unit: 'binary' }),
);

/** All that a tree shows, links as they were written. */
function shown(tokens: readonly Token[]): string {
  return tokens
    .map((token) => {
      if ('of' in token) return shown(token.of);
      return token.kind === 'block' ? token.language + token.text : token.text;
    })
    .join('');
}

/** What is left of the source when what is shown is taken away in order; undefined if it is not all there. */
function hidden(text: string, tree: string): string | undefined {
  let rest = '';
  let next = 0;
  for (const unit of text.split('')) {
    if (unit === tree[next]) next++;
    else rest += unit;
  }
  return next === tree.length ? rest : undefined;
}

function depth(tokens: readonly Token[]): number {
  return Math.max(0, ...tokens.map((token) => ('of' in token ? 1 + depth(token.of) : 0)));
}

function holds<Given>(property: fc.IProperty<Given>): void {
  fc.assert(property, { numRuns: 2_000 });
}

describe('the law of texts', () => {
  it('shows every character that is no marker, in order', () => {
    holds(
      fc.property(source, (text) => {
        const rest = hidden(text, shown(tokensOf(text, names)));
        // Line breaks only where a block makes them itself.
        expect(rest).to.match(text.includes('```') ? /^[*_~`\\\n]*$/ : /^[*_~`\\]*$/);
      }),
    );
  });

  it('lets a text be as it is that holds no marker', () => {
    const harmless = source.map((text) => text.replace(/[*_~`\\]/g, ''));
    holds(
      fc.property(harmless, (text) => {
        expect(shown(tokensOf(text, names))).to.equal(text);
      }),
    );
  });

  it('nests no deeper than there are kinds of emphasis', () => {
    holds(fc.property(source, (text) => depth(tokensOf(text, names)) <= 4));
  });

  it('leaves no two texts side by side, and none empty', () => {
    const isTidy = (tokens: readonly Token[]): boolean =>
      tokens.every((token, index) => {
        if ('of' in token) return token.of.length > 0 && isTidy(token.of);
        return token.kind !== 'text' || (token.text !== '' && tokens[index - 1]?.kind !== 'text');
      });
    holds(fc.property(source, (text) => isTidy(tokensOf(text, names))));
  });
});

describe('twice the text is twice the work', () => {
  for (const unit of [
    ...[
      '*',
      '**',
      '* ',
      '*a',
      '**a',
      '*a ',
      '**a *b ~~c _d ',
      'a* ',
      '***a ',
      '_',
      '_a',
      '~',
      '~~a',
      '\\',
      '\\*',
    ],
    ...[
      '`',
      '` ',
      '`a``b',
      '`\n',
      '``\n`\n',
      '```',
      '``` ',
      '``` `` ` ',
      '````a',
      '[',
      '[[](',
      '(',
      ')',
      '<',
    ],
    ...[
      'http://',
      'http:// ',
      'http://a.example ',
      'https://a.example)',
      'https://a.example*',
      'www.',
      'www. ',
    ],
    ...[
      'www.a.',
      'mailto:',
      'mailto:a@b ',
      'a@b.example ',
      'http://(',
      'http://a?!',
      '.',
      'http://[',
      ' ',
      '\n',
    ],
    ...[
      '@',
      '@Ann',
      '@Ann ',
      '@An',
      '\u202e',
      '\u2066\u2069',
      '字',
      '🎉',
      'e\u0301',
      '*a* ',
      '**a** ',
      '`a` ',
    ],
    ...['*a **b** c* ', '_*a*_\n', 'https://字.example '],
  ])
    it(`of ${JSON.stringify(unit)}`, () => {
      const effort = (length: number) => {
        const text = unit.repeat(Math.ceil(length / unit.length));
        return effortOf(() => tokensOf(text, names));
      };
      const efforts = [2_000, 4_000, 8_000].map(effort);
      expect(efforts[1]! / efforts[0]!).to.be.below(2.3);
      expect(efforts[2]! / efforts[1]!).to.be.below(2.3);
    });

  it('whatever stands before it, between and after', () => {
    const part = fc.constantFrom(...pieces);
    holds(
      fc.property(part, part, part, part, (before, one, other, after) => {
        const effort = (times: number) =>
          effortOf(() => tokensOf(before + (one + other).repeat(times) + after, names));
        expect(effort(200) / effort(100)).to.be.below(2.3);
      }),
    );
  });
});
