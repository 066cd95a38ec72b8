// Who writes something just now: gathered, and told when it changed, at most twice a second.
import { typingParticipants } from '../../protocol/limits.ts';
import type { TypingNow } from '../../protocol/server-messages.ts';
import { typingEveryMs, typingMs } from '../../protocol/timing.ts';
import type { Clock } from '../clock.ts';
import type { Writer } from './relay.ts';

export class Typing {
  readonly #clock: Pick<Clock, 'after' | 'now'>;
  readonly #tell: (typing: TypingNow) => void;
  /** Names by id, in the order of their last sign. */
  readonly #writers = new Map<string, { readonly name: string; readonly until: number }>();
  #stopTimer: (() => void) | undefined;

  constructor(clock: Pick<Clock, 'after' | 'now'>, tell: (typing: TypingNow) => void) {
    this.#clock = clock;
    this.#tell = tell;
  }

  /** Said again while it goes on; otherwise it is over by itself. */
  started({ id, name }: Writer): void {
    this.#writers.delete(id);
    this.#writers.set(id, { name, until: this.#clock.now() + typingMs });
    this.#schedule();
  }

  stopped(participantId: string): void {
    if (this.#writers.delete(participantId)) this.#schedule();
  }

  close(): void {
    this.#stopTimer?.();
    this.#writers.clear();
  }

  #schedule(): void {
    this.#stopTimer ??= this.#clock.after(typingEveryMs, () => {
      this.#stopTimer = undefined;
      this.#forgetSilent();
      const newest = [...this.#writers].slice(-typingParticipants);
      this.#tell({ type: 'typing', who: newest.map(([id, { name }]) => ({ id, name })) });
    });
  }

  #forgetSilent(): void {
    const now = this.#clock.now();
    for (const [id, { until }] of this.#writers) if (until <= now) this.#writers.delete(id);
  }
}
