// Where a popover stands: above what it belongs to where there is room, else below, and inside of the window.

/** To the window's edge, and to what it belongs to; in pixels. */
const margin = 8;
const gap = 4;

/** Their ends are in line: what opens a popover stands at the end of its line. */
export function placeBeside(popover: HTMLElement, anchor: Element): void {
  const { top, bottom, left, right } = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = popover;
  const isRtl = getComputedStyle(anchor).direction === 'rtl';
  const above = top - gap - height;
  const block = above >= margin ? above : bottom + gap;
  const inline = isRtl ? left : right - width;
  popover.style.top = `${within(block, innerHeight - height)}px`;
  popover.style.left = `${within(inline, innerWidth - width)}px`;
}

function within(position: number, room: number): number {
  return Math.max(margin, Math.min(position, room - margin));
}
