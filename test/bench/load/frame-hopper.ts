// Cuts what a server sends into frames by hopping from header to header; payloads are looked at by
// whoever takes the frames, and never copied unless a read ended in the middle of one.

export type TakeFrame = (firstByte: number, bytes: Buffer, start: number, end: number) => void;

const none = Buffer.alloc(0);

export class FrameHopper {
  readonly #take: TakeFrame;
  #rest: Buffer = none;

  constructor(take: TakeFrame) {
    this.#take = take;
  }

  /** Takes `bytes[from..until)`, which may be overwritten afterwards. */
  hop(bytes: Buffer, from: number, until: number): void {
    let at = from;
    if (this.#rest.length > 0) {
      at = this.#completeRest(bytes, from, until);
      if (at < 0) return;
    }
    while (until - at >= 2) {
      let start = at + 2;
      let length = bytes[at + 1]!;
      if (length === 126) {
        start += 2;
        if (start > until) break;
        length = (bytes[at + 2]! << 8) | bytes[at + 3]!;
      } else if (length === 127) {
        start += 8;
        if (start > until) break;
        length = bytes.readUInt32BE(at + 6);
      }
      if (start + length > until) break;
      this.#take(bytes[at]!, bytes, start, start + length);
      at = start + length;
    }
    if (at < until) this.#rest = Buffer.from(bytes.subarray(at, until));
  }

  /** Delivers the frame that the last read began; returns where the next one starts, or -1. */
  #completeRest(bytes: Buffer, from: number, until: number): number {
    const begun = this.#rest;
    // A header has ten bytes at most; with so many its length is known.
    const head = Buffer.concat([begun, bytes.subarray(from, Math.min(until, from + 10))]);
    const size = frameSize(head);
    if (size < 0 || begun.length + until - from < size) {
      this.#rest = Buffer.concat([begun, bytes.subarray(from, until)]);
      return -1;
    }
    const missing = size - begun.length;
    const frame = Buffer.concat([begun, bytes.subarray(from, from + missing)]);
    this.#rest = none;
    const short = frame[1]!;
    this.#take(frame[0]!, frame, short < 126 ? 2 : short === 126 ? 4 : 10, size);
    return from + missing;
  }
}

/** The size of the frame that begins here, header and all, or -1 where that cannot be known yet. */
function frameSize(head: Buffer): number {
  if (head.length < 2) return -1;
  const short = head[1]!;
  if (short < 126) return 2 + short;
  if (short === 126) return head.length < 4 ? -1 : 4 + head.readUInt16BE(2);
  return head.length < 10 ? -1 : 10 + head.readUInt32BE(6);
}
