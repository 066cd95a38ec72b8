import { expect } from 'chai';
import fc from 'fast-check';
import { html, render } from 'lit';
import { keyed } from '../../../widget/elements/keyed.ts';
import { createPlace, hasFocus } from '../support/stage.ts';

function createList() {
  const place = createPlace();
  return {
    show(items: readonly string[]) {
      const item = (text: string) => html`<button>${text}</button>`;
      render(html`<i></i>${keyed(items, (text) => text, item)}<b></b>`, place);
    },
    get elements() {
      return [...place.querySelectorAll('button')];
    },
    get texts() {
      return [...place.children].map(({ textContent }) => textContent);
    },
  };
}

describe('a keyed list', () => {
  it('shows what it is given, in that order, and what stays keeps its element', () => {
    const items = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'));
    fc.assert(
      fc.property(fc.array(items, { minLength: 1 }), (steps) => {
        const list = createList();
        let before = new Map<string | null, Element>();
        for (const step of steps) {
          list.show(step);
          expect(list.texts).to.deep.equal(['', ...step, '']);
          const now = new Map(list.elements.map((element) => [element.textContent, element]));
          for (const [text, element] of now)
            expect(element === (before.get(text) ?? element), `the element of ${text}`).to.equal(true);
          before = now;
        }
      }),
      { numRuns: 200 },
    );
  });

  it('does not touch what only gets other neighbours: it keeps the focus', () => {
    const list = createList();
    list.show(['a', 'b', 'c', 'd']);
    const focused = list.elements[2]!;
    focused.focus();
    for (const step of [['a', 'c', 'd'], ['x', 'a', 'c'], ['c'], ['y', 'c', 'z'], ['c', 'z', 'y']]) {
      list.show(step);
      expect(hasFocus(focused), step.join()).to.equal(true);
    }
  });
});
