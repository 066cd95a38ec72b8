// What is on the disk of the simulated server, and nothing that is not: it outlives every process. Each
// line of history that the disk ever held stays known, for the law to compare with.
import {
  emptied,
  ended,
  erased,
  erasedPrefix,
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
  readonly expired: ReadonlyMap<string, number>;
  /** Seqs by draft key. */
  readonly keys: ReadonlyMap<string, number>;
}

export class VirtualDisk {
  epoch = 'epoch-1';
  /** How many epochs there were. */
  epochs = 1;
  /** What was expired stays in its place here, though no log has it any more. */
  rooms = new Map<string, EntryRecord[]>();
  #expired = new Map<string, number>();
  /** The most that was ever expired: a page may know no better where an earlier day was put back. */
  readonly #mostExpired = new Map<string, number>();
  #erasures = 0;
  #keys = new Map<string, number>();
  /** Keys of the drafts that a rewind took back, and that are not on the disk again. */
  readonly rewound = new Set<string>();
  /** Grows whenever history was rewritten: what was seen before may be gone. */
  generation = 0;

  /** All that ever was in the room, by seq. */
  entries(room: string): readonly EntryRecord[] {
    return this.rooms.get(room) ?? [];
  }

  /** Up to here the log has nothing any more. */
  expired(room: string): number {
    return this.#expired.get(room) ?? 0;
  }

  mostExpired(room: string): number {
    return this.#mostExpired.get(room) ?? 0;
  }

  /** Whether the log lacks this, or does not know whose it is: the same draft may be in it once more. */
  isForgotten(room: string, { seq, participant }: EntryRecord): boolean {
    return seq <= this.expired(room) || participant.startsWith(erasedPrefix);
  }

  /** Writes a batch whole, as one transaction. */
  commit(drafts: readonly DraftRecord[]): readonly AppendOutcome[] {
    return drafts.map((draft) => this.#commitOne(draft));
  }

  copy(): Copy {
    const rooms = new Map([...this.rooms].map(([room, entries]) => [room, [...entries]]));
    return { epoch: this.epoch, rooms, expired: new Map(this.#expired), keys: new Map(this.#keys) };
  }

  /** The file of an earlier day lies in the place of this one. Nobody says so: its epoch is mostly the same. */
  rewind(copy: Copy): void {
    for (const [room, entries] of this.rooms)
      for (const { participant, draftId } of entries.slice(copy.rooms.get(room)?.length))
        this.rewound.add(keyOf(room, participant, draftId));
    this.epoch = copy.epoch;
    this.rooms = new Map([...copy.rooms].map(([room, entries]) => [room, [...entries]]));
    this.#expired = new Map(copy.expired);
    this.#keys = new Map(copy.keys);
    this.generation++;
  }

  /** An earlier day's back-up is restored as it should be: under a new epoch. */
  restore(copy: Copy): void {
    this.rewind(copy);
    this.#renewEpoch();
  }

  /** Deletes a room's oldest entries, up to the first that is not from before a time; returns up to where. */
  expire(room: string, before: number): number {
    const entries = this.entries(room);
    let expired = this.expired(room);
    for (; expired < entries.length && entries[expired]!.at < before; expired++) {
      const { participant, draftId } = entries[expired]!;
      this.#keys.delete(keyOf(room, participant, draftId));
    }
    this.#expired.set(room, expired);
    this.#mostExpired.set(room, Math.max(expired, this.mostExpired(room)));
    return expired;
  }

  /** Empties everything that a participant wrote; returns how many entries that were. */
  erase(participant: string): number {
    const id = `${erasedPrefix}${++this.#erasures}`;
    let count = 0;
    for (const [room, entries] of this.rooms)
      for (let place = this.expired(room); place < entries.length; place++) {
        const record = entries[place]!;
        if (record.participant !== participant) continue;
        entries[place] = erased(record, id);
        this.#keys.delete(keyOf(room, participant, record.draftId));
        this.#keys.set(keyOf(room, id, record.draftId), record.seq);
        count++;
      }
    if (count > 0) this.#renewEpoch();
    return count;
  }

  #renewEpoch(): void {
    this.epoch = `epoch-${++this.epochs}`;
  }

  #commitOne({ room, own = false, spares = [], ...draft }: DraftRecord): AppendOutcome {
    const key = keyOf(room, draft.participant, draft.draftId);
    const entries = this.rooms.get(room) ?? [];
    this.rooms.set(room, entries);
    const known = this.#keys.get(key);
    if (known !== undefined)
      return { outcome: isTwin(entries[known - 1]!, draft) ? 'twin' : 'conflict', seq: known };
    const { kind, ref } = draft;
    const unfit = ref !== undefined && this.#unfit({ ...draft, own, spares, ref }, room, entries);
    if (unfit) return { outcome: unfit, seq: 0 };
    const seq = entries.length + 1;
    // Records that were read stay as they are: only their places get others.
    if (kind === 'removal' && ref !== undefined)
      entries.forEach((record, place) => {
        if (isEmptiedBy(record, ref)) entries[place] = emptied(record);
      });
    if (kind === 'poll-end' && ref !== undefined) entries[ref - 1] = ended(entries[ref - 1]!);
    entries.push({ ...draft, seq });
    this.#keys.set(key, seq);
    this.rewound.delete(key);
    return { outcome: 'committed', seq };
  }

  #unfit(draft: Omit<DraftRecord, 'room'> & { ref: number }, room: string, entries: readonly EntryRecord[]) {
    const target = draft.ref > this.expired(room) ? entries[draft.ref - 1] : undefined;
    return unfitReference(draft, entries.length, target);
  }
}

export function keyOf(room: string, participant: string, draftId: string): string {
  return `${room} ${participant} ${draftId}`;
}
