// Where the reader is in a list that grows at both ends: at the bottom it stays at the bottom, and
// anywhere else the row in view stays where it is. The browser's own scroll anchoring is off, so that
// only one of the two corrects.
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** By its bottom: older messages before it may take the name off its top. */
interface Anchor {
  readonly row: Element;
  /** Below the view's top: the page around the list may scroll as well. */
  readonly bottom: number;
}

/** Not every browser can look for a selection inside of shadow roots. */
type OlderSelection = Omit<Selection, 'getComposedRanges'> & Partial<Pick<Selection, 'getComposedRanges'>>;

/** So near to the bottom is at the bottom, in pixels. */
const slack = 40;

export interface ScrollKeeperOptions {
  /** The reader reaches or leaves the bottom. */
  readonly onPinned: (pinned: boolean) => void;
  /** There is more than what is below: the end of the list is not the bottom. */
  readonly isAhead: () => boolean;
}

export class ScrollKeeper implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #options: ScrollKeeperOptions;
  #pinned = true;
  /** Whether the end of the list is in view. */
  #isAtEnd = true;
  #wasAhead = false;
  /** Where the last scroll to the bottom led. */
  #bottom = 0;
  #anchor: Anchor | undefined;
  #stop: (() => void) | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, options: ScrollKeeperOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  /** Whether what comes is scrolled to: not under text that is selected just now. */
  get follows(): boolean {
    return this.#pinned && !this.#isSelecting;
  }

  /** The seq of the first message in view; undefined where none is. */
  get seqInView(): number | undefined {
    const row = this.#firstInView('[data-seq]')?.row as HTMLElement | undefined;
    return row && Number(row.dataset.seq);
  }

  /** Goes to the bottom and stays there, or stays where it is. */
  follow(on: boolean): void {
    this.#pin(on);
    if (on) this.#scrollToBottom();
    this.#mark();
  }

  /** Brings a row to the middle of the view; the reader stays there. */
  scrollTo(row: Element): void {
    row.scrollIntoView({ block: 'center' });
    this.#noticeScrollUp();
    this.#mark();
  }

  hostDisconnected(): void {
    this.#stop?.();
    this.#stop = undefined;
    // Off the page a scroller forgets where it was: that is no scrolling up.
    this.#bottom = 0;
  }

  hostUpdate(): void {
    this.#noticeScrollUp();
    this.#mark();
  }

  hostUpdated(): void {
    const isAhead = this.#options.isAhead();
    if (this.#wasAhead !== isAhead) this.#pin(!isAhead && this.#isAtEnd);
    this.#wasAhead = isAhead;
    this.#stop ??= this.#watch();
    this.#watchBlocks();
    this.#keep();
  }

  get #scroller(): HTMLElement | null {
    return this.#host.querySelector('.scroller');
  }

  get #isSelecting(): boolean {
    const selection = getSelection() as OlderSelection | null;
    const shadowRoots = [this.#host.getRootNode() as ShadowRoot];
    const range = selection?.getComposedRanges?.({ shadowRoots })[0];
    return range !== undefined && !range.collapsed && this.#host.contains(range.startContainer);
  }

  #scrollToBottom(): void {
    const scroller = this.#scroller;
    if (!scroller) return;
    scroller.scrollTop = scroller.scrollHeight;
    this.#bottom = scroller.scrollTop;
  }

  #mark(): void {
    this.#anchor = this.follows ? undefined : this.#firstInView();
  }

  /** Puts the view back to where it was before something above it grew or shrank. */
  #keep(): void {
    if (this.follows) return this.#scrollToBottom();
    const { row, bottom } = this.#anchor ?? {};
    if (!row?.isConnected) return;
    const scroller = this.#scroller!;
    const moved = row.getBoundingClientRect().bottom - scroller.getBoundingClientRect().top - bottom!;
    if (moved !== 0) scroller.scrollTop += moved;
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
    this.#options.onPinned(pinned);
  }

  /** Block by block first: looking into one that is not drawn would draw it. */
  #firstInView(rows = '[data-row]'): Anchor | undefined {
    const scroller = this.#scroller;
    if (!scroller) return undefined;
    const edge = scroller.getBoundingClientRect().top;
    for (const block of scroller.querySelectorAll('.block')) {
      if (block.getBoundingClientRect().bottom <= edge) continue;
      for (const row of block.querySelectorAll(rows)) {
        const { bottom } = row.getBoundingClientRect();
        if (bottom > edge) return { row, bottom: bottom - edge };
      }
    }
    return undefined;
  }

  /** Before it may be skipped out of view, a block is full and was drawn so: then its height is known. */
  #watchBlocks(): void {
    const fresh = [...this.#host.querySelectorAll('.block:not(.drawn, .drawing):has(+ .block)')];
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
        if (scroller.clientHeight === 0) return;
        this.#isAtEnd = seen.at(-1)!.isIntersecting;
        this.#pin(this.#isAtEnd && !this.#options.isAhead());
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
    const onScroll = () => this.#mark();
    scroller.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      atBottom.disconnect();
      sizes.disconnect();
      cancelAnimationFrame(frame);
      scroller.removeEventListener('scroll', onScroll);
    };
  }
}
