// The rooms without visitors that stay in memory: each for a while, and all together up to a size. The one
// that rests longest is let go first.
import type { Clock } from '../clock.ts';
import type { Room } from './room.ts';

/** An empty room stays in memory this long, so that a reload of its only page costs no read. */
const restMs = 30_000;

/** Most that they hold together, about: anybody can make rooms where a star admits their names. */
export const restingBytes = 33_554_432;

/** What a room takes beside its entries, about. */
export const roomBytes = 4_096;

interface Rest {
  readonly bytes: number;
  readonly stop: () => void;
}

export class Resting {
  readonly #clock: Pick<Clock, 'after'>;
  readonly #letGo: (room: Room) => void;
  /** In the order in which they began to rest. */
  readonly #rests = new Map<Room, Rest>();
  #bytes = 0;

  /** `letGo` is told of each room that rested enough. */
  constructor(clock: Pick<Clock, 'after'>, letGo: (room: Room) => void) {
    this.#clock = clock;
    this.#letGo = letGo;
  }

  add(room: Room): void {
    const bytes = roomBytes + room.ring.bytes;
    this.#rests.set(room, { bytes, stop: this.#clock.after(restMs, () => this.#end(room)) });
    this.#bytes += bytes;
    for (const longest of this.#rests.keys()) {
      if (this.#bytes <= restingBytes) return;
      this.#end(longest);
    }
  }

  /** It has a visitor again, or is not needed any more. */
  wake(room: Room): void {
    const rest = this.#rests.get(room);
    if (!rest) return;
    rest.stop();
    this.#bytes -= rest.bytes;
    this.#rests.delete(room);
  }

  /** Nothing rests any more, and nobody is told. */
  clear(): void {
    for (const room of this.#rests.keys()) this.wake(room);
  }

  #end(room: Room): void {
    this.wake(room);
    this.#letGo(room);
  }
}
