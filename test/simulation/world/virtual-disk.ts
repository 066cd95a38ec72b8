// What is on the disk of the simulated server, and nothing that is not: it outlives every process. Each
// line of history that the disk ever held stays known, for the law to compare with.
import {
  emptied,
  isEmptiedBy,
  type AppendOutcome,
  type DraftRecord,
  type EntryRecord,
} from '../../../server/log/log.ts';

interface Key {
  readonly seq: number;
  readonly body: string;
}

/** All rooms as they were once. */
export interface Copy {
  readonly epoch: string;
  readonly rooms: ReadonlyMap<string, readonly EntryRecord[]>;
  readonly keys: ReadonlyMap<string, Key>;
}

export class VirtualDisk {
  #epochs = 1;
  epoch = 'epoch-1';
  rooms = new Map<string, EntryRecord[]>();
  #keys = new Map<string, Key>();
  /** Keys of the drafts that a rewind took back, and that are not on the disk again. */
  readonly rewound = new Set<string>();
  /** Grows whenever history was rewritten: what was seen before may be gone. */
  generation = 0;

  entries(room: string): readonly EntryRecord[] {
    return this.rooms.get(room) ?? [];
  }

  /** Writes a batch whole, as one transaction. */
  commit(drafts: readonly DraftRecord[]): readonly AppendOutcome[] {
    return drafts.map(({ room, ...draft }): AppendOutcome => {
      const key = keyOf(room, draft.participant, draft.draftId);
      const twin = this.#keys.get(key);
      if (twin) return { outcome: twin.body === draft.body ? 'twin' : 'conflict', seq: twin.seq };
      let entries = this.rooms.get(room);
      if (!entries) this.rooms.set(room, (entries = []));
      const seq = entries.length + 1;
      entries.push({ ...draft, seq });
      this.#keys.set(key, { seq, body: draft.body });
      this.rewound.delete(key);
      const { kind, ref } = draft;
      if (kind === 'removal' && ref !== undefined)
        this.rooms.set(
          room,
          entries.map((record) => (isEmptiedBy(record, ref) ? emptied(record) : record)),
        );
      return { outcome: 'committed', seq };
    });
  }

  copy(): Copy {
    const rooms = new Map([...this.rooms].map(([room, entries]) => [room, [...entries]]));
    return { epoch: this.epoch, rooms, keys: new Map(this.#keys) };
  }

  /** The file of an earlier day lies in the place of this one. Nobody says so: the epoch is the same. */
  rewind(copy: Copy): void {
    for (const key of this.#keys.keys()) if (!copy.keys.has(key)) this.rewound.add(key);
    this.rooms = new Map([...copy.rooms].map(([room, entries]) => [room, [...entries]]));
    this.#keys = new Map(copy.keys);
    this.generation++;
  }

  /** An earlier day's back-up is restored as it should be: under a new epoch. */
  restore(copy: Copy): void {
    this.rewind(copy);
    this.epoch = `epoch-${++this.#epochs}`;
  }
}

export function keyOf(room: string, participant: string, draftId: string): string {
  return `${room} ${participant} ${draftId}`;
}
