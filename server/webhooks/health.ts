// Whether a webhook takes anything at all just now. When several rooms got no answer, the others need not try: one
// of them at a time does, after rests that grow, until there is an answer again.
import type { Clock } from '../clock.ts';
import { waitMs } from './waits.ts';

/** Attempts under way at a time, while all is well. */
const mostUnderWay = 4;

/** So many rooms without an answer are no chance. One alone may be at fault itself. */
const silentRooms = 4;

type State =
  | { readonly is: 'well' }
  /** `until` is Unix time in milliseconds. */
  | { readonly is: 'resting'; readonly until: number; readonly stopTimer: () => void }
  | { readonly is: 'probing' };

export interface HealthOptions {
  readonly clock: Pick<Clock, 'time' | 'after'>;
  readonly random: () => number;
  /** A rest is over. */
  readonly onRested: () => void;
}

export class Health {
  readonly #options: HealthOptions;
  /** Rooms that got no answer since there was one. */
  readonly #silent = new Set<string>();
  #rests = 0;
  #state: State = { is: 'well' };

  constructor(options: HealthOptions) {
    this.#options = options;
  }

  /** Most attempts that may be under way. */
  get most(): number {
    const most = { well: mostUnderWay, probing: 1, resting: 0 };
    return most[this.#state.is];
  }

  /** Until when nothing is tried. */
  get restsUntil(): number | undefined {
    return this.#state.is === 'resting' ? this.#state.until : undefined;
  }

  /** There was an answer; returns whether there had been none for long. */
  answered(): boolean {
    const wasWell = this.#state.is === 'well';
    this.close();
    this.#silent.clear();
    this.#rests = 0;
    this.#state = { is: 'well' };
    return !wasWell;
  }

  /** A room got none, or was asked to wait so long. */
  silent(room: string, askedMs: number | undefined): void {
    this.#silent.add(room);
    const isIll = this.#state.is === 'probing' || this.#silent.size >= silentRooms;
    if (this.#state.is === 'resting' ? askedMs === undefined : !isIll && askedMs === undefined) return;
    this.#rest(Math.max(askedMs ?? 0, isIll ? waitMs(++this.#rests, this.#options.random) : 0));
  }

  close(): void {
    if (this.#state.is === 'resting') this.#state.stopTimer();
  }

  #rest(ms: number): void {
    const { clock, onRested } = this.#options;
    this.close();
    const stopTimer = clock.after(ms, () => {
      this.#state = { is: 'probing' };
      onRested();
    });
    this.#state = { is: 'resting', until: clock.time() + ms, stopTimer };
  }
}
