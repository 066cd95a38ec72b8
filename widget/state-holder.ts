// Holds what a client knows, and tells of each change.
import { initialState, type ChatState } from './chat-state.ts';
import { reduce, type TimelineEvent } from './timeline/timeline.ts';

export class StateHolder {
  #state = initialState({ kind: 'idle' }, false);
  readonly #listeners = new Set<() => void>();
  #isBusy = false;

  get state(): ChatState {
    return this.#state;
  }

  /** Calls back after each change; returns the undo. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Without being `told`, it is told together with what follows. */
  protected set(change: Partial<ChatState>, told = true): void {
    this.#state = { ...this.#state, ...change };
    if (told && !this.#isBusy) this.#tell();
  }

  protected reduce(event: TimelineEvent): void {
    const timeline = reduce(this.#state.timeline, event);
    if (timeline !== this.#state.timeline) this.set({ timeline });
  }

  /** Nobody is told of half of what `change` does. */
  protected whole(change: () => void): void {
    const former = this.#state;
    this.#isBusy = true;
    try {
      change();
    } finally {
      this.#isBusy = false;
    }
    if (this.#state !== former) this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
