// A transport that keeps what is written, and is congested when the test says so.
import type { ServerMessage } from '../../protocol/server-messages.ts';
import type { Transport } from '../../server/connection/transport.ts';
import { messagesIn, textsIn } from './wire.ts';

export class FakeTransport implements Transport {
  /** Bytes it still takes. */
  spareBytes = Infinity;
  readonly writes: Buffer[] = [];
  pings = 0;
  closed: { readonly code: number; readonly reason: string } | undefined;
  destroyed = false;

  get congested(): boolean {
    return this.spareBytes <= 0;
  }

  set congested(congested: boolean) {
    this.spareBytes = congested ? 0 : Infinity;
  }

  write(frames: Buffer): void {
    if (this.closed) throw new Error('Something was written after the close.');
    this.writes.push(frames);
    this.spareBytes -= frames.length;
  }

  ping(): void {
    this.pings++;
  }

  close(code: number, reason: string): void {
    if (this.closed) throw new Error('It was closed twice.');
    this.closed = { code, reason };
  }

  destroy(): void {
    this.destroyed = true;
  }

  /** Every text frame so far. */
  get texts(): string[] {
    return textsIn(Buffer.concat(this.writes));
  }

  /** Every message so far. */
  get messages(): ServerMessage[] {
    return messagesIn(Buffer.concat(this.writes));
  }

  /** Every message of a type so far. */
  all<Type extends ServerMessage['type']>(type: Type): Extract<ServerMessage, { type: Type }>[] {
    return this.messages.filter(
      (message): message is Extract<ServerMessage, { type: Type }> => message.type === type,
    );
  }
}
