// An author that speaks the wire itself: one draft at a time, the same draft again until it is answered. It
// follows the room too, as everyone does who writes.
import { Follower, type FollowerOptions } from './follower.ts';
import { Latencies, moment } from './latencies.ts';
import type { Written } from './verdict.ts';

export interface WriterOptions extends FollowerOptions {
  /** Letters, digits and hyphens, without a colon. */
  readonly name: string;
  /** Between an answer and the next draft. */
  readonly pauseMs: number;
  /** Characters of each text, at least; those that fill it have three bytes each. */
  readonly length: number;
  /** How many it writes in all. */
  readonly most: number;
}

export class Writer {
  readonly follower: Follower;
  /** From the first sending of a draft to its answer. */
  readonly answers = new Latencies();
  readonly #options: WriterOptions;
  readonly #acknowledged: number[] = [];
  #contradicted = 0;
  #me = '';
  #current:
    | { readonly draftId: string; readonly number: number; readonly text: string; readonly since: number }
    | undefined;
  #timer: NodeJS.Timeout | undefined;
  #rests = true;
  #refusedFinally: string | undefined;

  constructor(options: WriterOptions) {
    this.#options = options;
    this.follower = new Follower({
      ...options,
      onWelcome: (welcome) => {
        this.#me = welcome.you.id;
        options.onWelcome?.(welcome);
        this.#send();
      },
      onEntry: (entry) => {
        options.onEntry?.(entry);
        if (entry.from.id === this.#me) this.#answered(entry.draftId, entry.seq);
      },
      onAnswer: (answer) => {
        if (answer.type === 'accepted') this.#answered(answer.draftId, answer.seq);
        else if (answer.kind === 'final') this.#refusedFinally = answer.sentence;
        else this.#later(() => this.#send(), answer.retryAfterMs ?? 1_000);
      },
    });
  }

  get written(): Written {
    const { name } = this.#options;
    return { author: name, acknowledged: this.#acknowledged, contradicted: this.#contradicted };
  }

  /** Nothing of it waits for an answer, and nothing follows by itself. */
  get isIdle(): boolean {
    if (this.#refusedFinally !== undefined) throw new Error(`${this.#options.name}: ${this.#refusedFinally}`);
    return this.#current === undefined && (this.#rests || this.isDone);
  }

  get isDone(): boolean {
    return this.#acknowledged.length >= this.#options.most;
  }

  write(): void {
    this.#rests = false;
    this.#next();
  }

  /** Writes nothing new; what is under way still gets its answer. */
  rest(): void {
    this.#rests = true;
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#rests = true;
    this.follower.end();
  }

  #next(): void {
    if (this.#rests || this.#current || this.isDone) return;
    const { name, length } = this.#options;
    const number = this.#acknowledged.length;
    const since = moment();
    const text = `${name}:${number}:${since.toFixed(3)}:`.padEnd(length, '字');
    this.#current = { draftId: `${name}-${number}`, number, text, since };
    this.#send();
  }

  #send(): void {
    if (this.#current) {
      const { draftId, text } = this.#current;
      this.follower.send({ type: 'post', draftId, text });
    } else this.#next();
  }

  /** By `accepted` or by its echo, whichever comes first; the other one must say the same. */
  #answered(draftId: string, seq: number): void {
    const number = Number(draftId.slice(draftId.lastIndexOf('-') + 1));
    const known = this.#acknowledged[number];
    if (known !== undefined) {
      if (known !== seq) this.#contradicted++;
      return;
    }
    if (this.#current?.draftId !== draftId) return;
    this.answers.note(moment() - this.#current.since);
    this.#acknowledged[number] = seq;
    this.#current = undefined;
    this.#later(() => this.#next(), this.#options.pauseMs);
  }

  #later(run: () => void, ms: number): void {
    clearTimeout(this.#timer);
    if (ms > 0) this.#timer = setTimeout(run, ms);
    else setImmediate(run);
  }
}

/** When a text was written, if a writer wrote it. */
export function writtenAt(text: string): number | undefined {
  const at = Number(text.split(':', 3)[2]);
  return at > 0 ? at : undefined;
}
