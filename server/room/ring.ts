// The last frames of a room, ready to be written. Readers hold no queue, only a cursor into this.
import { pageEntries } from '../../protocol/limits.ts';
import type { Participant, Role } from '../../protocol/server-messages.ts';
import { emptied, isEmptiedBy, isRestoral, restored, type EntryRecord } from '../log/log.ts';
import { entryText } from './entry-text.ts';
import { SharedRuns, type Run } from './shared-runs.ts';
import { textFrame } from './text-frame.ts';

export class RingEntry {
  readonly record: EntryRecord;
  /** About what its frame takes. */
  readonly bytes: number;
  #frame: Buffer | undefined;

  constructor(record: EntryRecord) {
    this.record = record;
    this.bytes = Buffer.byteLength(record.author) + Buffer.byteLength(record.body);
  }

  /** The entry's JSON, for a welcome. */
  get text(): string {
    return entryText(this.record);
  }

  /** The same, framed once for everyone, when it is first needed: most rooms are quiet. */
  get frame(): Buffer {
    return (this.#frame ??= textFrame(this.text));
  }
}

/** Enough for a reader to be a few seconds behind in a busy room, and for a crowd to share its writes. */
export const ringEntries = 512;

/** Where messages are so long that the entries would take more, fewer are held. */
export const ringBytes = 1_048_576;

/** But no fewer than these, whatever they take: a newcomer's page must be at hand. */
export const fewestEntries = pageEntries;

export class Ring {
  /** The entry of seq s is at s mod ringEntries. */
  readonly #entries: (RingEntry | undefined)[] = [];
  readonly #runs = new SharedRuns(
    (cursor, most) => this.#join(this.#next(cursor, most), cursor),
    (run, cursor, most) => this.#cut(run, this.#next(cursor, most), cursor),
  );
  readonly #batches = new SharedRuns((cursor, most) => this.#gather(this.#next(cursor, most), cursor));
  #head: number;
  #tail: number;
  #bytes = 0;

  /** Starts with the newest entries of the log, in order, ending at `head`. */
  constructor(head: number, newest: readonly EntryRecord[] = []) {
    const held = newest.slice(-ringEntries);
    this.#head = head;
    this.#tail = head - held.length;
    for (const record of held) this.#put(record);
    this.#fit();
  }

  /** The newest seq. */
  get head(): number {
    return this.#head;
  }

  /** The newest seq that is no longer held: a cursor below it has fallen out. */
  get tail(): number {
    return this.#tail;
  }

  /** What it holds, about. */
  get bytes(): number {
    return this.#bytes;
  }

  push(record: EntryRecord): void {
    if (record.seq !== this.#head + 1)
      throw new Error(`The ring expected seq ${this.#head + 1} and got ${record.seq}.`);
    this.#letGo(record.seq - ringEntries);
    this.#put(record);
    this.#head = record.seq;
    this.#fit();
    if (record.kind === 'removal') this.#empty(record.ref!);
    if (isRestoral(record)) this.#restore(record.ref!, record.body);
    this.#clearRuns();
  }

  /** Lets go everything up to `seq`, of which some may never have come here. */
  expire(seq: number): void {
    this.#letGo(seq);
    this.#head = Math.max(this.#head, seq);
    this.#clearRuns();
  }

  /** Whether everything after `cursor` is here. */
  covers(cursor: number): boolean {
    return cursor >= this.#tail && cursor <= this.#head;
  }

  /** The role that a participant wrote with last; undefined for who said nothing that is held. */
  roleOf(participant: string): Role | undefined {
    for (let seq = this.#head; seq > this.#tail; seq--) {
      const { record } = this.at(seq)!;
      if (record.participant === participant) return (JSON.parse(record.author) as Participant).role;
    }
    return undefined;
  }

  at(seq: number): RingEntry | undefined {
    return seq > this.#tail && seq <= this.#head ? this.#entries[seq % ringEntries] : undefined;
  }

  /** What came after `cursor`, which must be covered. */
  since(cursor: number): readonly RingEntry[] {
    return Array.from({ length: this.#head - cursor }, (_, index) => this.at(cursor + 1 + index)!);
  }

  /** The same as one run of bytes: the frames that begin within `most`, of which there is one at least. */
  run(cursor: number, most: number): Run {
    return this.#runs.from(cursor, most);
  }

  /** The same entries in one frame, where they are several. */
  batch(cursor: number, most: number): Run {
    return this.#batches.from(cursor, most);
  }

  #join(entries: readonly RingEntry[], cursor: number): Run {
    const frames = entries.map(({ frame }) => frame);
    const bytes = frames.length === 1 ? frames[0]! : Buffer.concat(frames);
    return { bytes, end: cursor + frames.length };
  }

  /** Out of the same bytes. */
  #cut({ bytes }: Run, entries: readonly RingEntry[], cursor: number): Run {
    const length = entries.reduce((sum, { frame }) => sum + frame.length, 0);
    return { bytes: bytes.subarray(0, length), end: cursor + entries.length };
  }

  #gather(entries: readonly RingEntry[], cursor: number): Run {
    if (entries.length === 1) return this.#join(entries, cursor);
    const bytes = textFrame(`{"type":"entries","entries":[${entries.map(({ text }) => text).join()}]}`);
    return { bytes, end: cursor + entries.length };
  }

  #next(cursor: number, most: number): RingEntry[] {
    const entries: RingEntry[] = [];
    for (let seq = cursor + 1, bytes = 0; seq <= this.#head && bytes < most; seq++) {
      const entry = this.at(seq)!;
      entries.push(entry);
      bytes += entry.frame.length;
    }
    return entries;
  }

  #clearRuns(): void {
    this.#runs.clear();
    this.#batches.clear();
  }

  #put(record: EntryRecord): void {
    const entry = new RingEntry(record);
    const place = record.seq % ringEntries;
    this.#bytes += entry.bytes - (this.#entries[place]?.bytes ?? 0);
    this.#entries[place] = entry;
  }

  #fit(): void {
    while (this.#bytes > ringBytes && this.#head - this.#tail > fewestEntries) this.#letGo(this.#tail + 1);
  }

  #letGo(seq: number): void {
    for (let gone = this.#tail + 1; gone <= Math.min(seq, this.#head); gone++) {
      const place = gone % ringEntries;
      this.#bytes -= this.#entries[place]!.bytes;
      this.#entries[place] = undefined;
    }
    this.#tail = Math.max(this.#tail, seq);
  }

  #restore(seq: number, body: string): void {
    const entry = this.at(seq);
    if (entry) this.#put(restored(entry.record, body));
  }

  /** What was taken back is in no frame any more. */
  #empty(seq: number): void {
    for (const { record } of this.since(this.#tail)) if (isEmptiedBy(record, seq)) this.#put(emptied(record));
  }
}
