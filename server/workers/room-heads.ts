// How far each room is by what passed by here: known without a look into the log, as long as everything does pass.
import type { RoomHead } from '../log/shared-log.ts';

/** Of so many rooms, those of which something was heard last; others are read again. */
export const mostRooms = 50_000;

interface Known {
  readonly head: number;
  /** Undefined while that was not read. */
  readonly expired: number | undefined;
  readonly standing: number;
}

export class RoomHeads {
  readonly #most: number;
  /** In the order in which something was heard of them. */
  readonly #rooms = new Map<string, Known>();
  /** How many changes of any standing there were. */
  #changes = 0;
  /** The version of all rooms that are not known: at least that of every one that was forgotten. */
  #floor = 0;

  constructor(most = mostRooms) {
    this.#most = most;
  }

  /** Undefined where the log has to be read for it. */
  of(room: string): RoomHead | undefined {
    const known = this.#rooms.get(room);
    return known?.expired === undefined ? undefined : { ...known, expired: known.expired };
  }

  /** Whatever comes late changes nothing: no room ever goes back. */
  reached(room: string, head: number): void {
    const known = this.#known(room);
    if (head > known.head || !this.#rooms.has(room))
      this.#keep(room, { ...known, head: Math.max(known.head, head) });
  }

  expiredTo(room: string, seq: number): void {
    const known = this.#known(room);
    this.#keep(room, {
      ...known,
      head: Math.max(known.head, seq),
      expired: Math.max(known.expired ?? 0, seq),
    });
  }

  standingChanged(room: string): void {
    this.#keep(room, { ...this.#known(room), standing: ++this.#changes });
  }

  /** It may be further than what was heard. */
  doubt(room: string): void {
    this.#keep(room, { ...this.#known(room), expired: undefined });
  }

  #known(room: string): Known {
    return this.#rooms.get(room) ?? { head: 0, expired: undefined, standing: this.#floor };
  }

  #keep(room: string, known: Known): void {
    this.#rooms.delete(room);
    this.#rooms.set(room, known);
    if (this.#rooms.size <= this.#most) return;
    const [[oldest, { standing }]] = this.#rooms as unknown as [[string, Known]];
    this.#rooms.delete(oldest);
    this.#floor = Math.max(this.#floor, standing);
  }
}
