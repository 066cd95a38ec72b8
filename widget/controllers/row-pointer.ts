// Which message is pointed at: by a mouse that rests on it, by the focus, or by a finger.
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** A mouse that only passes points at nothing. */
const restMs = 80;

export class RowPointer implements ReactiveController {
  readonly #onPoint: (seq: number | undefined) => void;
  /** What is pointed at, or will be once the mouse has rested. */
  #awaited: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost, onPoint: (seq: number | undefined) => void) {
    this.#onPoint = onPoint;
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }

  /** Each move is looked at: a draft under a resting mouse becomes a message without a new `pointerover`. */
  move({ target, pointerType }: Pick<Event, 'target'> & { readonly pointerType?: string | undefined }): void {
    if (isTool(target)) return clearTimeout(this.#timer);
    const seq = seqAt(target);
    // A finger means what it touches, and means it at once.
    if (pointerType !== 'mouse') return this.#point(seq);
    if (seq === this.#awaited) return;
    this.#awaited = seq;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#point(seq), restMs);
  }

  leave(): void {
    this.#point(undefined);
  }

  focus({ target }: Pick<Event, 'target'>): void {
    if (!isTool(target)) this.#point(seqAt(target));
  }

  #point(seq: number | undefined): void {
    clearTimeout(this.#timer);
    this.#awaited = seq;
    this.#onPoint(seq);
  }
}

function isTool(target: EventTarget | null): boolean {
  return (target as Element).closest('ws-chat-row-tools') !== null;
}

function seqAt(target: EventTarget | null): number | undefined {
  const seq = (target as Element).closest<HTMLElement>('[data-seq]')?.dataset.seq;
  return seq === undefined ? undefined : Number(seq);
}
