// WebSocket frames byte by byte, right and wrong ones (RFC 6455, section 5.2).
export const opcodes = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

export interface FrameShape {
  readonly opcode: number;
  readonly payload?: Buffer | string;
  /** Whether the message ends with it. */
  readonly fin?: boolean;
  /** The three reserved bits. */
  readonly reserved?: number;
  /** Undefined for a frame without mask, as only a server may send. */
  readonly mask?: Buffer | undefined;
  /** What the header says, where it is not the truth. */
  readonly declared?: bigint;
  /** How the length is written: in 7 bits, in 16 or in 64; the shortest unless said. */
  readonly lengthBits?: 7 | 16 | 64;
}

const usualMask = Buffer.from([0x37, 0xfa, 0x21, 0x3d]);

export function webSocketFrame(shape: FrameShape): Buffer {
  const payload = Buffer.from(shape.payload ?? '');
  const { opcode, fin = true, reserved = 0, declared = BigInt(payload.length) } = shape;
  const mask = 'mask' in shape ? shape.mask : usualMask;
  const bits = shape.lengthBits ?? (declared < 126n ? 7 : declared < 65_536n ? 16 : 64);
  const masked = mask ? 0x80 : 0;
  const first = (fin ? 0x80 : 0) | (reserved << 4) | opcode;
  const length = Buffer.alloc(bits === 7 ? 1 : bits === 16 ? 3 : 9);
  length[0] = masked | (bits === 7 ? Number(declared) : bits === 16 ? 126 : 127);
  if (bits === 16) length.writeUInt16BE(Number(declared), 1);
  if (bits === 64) length.writeBigUInt64BE(declared, 1);
  const hidden = mask ? payload.map((byte, index) => byte ^ mask[index % 4]!) : payload;
  return Buffer.concat([Buffer.from([first]), length, mask ?? Buffer.alloc(0), hidden]);
}

export function textFrameOf(message: object | string): Buffer {
  const payload = typeof message === 'string' ? message : JSON.stringify(message);
  return webSocketFrame({ opcode: opcodes.text, payload });
}

/** A close frame with a code and a reason in bytes. */
export function closeFrame(code: number, reason: Buffer | string = ''): Buffer {
  const head = Buffer.alloc(2);
  head.writeUInt16BE(code);
  return webSocketFrame({ opcode: opcodes.close, payload: Buffer.concat([head, Buffer.from(reason)]) });
}

/** A frame as a server sends it: whole, without a mask. */
export interface ServerFrame {
  readonly opcode: number;
  readonly payload: Buffer;
  /** How many bytes it took, header included. */
  readonly bytes: number;
}

/** The frame that these bytes begin with, once all of it is there. */
export function serverFrameIn(bytes: Buffer): ServerFrame | undefined {
  if (bytes.length < 2) return undefined;
  const short = bytes[1]! & 0x7f;
  const start = short === 127 ? 10 : short === 126 ? 4 : 2;
  if (bytes.length < start) return undefined;
  const length =
    short === 127 ? Number(bytes.readBigUInt64BE(2)) : short === 126 ? bytes.readUInt16BE(2) : short;
  if (bytes.length < start + length) return undefined;
  return { opcode: bytes[0]! & 0x0f, payload: bytes.subarray(start, start + length), bytes: start + length };
}

/** The texts in these bytes, which hold whole text frames of a server and nothing else. */
export function serverTextsIn(bytes: Buffer): string[] {
  const texts: string[] = [];
  for (let rest = bytes; rest.length > 0;) {
    const frame = serverFrameIn(rest);
    if (frame?.opcode !== opcodes.text) throw new Error('These bytes are no whole text frames.');
    texts.push(frame.payload.toString());
    rest = rest.subarray(frame.bytes);
  }
  return texts;
}
