import { expect } from 'chai';
import { tokensOf, type Token } from '../../../widget/text/tokens.ts';

const names = ['Ann Smith', 'Ann', 'Ann.', 'snake_case_', 'Élodie', 'İpek', '太郎'];

/** A tree in one line: `bold(a)`, and text as it is. */
function drawn(tokens: readonly Token[]): string {
  return tokens
    .map((token) => {
      if ('of' in token) return `${token.kind}(${drawn(token.of)})`;
      if (token.kind === 'text') return token.text;
      return token.kind === 'block' && token.language
        ? `block:${token.language}(${token.text})`
        : `${token.kind}(${token.text})`;
    })
    .join('');
}

function reads(title: string, table: readonly (readonly [source: string, tree: string])[]): void {
  describe(title, () => {
    for (const [source, tree] of table)
      it(`reads ${JSON.stringify(source)}`, () => {
        expect(drawn(tokensOf(source, names))).to.equal(tree);
      });
  });
}

const asIs = (...sources: readonly string[]) => sources.map((source) => [source, source] as const);

reads('emphasis', [
  ['**a**', 'bold(a)'],
  ['*a*', 'italic(a)'],
  ['_a_', 'italic(a)'],
  ['~~a~~', 'strike(a)'],
  ['one **two** three *four*', 'one bold(two) three italic(four)'],
  ['**two words**', 'bold(two words)'],
  ['**a *b* c**', 'bold(a italic(b) c)'],
  ['*a **b** c*', 'italic(a bold(b) c)'],
  ['***a***', 'bold(italic(a))'],
  ['**a *b***', 'bold(a italic(b))'],
  ['*a **b***', 'italic(a bold(b))'],
  ['*a***b**', 'italic(a)bold(b)'],
  ['~~**_a_**~~', 'strike(bold(italic(a)))'],
  ['これは**太字**です', 'これはbold(太字)です'],
  ['un*be*lievable', 'unitalic(be)lievable'],
  ['(**a**)', '(bold(a))'],
  ['**a** **b**', 'bold(a) bold(b)'],
  ['🎉**a**🎉', '🎉bold(a)🎉'],
]);

reads('what is not emphasis', [
  ...asIs(
    '',
    'plain',
    '**a',
    'a**',
    '*',
    '**',
    '****',
    '*****a*****',
    '** a **',
    '* a *',
    '* one\n* two',
    'snake_case_name',
    '__init__',
    '2*3*4 = 24',
    '2**3**4',
    '5 * 3 * 2',
    '~a~',
    '~~~a~~~',
    '*a\nb*',
    '**a\n\nb**',
    '# a',
    '<b>a</b>',
    '![a](b)',
    '[a](b)',
    '&amp;',
    '\\',
    'C:\\Users\\ann',
  ),
  ['**a *b**', 'bold(a *b)'],
  ['*a **b*', 'italic(a **b)'],
  ['**a** b**', 'bold(a) b**'],
  ['*a\n*b*', '*a\nitalic(b)'],
  ['f(*args, **kwargs) is *fine*', 'f(*args, **kwargs) is italic(fine)'],
  ['**a **b** c**', '**a bold(b) c**'],
]);

reads('a backslash', [
  ['\\*a\\*', '*a*'],
  ['\\**a*', '*italic(a)'],
  ['*a\\**', 'italic(a*)'],
  ['\\_a\\_ \\~~b~~ \\`c\\`', '_a_ ~~b~~ `c`'],
  ['\\\\', '\\'],
  ['\\@Ann', '@Ann'],
  ['¯\\_(ツ)_/¯', '¯\\_(ツ)_/¯'],
]);

reads('code', [
  ['`a`', 'code(a)'],
  ['``a ` b``', 'code(a ` b)'],
  ['`**a** @Ann https://example.com \\*`', 'code(**a** @Ann https://example.com \\*)'],
  ['**`a`**', 'bold(code(a))'],
  ['*a `b* c`', '*a code(b* c)'],
  ...asIs('`a', 'a`', '``', '``a`', '`a\nb`'),
  ['```a```', 'block(a)'],
  ['```\na\n```', 'block(a)'],
  ['```ts\nlet a;\n\n  b\n```', 'block:ts(let a;\n\n  b)'],
  ['```c++\na```', 'block:c++(a)'],
  ['```two words\na```', 'block(two words\na)'],
  ['see:\n```\na\n```\nthere', 'see:\nblock(a)there'],
  ['````a`` ` b```', 'block(`a`` ` b)'],
  ['*a ```b``` c*', '*a block(b) c*'],
  ...asIs('```a', '``````', '```a``'),
]);

reads('mentions', [
  ['@Ann', 'mention(@Ann)'],
  ['@ann, hi', 'mention(@ann), hi'],
  ['hi @ANN SMITH!', 'hi mention(@ANN SMITH)!'],
  ['@Ann Smithers', 'mention(@Ann) Smithers'],
  ['@ann.', 'mention(@ann.)'],
  ['@snake_case_ _a_', 'mention(@snake_case_) italic(a)'],
  ['_@Ann_', 'italic(mention(@Ann))'],
  ['@élodie', 'mention(@élodie)'],
  ['İ @İPEK, @ipek!', 'İ mention(@İPEK), mention(@ipek)!'],
  ['@太郎さん', 'mention(@太郎)さん'],
  ['こんにちは@太郎', 'こんにちはmention(@太郎)'],
  ['@Ann@Ann', 'mention(@Ann)@Ann'],
  ...asIs('@', '@Bob', '@Anna', 'x@Ann', '@ Ann', '@@'),
]);

describe('names', () => {
  it('may be none, or empty', () => {
    expect(tokensOf('@Ann @')).to.deep.equal([{ kind: 'text', text: '@Ann @' }]);
    expect(tokensOf('@Ann @', [''])).to.deep.equal([{ kind: 'text', text: '@Ann @' }]);
  });
});

describe('text', () => {
  it('that lies side by side is one', () => {
    expect(tokensOf('a ** \\* b *c @d `')).to.deep.equal([{ kind: 'text', text: 'a ** * b *c @d `' }]);
  });
});
