// A WebSocket as a transport. The library parses what comes in and speaks the control frames; text
// frames, framed once for everyone, go straight to the socket under it.
import type { Duplex } from 'node:stream';
import { WebSocket } from 'ws';
import type { Transport } from './transport.ts';

/** So many bytes may be on their way to a reader; more waits in the ring, which costs nothing. */
export const inFlightBytes = 65_536;

/** A close frame holds 125 bytes, two of them the code. */
const reasonBytes = 123;

export class SocketTransport implements Transport {
  readonly #webSocket: WebSocket;
  readonly #socket: Duplex;

  constructor(webSocket: WebSocket, socket: Duplex) {
    this.#webSocket = webSocket;
    this.#socket = socket;
  }

  get congested(): boolean {
    return this.#socket.writableLength >= inFlightBytes;
  }

  write(frames: Buffer): void {
    if (this.#webSocket.readyState === WebSocket.OPEN) this.#socket.write(frames);
  }

  ping(): void {
    if (this.#webSocket.readyState === WebSocket.OPEN) this.#webSocket.ping();
  }

  close(code: number, reason: string): void {
    const bytes = Buffer.from(reason);
    // Cut at a whole character: a close reason must be valid UTF-8.
    let end = Math.min(bytes.length, reasonBytes);
    while (end > 0 && end < bytes.length && (bytes[end]! & 0xc0) === 0x80) end--;
    this.#webSocket.close(code, bytes.subarray(0, end));
  }

  destroy(): void {
    this.#webSocket.terminate();
  }
}
