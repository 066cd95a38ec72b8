// A WebSocket as a connection's transport. The library parses what comes in and speaks the control
// frames; text frames, framed once for everyone, go straight to the stream under it. It is one object
// without a closure or a listener of its own: ten thousand idle ones must cost little.
import type { Duplex } from 'node:stream';
import { WebSocket } from 'ws';
import { closeCodes } from '../../protocol/close-codes.ts';
import type { Connection } from './connection.ts';
import type { Transport } from './transport.ts';

/** So many bytes may be on their way to a reader, and the rest of a frame; more waits in the ring, which costs nothing. */
export const inFlightBytes = 65_536;

/** A close frame holds 125 bytes, two of them the code. */
const reasonBytes = 123;

/** Who is told when a socket is gone. */
export interface Registry {
  remove(connection: Connection): void;
}

export class ChatSocket extends WebSocket implements Transport {
  #stream!: Duplex;
  #connection: Connection | undefined;
  #registry!: Registry;
  #awaitsDrain = false;

  /** The stream that was handed over by the upgrade; before anything is written. */
  carriedBy(stream: Duplex): this {
    this.#stream = stream;
    return this;
  }

  /** From now on the connection hears what comes in. */
  attend(connection: Connection, registry: Registry): void {
    this.#connection = connection;
    this.#registry = registry;
  }

  /** The library's one door for all that it has to tell. */
  override emit(event: string | symbol, ...told: unknown[]): boolean {
    const connection = this.#connection;
    switch (event) {
      case 'message':
        if (told[1]) connection?.close(closeCodes.binaryFrame, 'Frames are text.');
        else connection?.receive((told[0] as Buffer).toString());
        break;
      case 'ping':
      case 'pong':
        connection?.heard();
        break;
      case 'close':
        if (!connection) break;
        connection.closed(told[0] as number);
        this.#registry.remove(connection);
        break;
      // An error is followed by `close`, with the code that fits: the library has acted already.
      default:
    }
    return true;
  }

  get spareBytes(): number {
    return inFlightBytes - this.#stream.writableLength;
  }

  write(frames: Buffer): void {
    if (this.readyState === WebSocket.OPEN && !this.#stream.write(frames)) this.#awaitDrain();
  }

  /** Control frames fill the way as well: these are the library’s answers to pings. */
  override pong(...said: Parameters<WebSocket['pong']>): void {
    super.pong(...said);
    this.#awaitDrain();
  }

  override ping(): void {
    if (this.readyState !== WebSocket.OPEN) return;
    super.ping();
    this.#awaitDrain();
  }

  override close(code?: number, reason: string | Buffer = ''): void {
    const bytes = Buffer.from(reason);
    // Cut at a whole character: a close reason must be valid UTF-8.
    let end = Math.min(bytes.length, reasonBytes);
    while (end > 0 && end < bytes.length && (bytes[end]! & 0xc0) === 0x80) end--;
    super.close(code, bytes.subarray(0, end));
  }

  destroy(): void {
    this.terminate();
  }

  #awaitDrain(): void {
    if (this.#awaitsDrain || this.spareBytes > 0) return;
    this.#awaitsDrain = true;
    this.#stream.once('drain', () => {
      this.#awaitsDrain = false;
      this.#connection?.flush();
    });
  }
}
