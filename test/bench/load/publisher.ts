// Posts of one publisher, built and masked beforehand: only number and time are filled in.
import type { Dialect } from './dialect.ts';
import { maskedText, type MaskedFrame } from './masked-frame.ts';
import { microseconds, stamp, stampedText, writeDigits } from './stamp.ts';

/** So many posts may be on their way out of this process before a frame is used again. */
const frames = 256;

export interface Texts {
  readonly bytes: number;
  readonly filler: string;
}

export class Publisher {
  readonly #frame: MaskedFrame;
  /** Frames side by side, so that several posts leave in one write without being copied together. */
  readonly #sheet: Buffer;
  readonly #stampAt: number;
  readonly #draftAt: number;
  readonly #sentAt = new Float64Array(frames);
  #sent = 0;
  #confirmed = 0;

  /** `place` is its place in the room. */
  constructor(place: number, dialect: Dialect, texts: Texts) {
    const payload = dialect.post(`Publisher ${place}`, stampedText(place, texts.bytes, texts.filler));
    this.#frame = maskedText(payload);
    this.#sheet = Buffer.concat(Array.from({ length: frames }, () => this.#frame.bytes));
    this.#stampAt = payload.indexOf('~');
    this.#draftAt = payload.indexOf('00000000');
  }

  get sent(): number {
    return this.#sent;
  }

  get inFlight(): number {
    return this.#sent - this.#confirmed;
  }

  /** The next posts, at most `count`, as one run of bytes. */
  next(count: number): Buffer {
    const { bytes, mask, payloadAt } = this.#frame;
    const first = this.#sent % frames;
    const until = Math.min(first + count, frames);
    for (let slot = first; slot < until; slot++) {
      const payload = slot * bytes.length + payloadAt;
      const number = this.#sent++;
      writeDigits(this.#sheet, payload + this.#draftAt, mask, this.#draftAt, number, 8);
      stamp(this.#sheet, payload + this.#stampAt, mask, this.#stampAt, number);
      this.#sentAt[slot] = microseconds();
    }
    return this.#sheet.subarray(first * bytes.length, until * bytes.length);
  }

  /** When a post left, in microseconds, as long as its frame was not used again. */
  sentAt(number: number): number {
    return this.#sentAt[number % frames]!;
  }

  /** One more was confirmed: acknowledged, or seen by its own author. Returns how long that took, in microseconds. */
  confirm(number: number): number {
    this.#confirmed++;
    return microseconds() - this.sentAt(number);
  }
}
