// Writes once per turn of the loop: whatever happened in a turn leaves in one write per reader.
import type { Clock } from '../clock.ts';

export interface Flushable {
  flush(): void;
}

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
