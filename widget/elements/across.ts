// Which way an arrow leads in a line, as the text runs; and how it leads along the buttons there.

/** 1 to the next thing, -1 to the former; 0 for what is no arrow along the line. */
export function stepAcross(element: Element, key: string): number {
  const forward = getComputedStyle(element).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
  return key === forward ? 1 : /^Arrow(Left|Right)$/.test(key) ? -1 : 0;
}

/** Buttons that are one stop of the Tab key; arrows go from one to the next, round and round. */
export function goAlong(event: KeyboardEvent): void {
  const bar = event.currentTarget as HTMLElement;
  const buttons = [...bar.querySelectorAll('button')];
  const at = buttons.indexOf(event.target as HTMLButtonElement);
  if (at >= 0) buttons.at((at + stepAcross(bar, event.key)) % buttons.length)!.focus();
}
