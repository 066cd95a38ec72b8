// Tells when the reader nears an end of the list at which there is more.
import type { ReactiveController, ReactiveControllerHost } from 'lit';

const ends = ['top', 'bottom'] as const;

export type End = (typeof ends)[number];

export interface NearEndsOptions {
  /** Whether there is more at this end, and it is not on its way yet. */
  readonly isOpen: (end: End) => boolean;
  readonly onNear: (end: End) => void;
}

/** So far before an end it is told, in pixels. */
const reach = 300;

export class NearEnds implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #options: NearEndsOptions;
  #near: IntersectionObserver | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, options: NearEndsOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  /** Looks anew after each change: a short page may leave an end in view. */
  hostUpdated(): void {
    this.#near ??= new IntersectionObserver(
      (seen) => {
        for (const { isIntersecting, target } of seen)
          if (isIntersecting) this.#options.onNear(target.matches('.top') ? 'top' : 'bottom');
      },
      { root: this.#host.querySelector('.scroller'), rootMargin: `${reach}px 0px` },
    );
    this.#near.disconnect();
    for (const end of ends)
      if (this.#options.isOpen(end)) this.#near.observe(this.#host.querySelector(`.sentinel.${end}`)!);
  }

  hostDisconnected(): void {
    this.#near?.disconnect();
    this.#near = undefined;
  }
}
