// What each participant of a room said a moment ago: when, and its print, for slow mode and for repeats.

export interface Said {
  /** The same draft that comes again is no second one. */
  readonly draftId: string;
  /** On the clock that never jumps, in milliseconds. */
  readonly at: number;
  readonly print: number;
}

/** Beyond so many participants who was silent longest is forgotten, which favours them. */
export const mostSpeakers = 5_000;

/** So many of each are known. */
export const mostSaid = 10;

export class Recent {
  readonly #said = new Map<string, readonly Said[]>();

  /** In the order in which it was said. */
  of(participant: string): readonly Said[] {
    return this.#said.get(participant) ?? [];
  }

  add(participant: string, said: Said): void {
    const former = this.of(participant);
    // Sent again it was said when it was said first.
    if (former.some(({ draftId }) => draftId === said.draftId)) return;
    this.#said.delete(participant);
    this.#said.set(participant, [...former.slice(1 - mostSaid), said]);
    if (this.#said.size > mostSpeakers) this.#said.delete(this.#said.keys().next().value!);
  }
}
