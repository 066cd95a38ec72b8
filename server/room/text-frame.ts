// One unmasked WebSocket text frame (RFC 6455, section 5.2), as the server sends it.

/** Frames a text whole, header and payload in one buffer, ready for the socket. */
export function textFrame(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const start = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(start + length);
  frame[0] = 0x81; // the only fragment, of kind text
  if (start === 2) frame[1] = length;
  else if (start === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.write(text, start);
  return frame;
}

/** The payloads of such frames, which may stand one after the other. */
export function* textsOf(frames: Buffer): Generator<Buffer> {
  for (let at = 0; at < frames.length;) {
    const short = frames[at + 1]!;
    const start = at + (short < 126 ? 2 : short === 126 ? 4 : 10);
    const length =
      short < 126
        ? short
        : short === 126
          ? frames.readUInt16BE(at + 2)
          : Number(frames.readBigUInt64BE(at + 2));
    at = start + length;
    yield frames.subarray(start, at);
  }
}
