// Where a popover stands: beside what opened it, on the side that has room, within the window.

const margin = 8;

/** The popover is shown already, so that it has a size. */
export function placeBeside(popover: HTMLElement, opener: Element): void {
  const beside = opener.getBoundingClientRect();
  const { width, height } = popover.getBoundingClientRect();
  const isLeftward = getComputedStyle(popover).direction === 'ltr';
  const left = isLeftward ? beside.right - width : beside.left;
  const below = beside.bottom + 4;
  const top = below + height + margin > innerHeight ? beside.top - height - 4 : below;
  popover.style.setProperty('left', `${within(left, innerWidth - width)}px`);
  popover.style.setProperty('top', `${within(top, innerHeight - height)}px`);
}

function within(place: number, most: number): number {
  return Math.max(margin, Math.min(place, most - margin));
}
