import { expect } from 'chai';
import { plainText } from '../../../widget/text/plain-text.ts';

describe('plain text', () => {
  for (const [text, plain] of [
    ['as it is', 'as it is'],
    ['**a _b_** ~~c~~ `d`', 'a b c d'],
    ['```js\nlet a;\n```', 'let a;'],
    ['see https://ann@example.com/a/b?c', 'see example.com'],
    ['mailto:ann@example.com?subject=a', 'ann@example.com'],
    ['@Ann hi', '@Ann hi'],
    ['\\*a\\*', '*a*'],
    ['<b>a</b>', '<b>a</b>'],
    ['a\u202eb', 'a\u202eb\u202c'],
  ] as const)
    it(`of ${JSON.stringify(text)} is ${JSON.stringify(plain)}`, () => {
      expect(plainText(text)).to.equal(plain);
    });

  it('says of a link what it is told to, wherever that stands', () => {
    const link = (host: string) => `link to ${host}`;
    expect(plainText('see **https://example.com/a** now', link)).to.equal('see link to example.com now');
  });
});
