// Whether the other side lives: after long silence it is asked, and must answer in time.
import { answerMs, silenceMs } from '../../protocol/timing.ts';

export class Pulse {
  #heardAt: number;
  #askedAt: number | undefined;

  constructor(now: number) {
    this.#heardAt = now;
  }

  heard(now: number): void {
    this.#heardAt = now;
    this.#askedAt = undefined;
  }

  /** What is to be done now; `ask` is said once for each silence. */
  beat(now: number): 'nothing' | 'ask' | 'give-up' {
    if (this.#askedAt !== undefined) return now - this.#askedAt >= answerMs ? 'give-up' : 'nothing';
    if (now - this.#heardAt < silenceMs) return 'nothing';
    this.#askedAt = now;
    return 'ask';
  }
}
