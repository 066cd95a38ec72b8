// The last frames of a room, ready to be written. Readers hold no queue, only a cursor into this.
import { pageEntries } from '../../protocol/limits.ts';
import type { Participant, Role } from '../../protocol/server-messages.ts';
import { emptied, isEmptiedBy, isRestoral, restored, type EntryRecord } from '../log/log.ts';
import { entryText } from './entry-text.ts';
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

/** Whole frames, one after the other; `end` is the seq of the last. */
export interface Run {
  readonly bytes: Buffer;
  readonly end: number;
}

/** Enough for a reader to be a few seconds behind in a busy room, and for a crowd to share its writes. */
export const ringEntries = 512;

/** Where messages are so long that the entries would take more, fewer are held. */
export const ringBytes = 1_048_576;

/** But no fewer than these, whatever they take: a newcomer's page must be at hand. */
export const fewestEntries = pageEntries;

/** Joined runs kept at once: with one for every cursor there ever was, a quiet room would grow for ever. */
const joinedRuns = 8;

/** A run that has so many bytes is not made longer: no reader gets more at once. */
const joinedBytes = 65_536;

export class Ring {
  /** The entry of seq s is at s mod ringEntries. */
  readonly #entries: (RingEntry | undefined)[] = [];
  /** Runs by the cursor they start from: nearly all readers share one or two. */
  readonly #joined = new Map<number, Run>();
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
    this.#joined.clear();
  }

  /** Lets go everything up to `seq`, of which some may never have come here. */
  expire(seq: number): void {
    this.#letGo(seq);
    this.#head = Math.max(this.#head, seq);
    this.#joined.clear();
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
    let run = this.#joined.get(cursor);
    if (!run) {
      const frames = this.#frames(cursor, joinedBytes);
      const bytes = frames.length === 1 ? frames[0]! : Buffer.concat(frames);
      run = { bytes, end: cursor + frames.length };
      if (this.#joined.size >= joinedRuns) this.#joined.clear();
      this.#joined.set(cursor, run);
    }
    if (run.bytes.length <= most) return run;
    const frames = this.#frames(cursor, most);
    const length = frames.reduce((sum, frame) => sum + frame.length, 0);
    return { bytes: run.bytes.subarray(0, length), end: cursor + frames.length };
  }

  #frames(cursor: number, most: number): Buffer[] {
    const frames: Buffer[] = [];
    for (let seq = cursor + 1, bytes = 0; seq <= this.#head && bytes < most; seq++) {
      const { frame } = this.at(seq)!;
      frames.push(frame);
      bytes += frame.length;
    }
    return frames;
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
