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
    if (this.#pinned) return this.scrollToBottom();
    const { row, bottom } = this.#anchor ?? {};
    if (row?.isConnected) this.#scroller!.scrollTop += row.getBoundingClientRect().bottom - bottom!;
  }

  get #scroller(): HTMLElement | null {
    return this.#host.querySelector('.scroller');
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

  #firstInView(): Anchor | undefined {
    const scroller = this.#scroller;
    if (!scroller) return undefined;
    const edge = scroller.getBoundingClientRect().top;
    for (const row of scroller.querySelectorAll('[data-row]')) {
      const { bottom } = row.getBoundingClientRect();
      if (bottom > edge) return { row, bottom };
    }
    return undefined;
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
    // Fonts, a growing composer or a turned phone move the bottom too.
    const sizes = new ResizeObserver(() => {
      this.#noticeScrollUp();
      if (this.#pinned) this.scrollToBottom();
    });
    sizes.observe(scroller);
    for (const child of scroller.children) sizes.observe(child);
    return () => {
      atBottom.disconnect();
      sizes.disconnect();
    };
  }
}
