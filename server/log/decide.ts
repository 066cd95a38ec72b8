// What becomes of a batch, decided in memory: what the log holds of it goes in, what is to be written comes
// out. For adapters that look everything up at once and write everything at once.
import {
  emptied,
  ended,
  isRestoral,
  isTwin,
  restored,
  takenFrom,
  unfitReference,
  type AppendOutcome,
  type DraftRecord,
  type EntryRecord,
  type Taken,
} from './log.ts';
import type { AuditRecord } from './standing.ts';

/** What a room holds of all that a batch may come upon. */
export interface HeldOfRoom {
  readonly head: number;
  /**
   * Those under the drafts’ keys, the messages that drafts refer to, and the edits of those that drafts take
   * back; in any order, and some of them twice.
   */
  readonly entries: readonly EntryRecord[];
}

export interface Decision {
  /** One per draft. */
  readonly outcomes: readonly AppendOutcome[];
  readonly rooms: ReadonlyMap<string, DecisionForRoom>;
}

export interface DecisionForRoom {
  readonly head: number;
  /** In order of seq. */
  readonly added: readonly EntryRecord[];
  /** What was there before, and is to have another body. */
  readonly overwritten: readonly EntryRecord[];
  readonly notes: readonly AuditRecord[];
}

/** `held` knows every room of the batch. */
export function decide(drafts: readonly DraftRecord[], held: ReadonlyMap<string, HeldOfRoom>): Decision {
  const rooms = new Map([...held].map(([name, holds]) => [name, new Room(holds)]));
  const outcomes = drafts.map((draft) => rooms.get(draft.room)!.take(draft));
  return { outcomes, rooms: new Map([...rooms].map(([name, room]) => [name, room.decision()])) };
}

class Room {
  readonly #former: number;
  #head: number;
  readonly #entries = new Map<number, EntryRecord>();
  readonly #drafts = new Map<string, number>();
  /** The seqs of a message’s edits, the oldest first. */
  readonly #edits = new Map<number, number[]>();
  readonly #changed = new Set<number>();
  readonly #notes: AuditRecord[] = [];

  constructor({ head, entries }: HeldOfRoom) {
    this.#former = head;
    this.#head = head;
    for (const entry of entries.toSorted((one, other) => one.seq - other.seq)) this.#keep(entry);
  }

  take(draft: DraftRecord): AppendOutcome {
    // A twin first: what it refers to may be gone by now, by the twin itself.
    const refusal = this.#known(draft) ?? this.#unfit(draft);
    if (refusal) return refusal;
    const { room: _room, own: _own, spares: _spares, keeps: _keeps, noted, ...record } = draft;
    const seq = ++this.#head;
    this.#keep({ ...record, seq });
    if (noted !== undefined) this.#note(noted, draft);
    if (isRestoral(draft)) this.#rewrite(draft.ref!, (message) => restored(message, draft.body));
    if (draft.kind === 'poll-end') this.#rewrite(draft.ref!, ended);
    const taken = draft.kind === 'removal' ? this.#empty(draft.ref!, draft) : undefined;
    return { outcome: 'committed', seq, ...(taken && { taken }) };
  }

  decision(): DecisionForRoom {
    const added: EntryRecord[] = [];
    for (let seq = this.#former + 1; seq <= this.#head; seq++) added.push(this.#entries.get(seq)!);
    const overwritten = [...this.#changed]
      .filter((seq) => seq <= this.#former)
      .map((seq) => this.#entries.get(seq)!);
    return { head: this.#head, added, overwritten, notes: this.#notes };
  }

  #keep(entry: EntryRecord): void {
    const { seq, kind, ref = 0 } = entry;
    if (this.#entries.has(seq)) return;
    this.#entries.set(seq, entry);
    this.#drafts.set(keyOf(entry), seq);
    if (kind !== 'edit') return;
    const edits = this.#edits.get(ref);
    if (edits) edits.push(seq);
    else this.#edits.set(ref, [seq]);
  }

  #known(draft: DraftRecord): AppendOutcome | undefined {
    const seq = this.#drafts.get(keyOf(draft));
    if (seq === undefined) return undefined;
    return { outcome: isTwin(this.#entries.get(seq)!, draft) ? 'twin' : 'conflict', seq };
  }

  #unfit(draft: DraftRecord): AppendOutcome | undefined {
    if (draft.ref === undefined) return undefined;
    const outcome = unfitReference(draft, this.#head, this.#message(draft.ref));
    return outcome && { outcome, seq: 0 };
  }

  #message(seq: number): EntryRecord | undefined {
    const entry = this.#entries.get(seq);
    return entry?.kind === 'message' ? entry : undefined;
  }

  /** Who did it, and whose message it is about. */
  #note(act: string, { kind, participant: by, at, ref = 0 }: DraftRecord): void {
    const whom = this.#message(ref)?.participant;
    if (kind === 'removal' && whom === by) return;
    this.#notes.push({ at, by, act, ...(whom !== undefined && { whom }) });
  }

  #rewrite(seq: number, rewrite: (entry: EntryRecord) => EntryRecord): void {
    this.#entries.set(seq, rewrite(this.#entries.get(seq)!));
    this.#changed.add(seq);
  }

  /** Returns what was there, if it is to be told. */
  #empty(ref: number, { participant, keeps }: DraftRecord): Taken | undefined {
    const message = this.#message(ref)!;
    const seqs = this.#edits.get(ref) ?? [];
    const edits = seqs.map((seq) => this.#entries.get(seq)!);
    for (const seq of [ref, ...seqs]) this.#rewrite(seq, emptied);
    if (!keeps || message.participant === participant) return undefined;
    return takenFrom(
      message.body,
      edits.filter(isWhole).map(({ body }) => body),
    );
  }
}

/** Whether an edit still says something. */
function isWhole(edit: EntryRecord): boolean {
  return edit.body !== emptied(edit).body;
}

/** Neither part has a line break: the wire sees to that. */
function keyOf({ participant, draftId }: Pick<DraftRecord, 'participant' | 'draftId'>): string {
  return `${participant}\n${draftId}`;
}
