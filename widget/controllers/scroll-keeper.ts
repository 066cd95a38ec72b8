// Where the reader is in a list that grows at both ends: at the bottom it stays at the bottom, and
// anywhere else the row in view stays where it is. The browser's own scroll anchoring is off, so that
// only one of the two corrects.
import type { ReactiveController, ReactiveControllerHost } from 'lit';

interface Anchor {
  readonly row: Element;
  readonly top: number;
}

export class ScrollKeeper implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #onPinned: (pinned: boolean) => void;
  #pinned = true;
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
    if (scroller) scroller.scrollTop = scroller.scrollHeight;
  }

  hostDisconnected(): void {
    this.#stop?.();
    this.#stop = undefined;
  }

  hostUpdate(): void {
    this.#anchor = this.#pinned ? undefined : this.#firstInView();
  }

  hostUpdated(): void {
    this.#stop ??= this.#watch();
    if (this.#pinned) return this.scrollToBottom();
    const { row, top } = this.#anchor ?? {};
    if (row?.isConnected) this.#scroller!.scrollTop += row.getBoundingClientRect().top - top!;
  }

  get #scroller(): HTMLElement | null {
    return this.#host.querySelector('.scroller');
  }

  #firstInView(): Anchor | undefined {
    const scroller = this.#scroller;
    if (!scroller) return undefined;
    const edge = scroller.getBoundingClientRect().top;
    for (const row of scroller.querySelectorAll('[data-row]')) {
      const { top, bottom } = row.getBoundingClientRect();
      if (bottom > edge) return { row, top };
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
        const pinned = seen.at(-1)!.isIntersecting;
        if (pinned === this.#pinned) return;
        this.#pinned = pinned;
        this.#onPinned(pinned);
      },
      { root: scroller, rootMargin: '0px 0px 40px 0px' },
    );
    atBottom.observe(sentinel);
    // Fonts, a growing composer or a turned phone move the bottom too.
    const sizes = new ResizeObserver(() => {
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
