// Where the reader is in a list that grows at both ends: at the bottom it stays at the bottom, and
// anywhere else the row in view stays where it is. The browser's own scroll anchoring is off, so that
// only one of the two corrects.
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** By its bottom: older messages before it may take the name off its top. */
interface Anchor {
  readonly row: Element;
  readonly bottom: number;
}

/** So near to the bottom is at the bottom, in pixels. */
const slack = 40;

export class ScrollKeeper implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #onPinned: (pinned: boolean) => void;
  #pinned = true;
  /** Where the last scroll to the bottom led. */
  #bottom = 0;
  #anchor: Anchor | undefined;
  #stop: (() => void) | undefined;

  /** `onPinned` is told when the reader reaches or leaves the bottom. */
  constructor(host: ReactiveControllerHost & HTMLElement, onPinned: (pinned: boolean) => void) {
    this.#host = host;
    this.#onPinned = onPinned;
    host.addController(this);
  }

  get pinned(): boolean {
    return this.#pinned;
  }

  scrollToBottom(): void {
    const scroller = this.#scroller;
    if (!scroller) return;
    scroller.scrollTop = scroller.scrollHeight;
    this.#bottom = scroller.scrollTop;
  }

  /** Brings a row to the middle of the view; the reader stays there. */
  scrollTo(row: Element): void {
    row.scrollIntoView({ block: 'center' });
    this.#noticeScrollUp();
    this.#anchor = this.#pinned ? undefined : this.#firstInView();
  }

  /** Brings what is below the view to its top; false, and nothing is done, where it is not below. */
  scrollDownTo(row: Element): boolean {
    const scroller = this.#scroller;
    if (!scroller) return false;
    const view = scroller.getBoundingClientRect();
    const { top } = row.getBoundingClientRect();
    if (top < view.bottom) return false;
    scroller.scrollTop += top - view.top - slack;
    return true;
  }

  hostDisconnected(): void {
    this.#stop?.();
    this.#stop = undefined;
    // Off the page a scroller forgets where it was: that is no scrolling up.
    this.#bottom = 0;
  }

  hostUpdate(): void {
    this.#noticeScrollUp();
    this.#anchor = this.#pinned ? undefined : this.#firstInView();
  }

  hostUpdated(): void {
    this.#stop ??= this.#watch();
    this.#watchBlocks();
    this.#keep();
  }

  get #scroller(): HTMLElement | null {
    return this.#host.querySelector('.scroller');
  }

  /** Puts the view back to where it was before something above it grew or shrank. */
  #keep(): void {
    if (this.#pinned) return this.scrollToBottom();
    const { row, bottom } = this.#anchor ?? {};
    if (!row?.isConnected) return;
    const moved = row.getBoundingClientRect().bottom - bottom!;
    if (moved !== 0) this.#scroller!.scrollTop += moved;
  }

  /** The observer tells a frame late; a list that renders meanwhile must not pull the reader down again. */
  #noticeScrollUp(): void {
    const scroller = this.#scroller;
    if (!this.#pinned || !scroller || scroller.scrollTop >= this.#bottom) return;
    const below = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight;
    if (below > slack) this.#pin(false);
  }

  #pin(pinned: boolean): void {
    if (pinned === this.#pinned) return;
    this.#pinned = pinned;
    this.#onPinned(pinned);
  }

  /** Block by block first: looking into one that is not drawn would draw it. */
  #firstInView(): Anchor | undefined {
    const scroller = this.#scroller;
    if (!scroller) return undefined;
    const edge = scroller.getBoundingClientRect().top;
    for (const block of scroller.querySelectorAll('.block')) {
      if (block.getBoundingClientRect().bottom <= edge) continue;
      for (const row of block.querySelectorAll('[data-row]')) {
        const { bottom } = row.getBoundingClientRect();
        if (bottom > edge) return { row, bottom };
      }
    }
    return undefined;
  }

  /** A new block is drawn once, so that its height is known, before it may be skipped out of view. */
  #watchBlocks(): void {
    const fresh = [...this.#host.querySelectorAll('.block:not(.drawn, .drawing)')];
    if (fresh.length === 0) return;
    for (const block of fresh) block.classList.add('drawing');
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        for (const block of fresh) block.classList.replace('drawing', 'drawn');
      }),
    );
  }

  #watch(): (() => void) | undefined {
    const scroller = this.#scroller;
    const sentinel = scroller?.querySelector('.sentinel.bottom');
    if (!scroller || !sentinel) return undefined;
    // A sentinel rather than arithmetic on scroll events: those come from scripts as well.
    const atBottom = new IntersectionObserver(
      (seen) => {
        // A list that is not shown is nowhere.
        if (scroller.clientHeight > 0) this.#pin(seen.at(-1)!.isIntersecting);
      },
      { root: scroller, rootMargin: `0px 0px ${slack}px 0px` },
    );
    atBottom.observe(sentinel);
    // Fonts, a growing composer or a turned phone move the bottom too; a late picture moves what is below it.
    const content = scroller.firstElementChild!;
    const heights = () => `${scroller.clientHeight} ${content.clientHeight}`;
    let known = '';
    let frame = 0;
    const sizes = new ResizeObserver(() => {
      if (heights() === known) return;
      this.#noticeScrollUp();
      this.#keep();
      known = heights();
      // Where the view has moved, blocks are drawn and change their size: that is for the next frame, or
      // the page would be told of an endless loop.
      sizes.disconnect();
      frame = requestAnimationFrame(observe);
    });
    const observe = () => {
      sizes.observe(scroller);
      sizes.observe(content);
    };
    observe();
    const onScroll = () => (this.#anchor = this.#pinned ? undefined : this.#firstInView());
    scroller.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      atBottom.disconnect();
      sizes.disconnect();
      cancelAnimationFrame(frame);
      scroller.removeEventListener('scroll', onScroll);
    };
  }
}
