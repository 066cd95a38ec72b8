// What is for one connection alone is written once per turn of the loop, whatever made it.
import type { Clock } from '../clock.ts';
import type { Flushable } from './fan-out.ts';

export class Flusher {
  readonly #clock: Pick<Clock, 'soon'>;
  readonly #dirty = new Set<Flushable>();

  constructor(clock: Pick<Clock, 'soon'>) {
    this.#clock = clock;
  }

  mark(flushable: Flushable): void {
    if (this.#dirty.size === 0) this.#clock.soon(() => this.#flush());
    this.#dirty.add(flushable);
  }

  #flush(): void {
    const dirty = [...this.#dirty];
    this.#dirty.clear();
    for (const flushable of dirty) flushable.flush();
  }
}
