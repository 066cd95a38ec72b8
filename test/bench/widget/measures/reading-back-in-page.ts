// Runs inside of a page: makes the list change, and tells how far that has moved what is read, in whole
// pixels, in any frame that was painted. Each function goes into the page by itself.

export type Growth = 'image' | 'font' | 'reaction';

/** Where the reader is: further up, or at the newest message. */
export type Place = 'back' | 'bottom';

declare global {
  interface Window {
    /** Lets somebody else put an emoji on a message. */
    react(seq: number): Promise<void>;
  }
}

/** The reader nears the top, and a page of older messages comes. */
export async function loadOlder(): Promise<number> {
  const root = document.querySelector('ws-chat')!.shadowRoot!;
  const scroller = root.querySelector('.scroller')!;
  const rows = () => [...root.querySelectorAll<HTMLElement>('[data-seq]')];
  // Not how many there are: of those further down as many may be let go.
  const oldest = () => Number(rows()[0]!.dataset.seq);
  const before = oldest();
  scroller.scrollTop = 250;
  const edge = scroller.getBoundingClientRect().top;
  const { seq } = rows().find((row) => row.getBoundingClientRect().top >= edge)!.dataset;
  const place = () => root.querySelector(`[data-seq="${seq}"]`)!.getBoundingClientRect().top;
  const start = place();
  let moved = 0;
  const deadline = performance.now() + 20_000;
  for (let settled = 0; settled < 20;) {
    await window.watch.nextPaint();
    moved = Math.max(moved, Math.abs(place() - start));
    if (oldest() < before) settled++;
    else if (performance.now() > deadline) throw new Error('No older messages came.');
  }
  return Math.round(moved);
}

/** Something grows: above the view where the reader is further up, in view where they are at the bottom. */
export async function growLate(asked: {
  readonly growth: Growth;
  readonly place: Place;
  readonly turn: number;
}): Promise<number> {
  const { growth, place, turn } = asked;
  const chat = document.querySelector<HTMLElement>('ws-chat')!;
  const root = chat.shadowRoot!;
  const scroller = root.querySelector('.scroller')!;
  const most = scroller.scrollHeight - scroller.clientHeight;
  scroller.scrollTop = place === 'bottom' ? most : most / 3 + turn * 250;
  // The list knows a frame later where its reader is.
  for (let frame = 0; frame < 5; frame++) await window.watch.nextPaint();
  const rows = [...root.querySelectorAll<HTMLElement>('[data-seq]')];
  const edge = scroller.getBoundingClientRect().top;
  const first = rows.findIndex((row) => row.getBoundingClientRect().bottom > edge);
  const grown = rows
    .slice(0, place === 'bottom' ? undefined : first - 1)
    .findLast((row) => !row.querySelector('.reaction'))!;
  // The line under the topmost row, or the very end.
  const where = () =>
    place === 'bottom'
      ? scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight
      : rows[first]!.getBoundingClientRect().bottom;
  const height = grown.offsetHeight;
  const start = place === 'bottom' ? 0 : where();
  if (growth === 'image') {
    const image = new Image();
    grown.append(image);
    image.src = `data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" width="200" height="${90 + turn}"/>`;
  } else if (growth === 'font') chat.style.fontFamily = turn % 2 === 0 ? 'monospace' : 'serif';
  else void window.react(Number(grown.dataset.seq));
  let moved = 0;
  const deadline = performance.now() + 20_000;
  for (let settled = 0; settled < 20;) {
    await window.watch.nextPaint();
    moved = Math.max(moved, Math.abs(where() - start));
    // A font may leave one row as high as it was.
    if (growth === 'font' || grown.offsetHeight !== height) settled++;
    else if (performance.now() > deadline) throw new Error(`No late ${growth} came.`);
  }
  return Math.round(moved);
}
