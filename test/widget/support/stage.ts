// A place in the page for what a test puts there; swept after each test.
import type { LitElement } from 'lit';

const swept: (() => void)[] = [];

afterEach(() => {
  for (const sweep of swept.splice(0).reverse()) sweep();
});

/** Runs after the test, whatever becomes of it. */
export function afterTest(sweep: () => void): void {
  swept.push(sweep);
}

/** An empty place in the page. */
export function createPlace(): HTMLElement {
  const place = document.createElement('div');
  document.body.append(place);
  afterTest(() => place.remove());
  return place;
}

/** Whether the person writes there. Elements themselves are not compared: a failure could not print them. */
export function hasFocus(element: Element | null): boolean {
  const root = element?.getRootNode();
  return (root instanceof Document || root instanceof ShadowRoot) && root.activeElement === element;
}

/** Waits out the element's renders, also those that a render asked for. */
export async function rendered(...elements: readonly LitElement[]) {
  for (const element of elements) {
    // It may be one that is loaded later.
    await customElements.whenDefined(element.localName);
    while (!(await element.updateComplete));
  }
}
