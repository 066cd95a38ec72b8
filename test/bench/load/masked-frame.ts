// WebSocket frames as a client sends them: masked, and built before they are needed.
import { randomBytes } from 'node:crypto';

/** One masked text frame, with where its payload begins. */
export interface MaskedFrame {
  readonly bytes: Buffer;
  readonly mask: Buffer;
  readonly payloadAt: number;
}

export function maskedText(text: string): MaskedFrame {
  return masked(0x81, Buffer.from(text));
}

/** Any frame of its own, whole. */
export function masked(firstByte: number, payload: Buffer): MaskedFrame {
  const { length } = payload;
  const extended = length < 126 ? 0 : 2;
  const payloadAt = 2 + extended + 4;
  const bytes = Buffer.alloc(payloadAt + length);
  bytes[0] = firstByte;
  bytes[1] = 0x80 | (extended === 0 ? length : 126);
  if (extended > 0) bytes.writeUInt16BE(length, 2);
  const mask = randomBytes(4);
  mask.copy(bytes, 2 + extended);
  for (let index = 0; index < length; index++) bytes[payloadAt + index] = payload[index]! ^ mask[index & 3]!;
  return { bytes, mask, payloadAt };
}
