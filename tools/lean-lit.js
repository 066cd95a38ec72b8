// Lit asks, at every load, for things that are settled wherever the chat runs at all: whether style sheets can be
// adopted, whether something stands in for what old browsers lack, and what decorators have left. The answers are put in
// at build.

const answers = [
  {
    asked: /\w+\.ShadowRoot&&\(.+?\)&&"adoptedStyleSheets"in .+?&&"replace"in CSSStyleSheet\.prototype/g,
    answer: '!0',
  },
  { asked: /\bSymbol\.metadata\?\?=.+?new WeakMap;/g, answer: '' },
  { asked: /\bthis\[Symbol\.metadata\]/g, answer: 'null' },
  { asked: /\b\w+\.\w+(?:Polyfill|Hydrate)Support\b/g, answer: 'undefined' },
];

/** @returns {import('rollup').Plugin} */
export function leanLit() {
  const found = new Set();
  return {
    name: 'lean-lit',
    buildStart: () => found.clear(),
    transform(code, id) {
      if (!/\/node_modules\/(@lit|lit)/.test(id)) return null;
      return answers.reduce(
        (result, one) => ({
          code: result.code.replace(one.asked, () => (found.add(one), one.answer)),
          map: null,
        }),
        { code },
      );
    },
    buildEnd(error) {
      if (!error && found.size < answers.length) this.error('Lit no longer asks what is answered for it.');
    },
  };
}
