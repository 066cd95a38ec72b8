// Who keeps the chat and what they set is held in memory whole: here it is read anew when another node changed it,
// never in the middle of a change of this node's.
import type { KeepingChange, KeepingRecord, KeepingStore } from '../log/keeping.ts';

export class KeepingRenewal implements KeepingStore {
  readonly #store: KeepingStore;
  readonly #onChanged: () => void;
  /** Changes of this node that are on their way. */
  readonly #pending = new Set<Promise<void>>();

  /** `onChanged`: this node changed something. */
  constructor(store: KeepingStore, onChanged: () => void) {
    this.#store = store;
    this.#onChanged = onChanged;
  }

  readKeeping(now: number): Promise<KeepingRecord> {
    return this.#store.readKeeping(now);
  }

  async changeKeeping(change: KeepingChange): Promise<void> {
    const written = this.#store.changeKeeping(change);
    this.#pending.add(written);
    try {
      await written;
    } finally {
      this.#pending.delete(written);
    }
    this.#onChanged();
  }

  /** What holds when nothing of this node's is on its way. */
  async renewed(now: () => number): Promise<KeepingRecord> {
    for (;;) {
      await Promise.allSettled(this.#pending);
      const record = await this.#store.readKeeping(now());
      if (this.#pending.size === 0) return record;
    }
  }
}
