import { describe, expect, it } from 'vitest';
import { dialects } from './dialects.ts';
import { Publisher } from './publisher.ts';

/** The texts that a client sends in these frames, each of 126 bytes or more. */
function textsIn(bytes: Buffer): string[] {
  const texts: string[] = [];
  for (let at = 0; at < bytes.length;) {
    expect(bytes.readUInt16BE(at)).toBe(0x81fe);
    const mask = bytes.subarray(at + 4, at + 8);
    const start = at + 8;
    at = start + bytes.readUInt16BE(at + 2);
    const payload = bytes.subarray(start, at).map((byte, index) => byte ^ mask[index & 3]!);
    texts.push(Buffer.from(payload).toString());
  }
  return texts;
}

describe.each(Object.entries(dialects))('Publisher in %s', (_, dialect) => {
  it('writes masked frames that a server reads, numbered from 0', () => {
    const publisher = new Publisher(7, dialect, { bytes: 120, filler: 'lorem ' });
    const texts = textsIn(Buffer.concat([publisher.next(2), publisher.next(1)]));
    expect(texts.map((text) => /~(\d\d) (\d{8}) \d{12} /.exec(text)!.slice(1))).toEqual([
      ['07', '00000000'],
      ['07', '00000001'],
      ['07', '00000002'],
    ]);
  });

  it('ends its text where deliveries are looked into', () => {
    const publisher = new Publisher(0, dialect, { bytes: 120, filler: 'lorem ' });
    const text = Buffer.from(textsIn(publisher.next(1))[0]!);
    expect(text.toString('utf8', text.length - dialect.textTail - 120)).toMatch(/^~00 /);
  });
});
