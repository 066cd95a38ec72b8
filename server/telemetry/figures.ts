// How lively rooms are: what was posted and refused in each of the last minutes, in memory alone and bounded.
import { figureMinutes } from '../../protocol/console.ts';
import type { Clock } from '../clock.ts';
import type { Telemetry } from './telemetry.ts';

const minuteMs = 60_000;

/** Beyond so many rooms the one that was silent longest is forgotten. */
export const mostFigures = 2_000;

/** Counts by the minute, in a ring. */
class Minutes {
  readonly #counts = new Uint32Array(figureMinutes);
  #minute: number;

  constructor(minute: number) {
    this.#minute = minute;
  }

  add(minute: number): void {
    this.#turn(minute);
    this.#counts[minute % figureMinutes]!++;
  }

  /** The oldest first. */
  at(minute: number): readonly number[] {
    this.#turn(minute);
    return Array.from(this.#counts, (_, index) => this.#counts[(minute + 1 + index) % figureMinutes]!);
  }

  /** The minutes that passed since are empty. */
  #turn(minute: number): void {
    const passed = Math.min(figureMinutes, minute - this.#minute);
    for (let ago = 0; ago < passed; ago++) this.#counts[(minute - ago) % figureMinutes] = 0;
    this.#minute = Math.max(this.#minute, minute);
  }
}

interface Counted {
  readonly posts: Minutes;
  readonly refused: Minutes;
}

export class Figures {
  readonly #clock: Pick<Clock, 'now'>;
  /** In the order in which they were written last. */
  readonly #rooms = new Map<string, Counted>();

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock;
  }

  count(room: string, what: keyof Counted): void {
    const minute = this.#minute;
    const counted = this.#rooms.get(room) ?? { posts: new Minutes(minute), refused: new Minutes(minute) };
    this.#rooms.delete(room);
    this.#rooms.set(room, counted);
    if (this.#rooms.size > mostFigures) this.#rooms.delete(this.#rooms.keys().next().value!);
    counted[what].add(minute);
  }

  /** Undefined for a room of which nothing is known. */
  of(room: string): Readonly<Record<keyof Counted, readonly number[]>> | undefined {
    const counted = this.#rooms.get(room);
    const minute = this.#minute;
    return counted && { posts: counted.posts.at(minute), refused: counted.refused.at(minute) };
  }

  get #minute(): number {
    return Math.floor(this.#clock.now() / minuteMs);
  }
}

/** Tells what it is told, and counts it. */
export function counting(telemetry: Telemetry, figures: Figures): Telemetry {
  return {
    ...telemetry,
    posted(visit, seq, text) {
      figures.count(visit.room, 'posts');
      telemetry.posted(visit, seq, text);
    },
    refused(visit, code) {
      figures.count(visit.room, 'refused');
      telemetry.refused(visit, code);
    },
  };
}
