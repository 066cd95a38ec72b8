// What the lines of an export amount to: which rooms there are, how far each goes, and which polls are over.
import { isRestoral, LogUnavailable } from '../log/log.ts';
import type { ReadLine } from './entry-line.ts';

interface ImportedRoom {
  readonly name: string;
  readonly first: number;
  last: number;
  /** Seqs of the messages that a poll’s end refers to. */
  readonly over: Set<number>;
}

export class ImportedRooms {
  readonly #rooms = new Map<string, ImportedRoom>();
  entries = 0;

  get all(): readonly Pick<ImportedRoom, 'name' | 'first' | 'last'>[] {
    return [...this.#rooms.values()];
  }

  /** Throws LogUnavailable where the room lacks an entry before it. */
  take({ room: name, entry, place }: ReadLine): void {
    const { seq, kind, ref = 0 } = entry;
    const room = this.#rooms.get(name) ?? this.#add(name, seq);
    if (seq !== room.last + 1)
      throw new LogUnavailable(
        `${place}: in ${name}, entry ${seq} comes after ${room.last}. Take a whole export, with each room in its order.`,
      );
    room.last = seq;
    this.entries++;
    if (kind === 'poll-end') room.over.add(ref);
    // What is said again is a poll that begins anew.
    if (isRestoral(entry)) room.over.delete(ref);
  }

  isOver({ room, entry: { seq, body } }: ReadLine): boolean {
    return (this.#rooms.get(room)?.over.has(seq) ?? false) && 'options' in (JSON.parse(body) as object);
  }

  #add(name: string, first: number): ImportedRoom {
    const room = { name, first, last: first - 1, over: new Set<number>() };
    this.#rooms.set(name, room);
    return room;
  }
}
