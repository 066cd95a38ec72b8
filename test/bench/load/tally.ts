// Counts every delivery of one room at every reader: none missed, none twice, all in one order.
import type { Dialect } from './dialect.ts';
import { Samples } from './samples.ts';
import { hasStamp, numberIn, publisherIn, timeIn } from './stamp.ts';

/** What one reader has seen of its room. */
export class Reading {
  /** The number that comes next from each publisher. */
  readonly next: Int32Array;
  seq = 0;
  /** A fingerprint of the order in which all of it came. */
  order = 0;

  constructor(publishers: number) {
    this.next = new Int32Array(publishers);
  }
}

export interface Verdict {
  readonly expected: number;
  readonly missed: number;
  readonly twice: number;
  readonly disordered: number;
}

export class Tally {
  readonly #dialect: Dialect;
  readonly #textBytes: number;
  readonly #sampleMask: number;
  #latency = new Samples();
  #measuring = false;
  #twice = 0;
  #disordered = 0;
  #deliveries = 0;
  /** When what is being read was read; the generator sets it once per read. */
  now = 0;

  /** Of `sampleMask` + 1 deliveries, a power of two, the latency of one is kept. */
  constructor(dialect: Dialect, textBytes: number, sampleMask: number) {
    this.#dialect = dialect;
    this.#textBytes = textBytes;
    this.#sampleMask = sampleMask;
  }

  get deliveries(): number {
    return this.#deliveries;
  }

  get latency(): Samples {
    return this.#latency;
  }

  measure(on: boolean): void {
    this.#measuring = on;
    if (on) this.#latency = new Samples();
  }

  /** Returns the publisher whose text it was. */
  delivered(reading: Reading, bytes: Buffer, start: number, end: number): number {
    const at = end - this.#dialect.textTail - this.#textBytes;
    if (!hasStamp(bytes, at)) throw new Error(`An unreadable delivery: ${bytes.utf8Slice(start, end)}`);
    const publisher = publisherIn(bytes, at);
    const number = numberIn(bytes, at);
    const expected = reading.next[publisher]!;
    if (number === expected) reading.next[publisher] = number + 1;
    else if (number < expected) this.#twice++;
    else {
      this.#disordered++;
      reading.next[publisher] = number + 1;
    }
    const seq = this.#dialect.seq(bytes, start);
    if (seq > 0) {
      if (reading.seq > 0 && seq !== reading.seq + 1) this.#disordered++;
      reading.seq = seq;
    }
    reading.order = (Math.imul(reading.order, 31) + Math.imul(number, 101) + publisher) | 0;
    this.#deliveries++;
    if (this.#measuring && (number & this.#sampleMask) === 0)
      this.#latency.add(this.now - timeIn(bytes, at));
    return publisher;
  }

  /** Holds what the readers of a room have against what its publishers sent. */
  judge(rooms: readonly { readonly readings: readonly Reading[]; readonly sent: readonly number[] }[]): Verdict {
    let expected = 0;
    let disordered = this.#disordered;
    for (const { readings, sent } of rooms) {
      expected += readings.length * sent.reduce((sum, count) => sum + count, 0);
      // Everyone saw the same order, or somebody saw another one.
      disordered += readings.filter(({ order }) => order !== readings[0]!.order).length;
    }
    const missed = expected - (this.#deliveries - this.#twice);
    return { expected, missed, twice: this.#twice, disordered };
  }
}
