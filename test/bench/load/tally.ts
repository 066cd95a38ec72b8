// Counts every delivery of one room at every reader: none missed, none twice, all in one order.
import type { Dialect } from './dialect.ts';
import { Samples } from './samples.ts';
import { hasStamp, numberIn, numbersTold, publisherIn, timeIn } from './stamp.ts';

/** What one reader has seen of its room. */
export class Reading {
  /** The number that comes next from each publisher. */
  readonly next: Int32Array;
  /** How far the server's numbering is ahead of what was read, once that is known. */
  seqAhead: number | undefined;
  count = 0;
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
    if (!hasStamp(bytes, at))
      throw new Error(`An unreadable delivery: ${bytes.toString('utf8', start, end)}`);
    const publisher = publisherIn(bytes, at);
    const number = numberIn(bytes, at);
    const next = reading.next[publisher]!;
    const ahead = (number - (next % numbersTold) + numbersTold) % numbersTold;
    if (ahead === 0) reading.next[publisher] = next + 1;
    else this.#outOfTurn(reading, publisher, ahead);
    reading.count++;
    reading.order = (Math.imul(reading.order, 31) + Math.imul(number, 101) + publisher) | 0;
    this.#deliveries++;
    if ((number & this.#sampleMask) === 0) this.#sample(reading, bytes, start, at);
    return publisher;
  }

  /** What lies behind is a twin, what lies ahead has overtaken others or left them out. */
  #outOfTurn(reading: Reading, publisher: number, ahead: number): void {
    if (ahead > numbersTold / 2) this.#twice++;
    else {
      this.#disordered++;
      reading.next[publisher]! += ahead + 1;
    }
  }

  /** Between two samples the numbering cannot have jumped, if it fits what was counted. */
  #sample(reading: Reading, bytes: Buffer, start: number, textAt: number): void {
    const seq = this.#dialect.seq(bytes, start);
    if (seq > 0) {
      reading.seqAhead ??= seq - reading.count;
      if (seq - reading.count !== reading.seqAhead) {
        this.#disordered++;
        reading.seqAhead = seq - reading.count;
      }
    }
    if (this.#measuring) this.#latency.add(this.now - timeIn(bytes, textAt));
  }

  /** Holds what the readers of a room have against what its publishers sent. */
  judge(
    rooms: readonly { readonly readings: readonly Reading[]; readonly sent: readonly number[] }[],
  ): Verdict {
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
