import { expect } from 'chai';
import fc from 'fast-check';
import { linkOf } from '../../../widget/text/links.ts';
import { tokensOf, type Token } from '../../../widget/text/tokens.ts';

/** What is linked of a text, as it was written. */
const linked = (text: string) => linksAmong(tokensOf(text));

function linksAmong(tokens: readonly Token[]): readonly string[] {
  return tokens.flatMap((token) => {
    if ('of' in token) return linksAmong(token.of);
    return token.kind === 'link' ? [token.text] : [];
  });
}

describe('a link', () => {
  for (const [text, ...links] of [
    ['https://example.com', 'https://example.com'],
    ['HTTP://EXAMPLE.COM/A', 'HTTP://EXAMPLE.COM/A'],
    ['see http://example.com/a?b=c&d=%20#e now', 'http://example.com/a?b=c&d=%20#e'],
    ['www.example.com/a', 'www.example.com/a'],
    ['mailto:ann@example.com', 'mailto:ann@example.com'],
    ['mailto:ann.b+c@example.com?subject=Hi', 'mailto:ann.b+c@example.com?subject=Hi'],
    ['http://localhost:3000/', 'http://localhost:3000/'],
    ['http://[::1]:8080/a', 'http://[::1]:8080/a'],
    ['Go to https://example.com.', 'https://example.com'],
    ['https://example.com/a, https://example.com/b!', 'https://example.com/a', 'https://example.com/b'],
    ['really https://example.com?!…', 'https://example.com'],
    ['(https://example.com/a)', 'https://example.com/a'],
    ['(see https://example.com/a_(b))', 'https://example.com/a_(b)'],
    ['https://example.com/a_(b)', 'https://example.com/a_(b)'],
    ['[https://example.com]', 'https://example.com'],
    ['[text](https://example.com)', 'https://example.com'],
    ['<https://example.com>', 'https://example.com'],
    ['"https://example.com/"', 'https://example.com/'],
    ['“https://example.com/”', 'https://example.com/'],
    ["it is 'https://example.com/it's'", "https://example.com/it's"],
    ['https://example.com/😀', 'https://example.com/'],
    ['詳しくはhttps://example.com/日本語。次', 'https://example.com/日本語'],
    ['「https://example.com/」', 'https://example.com/'],
    ['https://medium.example/@ann/a', 'https://medium.example/@ann/a'],
    ['https://example.com\\@evil.example', 'https://example.com'],
    ['https://example.com\u202e/moc', 'https://example.com'],
    ['https://example.com/a\u200bb', 'https://example.com/a'],
    ['https://example.com/?next=https://other.example', 'https://example.com/?next=https://other.example'],
    ['**https://example.com**', 'https://example.com'],
    ['_https://example.com/a_b_', 'https://example.com/a_b'],
  ] as const)
    it(`is ${links.join(' and ')} in ${JSON.stringify(text)}`, () => {
      expect(linked(text)).to.deep.equal(links);
    });
});

describe('no link', () => {
  for (const text of [
    'example.com',
    'ann@example.com',
    'http://',
    'https:// example.com',
    'https:///example.com',
    'https:example.com',
    'http:/example.com',
    'www.',
    'www. example.com',
    'xhttps://example.com',
    'http://(',
    'http://.',
    'http://%00.example',
    'http://exa%2fmple.com',
    'http://example.com:99999',
    'mailto:',
    'mailto:ann',
    'mailto:@example.com',
    'mailto:ann@',
    'mailto:ann@bücher.example',
    'mailto:ann@example.com,bo@example.com',
    'javascript:alert(1)',
    'javascript://example.com/%0aalert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:msgbox(1)',
    'file:///etc/passwd',
    'ftp://example.com',
    'blob:https',
    'tel:123',
    'ws://example.com',
    'httpſ://example.com',
  ])
    it(`is in ${JSON.stringify(text)}`, () => {
      expect(linked(text)).to.deep.equal([]);
    });
});

describe('an address by itself', () => {
  for (const address of [
    'javascript:alert(1)',
    'javascript://www.example.com',
    ' https://example.com',
    'https://example.com /',
    'https://example.com\\@evil.example',
    'https://exa\tmple.com',
    'https://example.com\n',
    'mailto:ann@example.com\n',
  ])
    it(`is no link as ${JSON.stringify(address)}`, () => {
      expect(linkOf(address)).to.equal(undefined);
    });
});

describe('the shown text of a link', () => {
  for (const [written, shown, host] of [
    ['https://Example.COM/Path', 'https://example.com/Path', 'example.com'],
    ['www.example.com', 'www.example.com', 'www.example.com'],
    ['https://bank.example@evil.example/a', 'https://evil.example/a', 'evil.example'],
    ['https://bank.example:443@evil.example', 'https://evil.example', 'evil.example'],
    ['https://bank.example%2f@evil.example', 'https://evil.example', 'evil.example'],
    ['https://a@b@evil.example', 'https://evil.example', 'evil.example'],
    ['http://2130706433/', 'http://127.0.0.1/', '127.0.0.1'],
    ['http://0x7f.1/', 'http://127.0.0.1/', '127.0.0.1'],
    ['https://ex%61mple.com', 'https://example.com', 'example.com'],
    ['https://ｅxample.com', 'https://example.com', 'example.com'],
    ['https://example.com:8443/', 'https://example.com:8443/', 'example.com:8443'],
    ['https://example.com/ä?ö#ü', 'https://example.com/ä?ö#ü', 'example.com'],
    // Hosts of one script, or of those that are written together.
    ['https://münchen.example', 'https://münchen.example', 'münchen.example'],
    ['https://MÜNCHEN.example:81', 'https://münchen.example:81', 'münchen.example:81'],
    ['https://mu\u0308nchen.example', 'https://münchen.example', 'münchen.example'],
    ['https://пример.рф/', 'https://пример.рф/', 'пример.рф'],
    ['https://παράδειγμα.ελ/', 'https://παράδειγμα.ελ/', 'παράδειγμα.ελ'],
    ['https://日本語の例テスト.jp/', 'https://日本語の例テスト.jp/', '日本語の例テスト.jp'],
    ['https://한국漢字.kr/', 'https://한국漢字.kr/', '한국漢字.kr'],
    ['https://דוגמה.example/', 'https://דוגמה.example/', 'דוגמה.example'],
    ['https://ann@münchen.example/', 'https://münchen.example/', 'münchen.example'],
    // Mixed scripts, and scripts that pass for Latin beside it.
    ['https://pаypal.example', 'https://xn--pypal-4ve.example', 'xn--pypal-4ve.example'],
    ['https://аррӏе.com', 'https://xn--80ak6aa92e.com', 'xn--80ak6aa92e.com'],
    ['https://οnline.example', 'https://xn--nline-qce.example', 'xn--nline-qce.example'],
    ['https://bank.comノa.example', 'https://bank.xn--coma-xq4c.example', 'bank.xn--coma-xq4c.example'],
    ['https://ab한.kr', 'https://xn--ab-2p7k.kr', 'xn--ab-2p7k.kr'],
    ['https://かn한.jp', 'https://xn--n-f8t6154d.jp', 'xn--n-f8t6154d.jp'],
    ['https://ꭰ.example', 'https://xn--58d.example', 'xn--58d.example'],
    ['https://xn--mnchen-3ya.example/', 'https://xn--mnchen-3ya.example/', 'xn--mnchen-3ya.example'],
    ['mailto:ann@example.com?subject=a', 'mailto:ann@example.com?subject=a', 'ann@example.com'],
  ] as const)
    it(`is ${shown} for ${written}`, () => {
      expect(linkOf(written)).to.include({ shown, host });
    });

  it('leads where it says', () => {
    const address = fc
      .array(fc.constantFrom(...'/@:.?#%&=-_abé日аα1[]()'.split(''), 'xn--', '.com', '//'), { maxLength: 20 })
      .map((some) => `https://${some.join('')}`);
    fc.assert(
      fc.property(address, (written) => {
        const link = linkOf(written);
        if (!link) return;
        expect(new URL(link.shown).href).to.equal(link.href);
        expect(new URL(link.shown).host).to.equal(new URL(written).host);
      }),
      { numRuns: 2_000 },
    );
  });

  it('carries no name and no password along', () => {
    expect(linkOf('https://ann:secret@example.com/')?.href).to.equal('https://example.com/');
  });
});
