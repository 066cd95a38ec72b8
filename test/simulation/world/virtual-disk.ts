// What is on the disk of the simulated server, and nothing that is not: it outlives every process. Each
// line of history that the disk ever held stays known, for the law to compare with.
import {
  emptied,
  isEmptiedBy,
  isTwin,
  unfitReference,
  type AppendOutcome,
  type DraftRecord,
  type EntryRecord,
} from '../../../server/log/log.ts';

/** All rooms as they were once. */
export interface Copy {
  readonly epoch: string;
  readonly rooms: ReadonlyMap<string, readonly EntryRecord[]>;
  /** Seqs by draft key. */
  readonly keys: ReadonlyMap<string, number>;
}

export class VirtualDisk {
  #epochs = 1;
  epoch = 'epoch-1';
  rooms = new Map<string, EntryRecord[]>();
  #keys = new Map<string, number>();
  /** Keys of the drafts that a rewind took back, and that are not on the disk again. */
  readonly rewound = new Set<string>();
  /** Grows whenever history was rewritten: what was seen before may be gone. */
  generation = 0;

  entries(room: string): readonly EntryRecord[] {
    return this.rooms.get(room) ?? [];
  }

  /** Writes a batch whole, as one transaction. */
  commit(drafts: readonly DraftRecord[]): readonly AppendOutcome[] {
    return drafts.map((draft) => this.#commitOne(draft));
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

  #commitOne({ room, own = false, ...draft }: DraftRecord): AppendOutcome {
    const key = keyOf(room, draft.participant, draft.draftId);
    const entries = this.rooms.get(room) ?? [];
    this.rooms.set(room, entries);
    const known = this.#keys.get(key);
    if (known !== undefined)
      return { outcome: isTwin(entries[known - 1]!, draft) ? 'twin' : 'conflict', seq: known };
    const { kind, ref } = draft;
    const unfit =
      ref === undefined ? undefined : unfitReference({ ...draft, own }, entries.length, entries[ref - 1]);
    if (unfit) return { outcome: unfit, seq: 0 };
    const seq = entries.length + 1;
    // Records that were read stay as they are: only their places get others.
    if (kind === 'removal' && ref !== undefined)
      entries.forEach((record, place) => {
        if (isEmptiedBy(record, ref)) entries[place] = emptied(record);
      });
    entries.push({ ...draft, seq });
    this.#keys.set(key, seq);
    this.rewound.delete(key);
    return { outcome: 'committed', seq };
  }
}

export function keyOf(room: string, participant: string, draftId: string): string {
  return `${room} ${participant} ${draftId}`;
}
