// When participants came to a room for the first time, in memory alone: who is new there, and who came
// together with others.
import type { Participant, Role } from '../../../protocol/server-messages.ts';
import type { Clock } from '../../clock.ts';
import type { Moment } from './alarm.ts';

export interface Coming extends Moment {
  readonly participant: string;
  readonly role: Role;
  /** Whether the work was done that newcomers are asked for. */
  proven: boolean;
}

/** Beyond so many who came back longest ago is forgotten, and is a newcomer next time. */
export const mostComings = 20_000;

export class Comings {
  readonly #clock: Pick<Clock, 'now' | 'time'>;
  /** In the order in which they came last. */
  readonly #known = new Map<string, Coming>();

  constructor(clock: Pick<Clock, 'now' | 'time'>) {
    this.#clock = clock;
  }

  /** Who comes again came when they came first. */
  came(room: string, { id, role }: Pick<Participant, 'id' | 'role'>): Coming {
    const key = `${room} ${id}`;
    const clock = this.#clock;
    const known = this.#known.get(key) ?? {
      participant: id,
      role,
      at: clock.now(),
      time: clock.time(),
      proven: false,
    };
    this.#known.delete(key);
    this.#known.set(key, known);
    if (this.#known.size > mostComings) this.#known.delete(this.#known.keys().next().value!);
    return known;
  }

  /** Those who came to a room for the first time within these times, both included. */
  between(room: string, from: number, to: number): readonly Coming[] {
    return [...this.#known]
      .filter(([key, { time }]) => key.startsWith(`${room} `) && time >= from && time <= to)
      .map(([, coming]) => coming);
  }
}
