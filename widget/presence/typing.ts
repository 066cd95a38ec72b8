// Who writes something just now, and that we do: signals that are forgotten by themselves.
import type { Typing as TypingSignal } from '../../protocol/client-messages.ts';
import type { TypingNow } from '../../protocol/server-messages.ts';
import { typingMs, typingRepeatMs } from '../../protocol/timing.ts';

export type Writer = TypingNow['who'][number];

export interface TypingOptions {
  /** Returns false, and sends nothing, while the room is not entered. */
  readonly send: (signal: TypingSignal) => boolean;
  readonly now: () => number;
  readonly after: (ms: number, run: () => void) => () => void;
  readonly onChange: (writers: readonly Writer[]) => void;
}

export class Typing {
  readonly #options: TypingOptions;
  #writers: readonly Writer[] = [];
  #stopTimer = () => {};
  #isOn = false;
  #saidAt = -Infinity;

  constructor(options: TypingOptions) {
    this.#options = options;
  }

  /** May be called at each key: it is said no more often than others need to hear it. */
  say(on: boolean): void {
    const now = this.#options.now();
    if (on ? now - this.#saidAt < typingRepeatMs : !this.#isOn) return;
    if (!this.#options.send({ type: 'typing', on })) return;
    this.#isOn = on;
    if (on) this.#saidAt = now;
  }

  /** All who write now; replaces what was heard before. */
  heard(writers: readonly Writer[]): void {
    this.#stopTimer();
    this.#change(writers);
    if (writers.length > 0) this.#stopTimer = this.#options.after(typingMs, () => this.#change([]));
  }

  /** Who has said something does not write it any more. */
  spoke(isSpeaker: (id: string) => boolean): void {
    if (this.#writers.some(({ id }) => isSpeaker(id)))
      this.#change(this.#writers.filter(({ id }) => !isSpeaker(id)));
  }

  unlinked(): void {
    this.#isOn = false;
    this.heard([]);
  }

  #change(writers: readonly Writer[]): void {
    if (writers.length + this.#writers.length === 0) return;
    this.#writers = writers;
    this.#options.onChange(writers);
  }
}
