// What a shadow root wears. A constructed sheet belongs to one document: in another one a copy is worn.
import type { CSSResult } from 'lit';

const worn = new WeakMap<ShadowRoot, Set<CSSResult>>();

/** Puts these on, once. */
export function wear(root: ShadowRoot, ...sheets: readonly CSSResult[]): void {
  const before = worn.get(root) ?? new Set();
  worn.set(root, before);
  for (const sheet of sheets.filter((one) => !before.has(one))) {
    before.add(sheet);
    root.adoptedStyleSheets.push(...made(sheet, root));
  }
}

/** All that it wore, with `own` below that: in another document it comes with nothing on. */
export function wearAnew(root: ShadowRoot, own: readonly CSSResult[]): void {
  root.adoptedStyleSheets = [...own, ...(worn.get(root) ?? [])].flatMap((sheet) => made(sheet, root));
}

/** None in a document that nobody sees. */
function made(
  { styleSheet, cssText }: CSSResult,
  { ownerDocument }: ShadowRoot | Document,
): readonly CSSStyleSheet[] {
  // A document has no owner: a part may stand in the page itself.
  if (!ownerDocument || ownerDocument === document) return [styleSheet!];
  const { defaultView } = ownerDocument;
  if (!defaultView) return [];
  const sheet = new defaultView.CSSStyleSheet();
  sheet.replaceSync(cssText);
  return [sheet];
}
