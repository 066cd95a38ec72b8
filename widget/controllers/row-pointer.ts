// Which message is pointed at: by a mouse that rests on it, by the focus, or by a finger.
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** A mouse that only passes points at nothing. */
const restMs = 80;

export class RowPointer implements ReactiveController {
  readonly #onPoint: (seq: number | undefined) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost, onPoint: (seq: number | undefined) => void) {
    this.#onPoint = onPoint;
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }

  onPointerover(event: PointerEvent): void {
    clearTimeout(this.#timer);
    const seq = seqAt(event.target);
    // A finger means what it touches, and means it at once.
    if (event.pointerType !== 'mouse') return this.#onPoint(seq);
    if (isTool(event.target)) return;
    this.#timer = setTimeout(() => this.#onPoint(seq), restMs);
  }

  onPointerleave(): void {
    clearTimeout(this.#timer);
    this.#onPoint(undefined);
  }

  onFocusin(event: FocusEvent): void {
    if (isTool(event.target)) return;
    clearTimeout(this.#timer);
    this.#onPoint(seqAt(event.target));
  }
}

function isTool(target: EventTarget | null): boolean {
  return (target as Element).closest('ws-chat-row-tools') !== null;
}

function seqAt(target: EventTarget | null): number | undefined {
  const seq = (target as Element).closest<HTMLElement>('[data-seq]')?.dataset.seq;
  return seq === undefined ? undefined : Number(seq);
}
