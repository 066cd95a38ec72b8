// A keep for one test: what is written elsewhere is written by the test itself.
import type { Keep } from '../../../widget/storage.ts';

export class MemoryKeep implements Keep {
  readonly #values: Map<string, string>;
  readonly #listeners = new Set<() => void>();

  constructor(values: Record<string, string> = {}) {
    this.#values = new Map(Object.entries(values));
  }

  /** How many still listen. */
  get listening(): number {
    return this.#listeners.size;
  }

  read(key: string): string | undefined {
    return this.#values.get(key);
  }

  write(key: string, value: string): void {
    this.#values.set(key, value);
    for (const run of this.#listeners) run();
  }

  onChange(run: () => void): () => void {
    this.#listeners.add(run);
    return () => this.#listeners.delete(run);
  }

  introduce(run: (done: () => void) => void): void {
    run(() => {});
  }
}
