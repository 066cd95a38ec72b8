// The last frames of a room, ready to be written. Readers hold no queue, only a cursor into this.
import type { EntryRecord } from '../log/log.ts';
import { entryText } from './entry-text.ts';
import { textFrame } from './text-frame.ts';

export interface RingEntry {
  readonly record: EntryRecord;
  /** The entry's JSON, for a welcome. */
  readonly text: string;
  /** The same, framed once for everyone. */
  readonly frame: Buffer;
}

/** Enough for a reader to be a few seconds behind in a busy room. */
export const ringEntries = 256;

/** Joined runs kept at once: with one for every cursor there ever was, a quiet room would grow for ever. */
const joinedRuns = 8;

export class Ring {
  readonly #entries: RingEntry[] = [];
  /** Joined frames by the cursor they start from: nearly all readers share one or two. */
  readonly #joined = new Map<number, Buffer>();
  #head: number;

  /** Starts with the newest entries of the log, in order, ending at `head`. */
  constructor(head: number, newest: readonly EntryRecord[] = []) {
    this.#head = head;
    for (const record of newest.slice(-ringEntries)) this.#entries.push(ready(record));
  }

  /** The newest seq. */
  get head(): number {
    return this.#head;
  }

  /** The newest seq that is no longer held: a cursor below it has fallen out. */
  get tail(): number {
    return this.#head - this.#entries.length;
  }

  push(record: EntryRecord): void {
    if (record.seq !== this.#head + 1)
      throw new Error(`The ring expected seq ${this.#head + 1} and got ${record.seq}.`);
    this.#head = record.seq;
    this.#entries.push(ready(record));
    if (this.#entries.length > ringEntries) this.#entries.shift();
    this.#joined.clear();
  }

  /** Whether everything after `cursor` is here. */
  covers(cursor: number): boolean {
    return cursor >= this.tail && cursor <= this.#head;
  }

  /** What came after `cursor`, which must be covered. */
  since(cursor: number): readonly RingEntry[] {
    return this.#entries.slice(cursor - this.tail);
  }

  /** The same as one run of bytes. */
  bytesSince(cursor: number): Buffer {
    let bytes = this.#joined.get(cursor);
    if (!bytes) {
      const entries = this.since(cursor);
      bytes = entries.length === 1 ? entries[0]!.frame : Buffer.concat(entries.map((entry) => entry.frame));
      if (this.#joined.size >= joinedRuns) this.#joined.clear();
      this.#joined.set(cursor, bytes);
    }
    return bytes;
  }
}

function ready(record: EntryRecord): RingEntry {
  const text = entryText(record);
  return { record, text, frame: textFrame(text) };
}
