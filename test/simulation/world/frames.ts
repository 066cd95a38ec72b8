// Reads the server's frames back: whole, unmasked text frames, as a page gets them (RFC 6455, section 5.2).

const cache = new WeakMap<Buffer, readonly string[]>();

/** The texts in a run of frames; throws where the bytes are anything else. */
export function textsOf(frames: Buffer): readonly string[] {
  let texts = cache.get(frames);
  if (!texts) cache.set(frames, (texts = read(frames)));
  return texts;
}

function read(frames: Buffer): readonly string[] {
  const texts: string[] = [];
  let at = 0;
  while (at < frames.length) {
    if (frames[at] !== 0x81) throw new Error('A frame that is no whole text frame was written.');
    let length = frames[at + 1]!;
    at += 2;
    if (length === 126) {
      length = frames.readUInt16BE(at);
      at += 2;
    } else if (length === 127) {
      length = Number(frames.readBigUInt64BE(at));
      at += 8;
    }
    if (at + length > frames.length) throw new Error('A frame was written in part.');
    texts.push(frames.toString('utf8', at, at + length));
    at += length;
  }
  return texts;
}
