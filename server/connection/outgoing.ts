// The one writer of a connection: what is for it alone goes first, then the ring from its cursor on.
// It holds no queue of the room's entries, so a slow reader costs a cursor and nothing else.
import type { Ring } from '../room/ring.ts';
import type { CatchingUp } from './dialect.ts';
import type { Traffic } from './traffic.ts';
import type { Transport } from './transport.ts';

/** Bytes for this connection alone that may wait while it does not read. */
const waitingBytes = 262_144;

export class Outgoing {
  readonly #transport: Transport;
  readonly #traffic: Traffic;
  #way: CatchingUp;
  #cursor = 0;
  #waiting: Buffer[] = [];
  #bytes = 0;

  constructor(transport: Transport, way: CatchingUp, traffic: Traffic) {
    this.#transport = transport;
    this.#traffic = traffic;
    this.#way = way;
  }

  startFrom(cursor: number, way = this.#way): void {
    this.#cursor = cursor;
    this.#way = way;
  }

  put(frame: Buffer): void {
    this.#waiting.push(frame);
    this.#bytes += frame.length;
  }

  /** The newest seq that was written, or was told to be known. */
  get cursor(): number {
    return this.#cursor;
  }

  /** Whether the reader is so slow that only a resume from the log can help it. */
  isBehind(ring: Ring | undefined): boolean {
    return (
      (ring !== undefined && !ring.covers(this.#cursor)) ||
      (this.#bytes > waitingBytes && this.#transport.spareBytes <= 0)
    );
  }

  /** Writes all there is in one write, or as much of it as may be on its way: the rest goes when that was read. */
  flush(ring: Ring | undefined, participantId: string): void {
    while (this.#bytes > 0 || (ring !== undefined && this.#cursor < ring.head)) {
      const spareBytes = this.#transport.spareBytes;
      if (spareBytes <= 0) return;
      this.#write(this.#news(ring, spareBytes - this.#bytes, participantId));
    }
  }

  /** What follows the cursor, which moves past it. */
  #news(ring: Ring | undefined, most: number, participantId: string): Buffer | undefined {
    if (ring === undefined || this.#cursor >= ring.head || most <= 0) return undefined;
    const { bytes, end } = this.#way.catchUp(ring, this.#cursor, most, participantId);
    this.#traffic.entries += end - this.#cursor;
    this.#cursor = end;
    return bytes;
  }

  #write(news: Buffer | undefined): void {
    if (this.#bytes === 0) {
      if (news) this.#hand(news);
      return;
    }
    this.#traffic.others += this.#waiting.length;
    if (news) this.#waiting.push(news);
    this.#hand(this.#waiting.length === 1 ? this.#waiting[0]! : Buffer.concat(this.#waiting));
    this.#waiting = [];
    this.#bytes = 0;
  }

  #hand(frames: Buffer): void {
    this.#traffic.writes++;
    this.#traffic.bytes += frames.length;
    this.#transport.write(frames);
  }
}
