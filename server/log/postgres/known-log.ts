// What this node knows of a log that others write to as well: its epoch, and how far each room was. So it
// notices a log that was put back, or lost its newest entries in a failover.

/** What was known when something was asked: an answer may be overtaken by a later one. */
export interface Look {
  readonly epoch: string;
  readonly head: number;
}

/** Most rooms whose heads are kept in memory. */
const knownRooms = 10_000;

export class KnownLog {
  #epoch = '';
  /** The least that each room’s head must be. */
  readonly #heads = new Map<string, number>();
  #onDoubt: () => void = () => {};

  get epoch(): string {
    return this.#epoch;
  }

  watch(onDoubt: () => void): void {
    this.#onDoubt = onDoubt;
  }

  doubt(): void {
    this.#onDoubt();
  }

  look(room: string): Look {
    return { epoch: this.#epoch, head: this.#heads.get(room) ?? 0 };
  }

  /** Takes over the epoch in an answer to what was asked in `former`; returns whether this is news. */
  adopt(epoch: string, former = this.#epoch): boolean {
    if (epoch === this.#epoch || epoch === former) return false;
    this.#epoch = epoch;
    this.#heads.clear();
    return true;
  }

  /** Whether an answer to what was asked after `look` shows a log that is shorter than it was. */
  isShorter(look: Look, epoch: string, head: number): boolean {
    return epoch === look.epoch && epoch === this.#epoch && head < look.head;
  }

  /** Notes how far a room was in an epoch. */
  reached(room: string, head: number, epoch: string): void {
    if (epoch !== this.#epoch || head < (this.#heads.get(room) ?? 1)) return;
    // The one that was heard of last is the last to be forgotten.
    this.#heads.delete(room);
    this.#heads.set(room, head);
    if (this.#heads.size > knownRooms) this.#heads.delete(this.#heads.keys().next().value!);
  }

  /** The same, and doubts the log where that does not go with what was known. */
  see(room: string, look: Look, epoch: string, head: number): void {
    if (this.adopt(epoch, look.epoch) || this.isShorter(look, epoch, head)) this.doubt();
    else this.reached(room, head, epoch);
  }
}
