// Who is in a room, counted by participant: two tabs of one person are one.
import { presenceEveryMs } from '../../protocol/timing.ts';
import type { Clock } from '../clock.ts';

export class Presence {
  readonly #connections = new Map<string, number>();
  readonly #clock: Pick<Clock, 'after'>;
  readonly #tell: (count: number) => void;
  #stopTimer: (() => void) | undefined;
  #closed = false;

  /** `tell` is called at most once a second, after somebody came or went. */
  constructor(clock: Pick<Clock, 'after'>, tell: (count: number) => void) {
    this.#clock = clock;
    this.#tell = tell;
  }

  get count(): number {
    return this.#connections.size;
  }

  arrived(participantId: string): void {
    const former = this.#connections.get(participantId) ?? 0;
    this.#connections.set(participantId, former + 1);
    if (former === 0) this.#schedule();
  }

  departed(participantId: string): void {
    const left = (this.#connections.get(participantId) ?? 0) - 1;
    if (left > 0) this.#connections.set(participantId, left);
    else if (this.#connections.delete(participantId)) this.#schedule();
  }

  /** Nothing is told any more. */
  close(): void {
    this.#closed = true;
    this.#stopTimer?.();
    this.#stopTimer = undefined;
  }

  #schedule(): void {
    if (this.#closed) return;
    this.#stopTimer ??= this.#clock.after(presenceEveryMs, () => {
      this.#stopTimer = undefined;
      this.#tell(this.count);
    });
  }
}
