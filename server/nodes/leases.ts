// Which other nodes live: who says nothing for a while is gone, and its people with it.
import type { Clock } from '../clock.ts';

/** How often a node says that it lives. */
export const aliveEveryMs = 3_000;

/** Three of these may be lost. */
export const leaseMs = 10_000;

export class Leases {
  readonly #clock: Pick<Clock, 'now' | 'after'>;
  readonly #onGone: (node: string) => void;
  readonly #heardAt = new Map<string, number>();
  #stopTimer: (() => void) | undefined;

  constructor(clock: Pick<Clock, 'now' | 'after'>, onGone: (node: string) => void) {
    this.#clock = clock;
    this.#onGone = onGone;
  }

  get nodes(): readonly string[] {
    return [...this.#heardAt.keys()];
  }

  heard(node: string): void {
    this.#heardAt.set(node, this.#clock.now());
    this.#schedule();
  }

  gone(node: string): void {
    if (this.#heardAt.delete(node)) this.#onGone(node);
  }

  close(): void {
    this.#stopTimer?.();
    this.#heardAt.clear();
  }

  #schedule(): void {
    this.#stopTimer ??= this.#clock.after(aliveEveryMs / 3, () => {
      this.#stopTimer = undefined;
      const last = this.#clock.now() - leaseMs;
      for (const [node, at] of this.#heardAt) if (at <= last) this.gone(node);
      if (this.#heardAt.size > 0) this.#schedule();
    });
  }
}
