// Who is in a room, counted by participant: two tabs of one person are one.
import { presenceEveryMs } from '../../protocol/timing.ts';
import type { Clock } from '../clock.ts';

export class Presence {
  readonly #connections = new Map<string, number>();
  readonly #clock: Pick<Clock, 'after'>;
  readonly #tell: (count: number) => void;
  #told = 0;
  #stopTimer: (() => void) | undefined;

  /** `tell` is called at most once a second, and only with a new count. */
  constructor(clock: Pick<Clock, 'after'>, tell: (count: number) => void) {
    this.#clock = clock;
    this.#tell = tell;
  }

  get count(): number {
    return this.#connections.size;
  }

  arrived(participantId: string): void {
    this.#connections.set(participantId, (this.#connections.get(participantId) ?? 0) + 1);
    this.#schedule();
  }

  departed(participantId: string): void {
    const left = (this.#connections.get(participantId) ?? 0) - 1;
    if (left > 0) this.#connections.set(participantId, left);
    else this.#connections.delete(participantId);
    this.#schedule();
  }

  close(): void {
    this.#stopTimer?.();
    this.#stopTimer = undefined;
  }

  #schedule(): void {
    this.#stopTimer ??= this.#clock.after(presenceEveryMs, () => {
      this.#stopTimer = undefined;
      if (this.count === this.#told) return;
      this.#told = this.count;
      this.#tell(this.count);
    });
  }
}
