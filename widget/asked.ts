// What is asked of the server beside drafts and pages, each by an id of its own, and who waits for its answer.
import type { Moderate } from '../protocol/client-messages.ts';
import type { Moderated, Refused } from '../protocol/server-messages.ts';

/** Told once: the answer, or nothing where the link was lost before it came. */
export type TakeAnswer = (answer: Moderated | Refused | undefined) => void;

export class Asked {
  readonly #send: (message: Moderate) => boolean;
  readonly #uniqueId: () => string;
  readonly #waiting = new Map<string, TakeAnswer>();

  /** `send` returns false, and sends nothing, while the room is not entered. */
  constructor(send: (message: Moderate) => boolean, uniqueId: () => string) {
    this.#send = send;
    this.#uniqueId = uniqueId;
  }

  ask(act: Moderate['act'], take: TakeAnswer): void {
    const draftId = this.#uniqueId();
    if (this.#send({ type: 'moderate', draftId, act })) this.#waiting.set(draftId, take);
    else take(undefined);
  }

  /** Returns whether it answers one of these. */
  answered(answer: Moderated | Refused): boolean {
    const take = this.#waiting.get(answer.draftId);
    this.#waiting.delete(answer.draftId);
    take?.(answer);
    return take !== undefined;
  }

  unlinked(): void {
    const left = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const take of left) take(undefined);
  }
}
