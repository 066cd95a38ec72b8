// Holds what a client knows, and tells of each change.
import type { ChatState } from './chat-state.ts';
import { reduce, type TimelineEvent } from './timeline/timeline.ts';

export class StateHolder {
  /** Replaced by `set`, which tells of it, or where the next change follows at once. */
  state: ChatState;
  readonly #listeners = new Set<() => void>();
  #isBusy = false;

  constructor(state: ChatState) {
    this.state = state;
  }

  /** Calls back after each change; returns the undo. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  set(change: Partial<ChatState>): void {
    this.state = { ...this.state, ...change };
    if (!this.#isBusy) this.#tell();
  }

  reduce(event: TimelineEvent): void {
    const timeline = reduce(this.state.timeline, event);
    if (timeline !== this.state.timeline) this.set({ timeline });
  }

  /** Nobody is told of half of what `change` does. */
  whole(change: () => void): void {
    const former = this.state;
    this.#isBusy = true;
    try {
      change();
    } finally {
      this.#isBusy = false;
    }
    if (this.state !== former) this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
