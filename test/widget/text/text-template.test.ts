import { expect } from 'chai';
import fc from 'fast-check';
import { render } from 'lit';
import { textTemplate, type TextContext } from '../../../widget/text/text-template.ts';
import { createPlace } from '../support/stage.ts';

function show(text: string, context: TextContext = {}): HTMLElement {
  const place = createPlace();
  render(textTemplate(text, context), place);
  return place;
}

/** Its HTML without what Lit notes down for itself. */
const htmlOf = (place: HTMLElement) => place.innerHTML.replace(/<!--.*?-->/g, '');

/** All that a text may become. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  a: ['href', 'target', 'rel', 'tabindex', 'dir'],
  strong: [],
  em: [],
  s: [],
  code: ['dir'],
  pre: ['tabindex', 'dir', 'data-language'],
  span: ['class', 'dir'],
};

function expectHarmless(place: HTMLElement): void {
  for (const element of place.querySelectorAll('*')) {
    expect(allowed).to.have.property(element.localName);
    for (const { name } of element.attributes) expect(allowed[element.localName]).to.include(name);
  }
  for (const link of place.querySelectorAll('a'))
    expect(link.protocol).to.be.oneOf(['http:', 'https:', 'mailto:']);
}

describe('text in the page', () => {
  it('is emphasis, code and mentions as elements', () => {
    const place = show('**a** *b* ~~c~~ `d` @Ann', { names: ['Ann'] });
    expect(htmlOf(place)).to.equal(
      '<strong>a</strong> <em>b</em> <s>c</s> <code dir="auto">d</code> ' +
        '<span dir="auto" class="mention">@Ann</span>',
    );
  });

  it('nests', () => {
    expect(htmlOf(show('**a *b* c**'))).to.equal('<strong>a <em>b</em> c</strong>');
  });

  it('has a block of code with its language', () => {
    const [named, nameless] = show('```js\n<b>\n``` ```a```').querySelectorAll('pre');
    expect(named!.textContent).to.equal('<b>');
    expect(named!.dataset.language).to.equal('js');
    expect(nameless!.hasAttribute('data-language')).to.equal(false);
  });

  it('has links that open beside the page and tell the other side nothing', () => {
    const link = show('https://example.com/a').querySelector('a')!;
    expect(link.textContent).to.equal('https://example.com/a');
    expect(link.href).to.equal('https://example.com/a');
    expect(link.target).to.equal('_blank');
    expect([...link.relList]).to.have.members(['noopener', 'noreferrer', 'nofollow', 'ugc']);
    expect(link.tabIndex).to.equal(-1);
  });

  it('links what was meant by www.', () => {
    expect(show('www.example.com').querySelector('a')!.href).to.equal('https://www.example.com/');
  });

  it('marks a mention of the reader, in whatever case', () => {
    const place = show('@Ann and @BO', { names: ['Ann'], me: 'Bo' });
    const mentions = [...place.querySelectorAll('.mention')];
    expect(mentions.map(({ className }) => className)).to.deep.equal(['mention', 'mention me']);
  });

  it('is large if it is only emoji', () => {
    expect(htmlOf(show('🎉🎉'))).to.equal('<span class="only-emoji">🎉🎉</span>');
    expect(htmlOf(show('🎉 yes'))).to.equal('🎉 yes');
  });

  it('is one node if it is only text', () => {
    expect(textTemplate('just text', {})).to.equal('just text');
  });

  it('closes the directions it opens', () => {
    expect(show('a\u202eb').textContent).to.equal('a\u202eb\u202c');
  });

  it('changes in place', () => {
    const place = show('**a** b');
    for (const text of ['a', '🎉', '`a` https://example.com', '']) render(textTemplate(text, {}), place);
    expect(htmlOf(place)).to.equal('');
  });
});

describe('what would harm the page', () => {
  for (const text of [
    '<script>globalThis.harmed = true</script>',
    '<img src=x onerror="globalThis.harmed = true">',
    '<svg/onload=globalThis.harmed=true>',
    '<a href="javascript:globalThis.harmed=true">a</a>',
    '**<b onclick=a>**',
    '`<script>`',
    '```html\n<script>globalThis.harmed = true</script>\n```',
    '```"onclick=a\n<script>```',
    '</p></div><style>*{display:none}</style>',
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\tscript:alert(1)',
    'java\nscript:alert(1)',
    'java\0script:alert(1)',
    '\u0001javascript:alert(1)',
    'javascript://https://example.com/%0aalert(1)',
    'javascript:https://example.com',
    'data:text/html,<script>alert(1)</script>',
    'DATA:text/html;base64,PHNjcmlwdD4=',
    'vbscript:msgbox(1)',
    'VBSCRIPT:msgbox(1)',
    'blob:https://example.com/a',
    'view-source:https://example.com',
    'filesystem:https://example.com/a',
    '[a](javascript:alert(1))',
    '[a](https://example.com "onclick=alert(1)")',
    '![a](x" onerror="alert(1))',
    '<javascript:alert(1)>',
    'https://example.com/"onmouseover="alert(1)',
    "https://example.com/'onmouseover='alert(1)",
    'https://example.com/`onmouseover=`alert(1)',
    'https://example.com/"><script>alert(1)</script>',
    'https://example.com/<script>',
    'https://javascript:alert(1)@example.com',
    'https://example.com\nonclick=alert(1)',
    'ht\ttp://example.com',
    'http\0://example.com',
    'www.javascript:alert(1)',
    'www."onclick="a',
    'mailto:a@b.example?body=<script>',
    'mailto:a@b.example"onclick="a',
    'mailto:javascript:alert(1)',
    '**https://example.com/**javascript:alert(1)**',
    '***`**`***_~~*<i>*~~_',
    '@<b>',
    '@"><script>alert(1)</script>',
    '${alert(1)} {{alert(1)}} <!--?lit$1$-->',
    '&lt;script&gt; &#60;script&#62; &#x6A;avascript:alert(1)',
  ])
    it(`is nothing but text: ${JSON.stringify(text)}`, () => {
      const place = show(text, { names: ['<b>', '"><script>alert(1)</script>'], me: '<img src=x>' });
      expectHarmless(place);
      expect(globalThis).not.to.have.property('harmed');
    });

  it('keeps every tag to be read', () => {
    const text = '<script>a</script> <img src=x onerror=a> &lt; &#60;';
    expect(show(text).textContent).to.equal(text);
  });

  it('is not made of any pieces', () => {
    const place = createPlace();
    const pieces = [
      '<',
      '>',
      '"',
      "'",
      '`',
      '```',
      '*',
      '**',
      '_',
      '~~',
      '@',
      '\\',
      '\n',
      '\t',
      '\0',
      ' ',
      '/',
      ':',
    ];
    const words = [
      'script',
      'onerror=a',
      'javascript:',
      'data:',
      'https://',
      'www.',
      'mailto:',
      'a.example',
      '<b>',
    ];
    const text = fc
      .array(fc.constantFrom(...pieces, ...words), { maxLength: 20 })
      .map((some) => some.join(''));
    fc.assert(
      fc.property(text, (source) => {
        render(textTemplate(source, { names: ['<b>', 'script'], me: 'a' }), place);
        expectHarmless(place);
      }),
      { numRuns: 2_000 },
    );
  });
});
