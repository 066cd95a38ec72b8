// A log in memory whose commits end when the test says so; for tests of what stands on the port.
import {
  emptied,
  ended,
  erased,
  erasedPrefix,
  isEmptiedBy,
  isRestoral,
  isTwin,
  restored,
  takenFrom,
  unfitReference,
  LogUnavailable,
  type AppendOutcome,
  type DraftRecord,
  type EntryRecord,
  type Log,
  type LogPage,
  type LogRange,
  type OnExpired,
  type Taken,
} from '../../server/log/log.ts';
import type { AuditRecord } from '../../server/log/standing.ts';

interface RoomIndex {
  /** What was indexed: a test may put another array in its place. */
  readonly entries: readonly EntryRecord[];
  /** Positions in `entries` by draft key. */
  readonly drafts: Map<string, number>;
}

export class MemoryLog implements Log {
  epoch: string;
  /** The entries of each room, in order; never changed in place but by appending. */
  readonly rooms: Map<string, EntryRecord[]>;
  /** The batches as they came. */
  readonly batches: (readonly DraftRecord[])[] = [];
  /** What was backed up, by path. */
  readonly copies = new Map<string, MemoryLog>();
  reads = 0;
  probes = 0;
  /** Hears what is noted of entries. */
  onNoted: (room: string, line: AuditRecord) => void = () => {};
  readonly #heads: Map<string, number>;
  readonly #indexes = new Map<string, RoomIndex>();
  #closed = false;
  #held: (() => void)[] | undefined;
  #heldReads: (() => void)[] | undefined;
  #failure: Error | undefined;
  #readFailure: Error | undefined;
  #losesAnswers = false;

  /** Empty, or with all that a former one held, as a file opened again. */
  constructor(former?: MemoryLog) {
    this.epoch = former?.epoch ?? 'epoch-1';
    this.rooms = former?.rooms ?? new Map<string, EntryRecord[]>();
    this.#heads = former ? former.#heads : new Map<string, number>();
  }

  /** From now on commits wait for `release`. */
  hold(): void {
    this.#held = [];
  }

  release(): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const go of held) go();
  }

  /** From now on commits and probes fail, until called with nothing. */
  fail(failure?: Error): void {
    this.#failure = failure;
  }

  /** Whether commits are written and nobody hears of it. */
  loseAnswers(loses: boolean): void {
    this.#losesAnswers = loses;
  }

  /** From now on reads see the log as it is when they are asked, but arrive only after `releaseReads`. */
  holdReads(): void {
    this.#heldReads = [];
  }

  releaseReads(): void {
    const held = this.#heldReads ?? [];
    this.#heldReads = undefined;
    for (const go of held) go();
  }

  /** From now on reads fail, until called with nothing. */
  failReads(failure?: Error): void {
    this.#readFailure = failure;
  }

  async append(drafts: readonly DraftRecord[]): Promise<readonly AppendOutcome[]> {
    if (this.#closed) throw closed();
    this.batches.push(drafts);
    if (this.#held) await new Promise<void>((resolve) => this.#held!.push(resolve));
    if (this.#failure) throw this.#failure;
    const outcomes = drafts.map((draft) => this.#appendOne(draft));
    if (this.#losesAnswers) throw new Error('The answer was lost.');
    return outcomes;
  }

  async read(room: string, range: LogRange): Promise<LogPage> {
    if (this.#closed) throw closed();
    this.reads++;
    const all = this.rooms.get(room) ?? [];
    const [start, end] =
      'before' in range ? [0, firstFrom(all, range.before)] : [firstFrom(all, range.after + 1), all.length];
    const entries =
      'before' in range
        ? all.slice(Math.max(start, end - range.limit), end)
        : all.slice(start, start + range.limit);
    const page = { head: this.#head(room), entries, more: end - start > entries.length };
    if (this.#heldReads) await new Promise<void>((resolve) => this.#heldReads!.push(resolve));
    if (this.#readFailure) throw this.#readFailure;
    return page;
  }

  async probe(): Promise<void> {
    await this.#open();
    this.probes++;
    if (this.#failure) throw this.#failure;
  }

  async expire(
    before: number,
    onExpired?: OnExpired,
    except: ReadonlyMap<string, number> = new Map(),
  ): Promise<void> {
    await this.#open();
    for (const [room, entries] of this.rooms) {
      const kept = entries.findIndex(({ at }) => at >= (except.get(room) ?? before));
      this.#replace(room, kept < 0 ? [] : entries.slice(kept));
      const seq = (this.rooms.get(room)![0]?.seq ?? this.#head(room) + 1) - 1;
      if (seq > 0) onExpired?.(room, seq);
    }
  }

  async erase(participant: string): Promise<number> {
    await this.#open();
    let count = 0;
    const id = `${erasedPrefix}${this.epoch}`;
    for (const [room, entries] of this.rooms) {
      const theirs = entries.filter((record) => record.participant === participant).length;
      if (theirs === 0) continue;
      count += theirs;
      this.#replace(
        room,
        entries.map((record) => {
          const about = isRestoral(record) && entries[firstFrom(entries, record.ref!)];
          const left = about && about.participant === participant ? emptied(record) : record;
          return record.participant === participant ? erased(left, id) : left;
        }),
      );
    }
    if (count > 0) this.epoch += '+';
    return count;
  }

  async backUp(path: string): Promise<void> {
    await this.#open();
    const copy = new MemoryLog();
    copy.epoch = this.epoch;
    for (const [room, entries] of this.rooms) copy.rooms.set(room, [...entries]);
    for (const [room, head] of this.#heads) copy.#heads.set(room, head);
    this.copies.set(path, copy);
  }

  close(): Promise<void> {
    this.#closed = true;
    return Promise.resolve();
  }

  #appendOne({ room, own = false, spares = [], keeps = false, noted, ...draft }: DraftRecord): AppendOutcome {
    const { entries, drafts } = this.#index(room);
    const key = draftKey(draft);
    const known = drafts.get(key);
    if (known !== undefined) {
      const record = entries[known]!;
      return { outcome: isTwin(record, draft) ? 'twin' : 'conflict', seq: record.seq };
    }
    if (draft.ref !== undefined) {
      const target = entries[firstFrom(entries, draft.ref)];
      const outcome = unfitReference(
        { ...draft, own, spares },
        this.#head(room),
        target?.seq === draft.ref ? target : undefined,
      );
      if (outcome) return { outcome, seq: 0 };
    }
    const seq = this.#head(room) + 1;
    const now = this.rooms.get(room)!;
    const place = firstFrom(now, draft.ref ?? 0);
    const taken = keeps ? takenBy(draft, now.slice(place)) : undefined;
    if (noted !== undefined) this.#note(noted, room, draft, now[place]);
    if (draft.kind === 'removal' && draft.ref !== undefined) this.#empty(room, draft.ref);
    if (isRestoral(draft)) now[place] = restored(now[place]!, draft.body);
    if (draft.kind === 'poll-end') now[place] = ended(now[place]!);
    drafts.set(key, now.length);
    now.push({ ...draft, seq });
    return { outcome: 'committed', seq, ...(taken && { taken }) };
  }

  #note(
    act: string,
    room: string,
    { kind, participant: by, at, ref }: Omit<DraftRecord, 'room'>,
    target: EntryRecord | undefined,
  ): void {
    const whom = ref === undefined ? undefined : target?.participant;
    if (kind === 'removal' && whom === by) return;
    this.onNoted(room, { at, by, act, ...(whom !== undefined && { whom }) });
  }

  /** Records that were given out stay as they are: only their places get others. */
  #empty(room: string, ref: number): void {
    const entries = this.rooms.get(room)!;
    for (let place = firstFrom(entries, ref); place < entries.length; place++) {
      const record = entries[place]!;
      if (isEmptiedBy(record, ref)) entries[place] = emptied(record);
    }
  }

  #head(room: string): number {
    return Math.max(this.rooms.get(room)?.at(-1)?.seq ?? 0, this.#heads.get(room) ?? 0);
  }

  #replace(room: string, entries: EntryRecord[]): void {
    this.#heads.set(room, this.#head(room));
    this.rooms.set(room, entries);
  }

  #index(room: string): RoomIndex {
    let entries = this.rooms.get(room);
    if (!entries) this.rooms.set(room, (entries = []));
    let index = this.#indexes.get(room);
    if (index?.entries !== entries) {
      index = { entries, drafts: new Map(entries.map((record, place) => [draftKey(record), place])) };
      this.#indexes.set(room, index);
    }
    return index;
  }

  #open(): Promise<void> {
    return this.#closed ? Promise.reject(closed()) : Promise.resolve();
  }
}

function closed(): LogUnavailable {
  return new LogUnavailable('The log was closed.');
}

/** What a removal takes from the first of these, if that is somebody else’s. */
function takenBy(
  { participant, ref }: Omit<DraftRecord, 'room'>,
  entries: readonly EntryRecord[],
): Taken | undefined {
  const [message, ...later] = entries;
  if (!message || message.participant === participant) return undefined;
  const edits = later.filter((record) => record.kind === 'edit' && record.ref === ref);
  return takenFrom(
    message.body,
    edits.filter((edit) => edit.body !== emptied(edit).body).map(({ body }) => body),
  );
}

function draftKey({ participant, draftId }: Pick<DraftRecord, 'participant' | 'draftId'>): string {
  return `${participant} ${draftId}`;
}

/** The place of the first entry with at least this seq. */
function firstFrom(entries: readonly EntryRecord[], seq: number): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (entries[middle]!.seq < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}
