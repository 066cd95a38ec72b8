// The one writer of a connection: what is for it alone goes first, then the ring from its cursor on.
// It holds no queue of the room's entries, so a slow reader costs a cursor and nothing else.
import type { Ring } from '../room/ring.ts';
import type { Dialect } from './dialect.ts';
import type { Transport } from './transport.ts';

/** Bytes for this connection alone that may wait while it does not read. */
const waitingBytes = 262_144;

export class Outgoing {
  readonly #transport: Transport;
  readonly #dialect: Dialect;
  #cursor = 0;
  #waiting: Buffer[] = [];
  #bytes = 0;

  constructor(transport: Transport, dialect: Dialect) {
    this.#transport = transport;
    this.#dialect = dialect;
  }

  startFrom(cursor: number): void {
    this.#cursor = cursor;
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
      (this.#bytes > waitingBytes && this.#transport.congested)
    );
  }

  /** Writes all there is in one write, unless too much is still on its way. */
  flush(ring: Ring | undefined, participantId: string): void {
    const news = ring !== undefined && this.#cursor < ring.head;
    if ((!news && this.#bytes === 0) || this.#transport.congested) return;
    const frames = news ? this.#dialect.catchUp(ring, this.#cursor, participantId) : undefined;
    if (news) this.#cursor = ring.head;
    if (this.#bytes === 0) {
      if (frames) this.#transport.write(frames);
      return;
    }
    if (frames) this.#waiting.push(frames);
    this.#transport.write(this.#waiting.length === 1 ? this.#waiting[0]! : Buffer.concat(this.#waiting));
    this.#waiting = [];
    this.#bytes = 0;
  }
}
