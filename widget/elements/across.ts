// Which way an arrow leads in a line: as the text runs.

/** 1 to the next thing, -1 to the former; 0 for what is no arrow along the line. */
export function stepAcross(element: Element, key: string): number {
  const forward = getComputedStyle(element).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
  return key === forward ? 1 : /^Arrow(Left|Right)$/.test(key) ? -1 : 0;
}
