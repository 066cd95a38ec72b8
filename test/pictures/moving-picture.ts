// Pictures of one size, one after the other, as one PNG that moves (APNG): browsers and repositories’ pages show it,
// and it needs no program to be made.
import { crc32 } from 'node:zlib';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

interface Chunk {
  readonly type: string;
  readonly data: Buffer;
}

/** Shows each for so long, and begins anew. */
export function movingPicture(pictures: readonly Buffer[], eachMs: number): Buffer {
  const [first, ...others] = pictures.map(chunksOf);
  if (first === undefined) throw new Error('A moving picture is made of pictures, and there are none.');
  const header = dataOf(first, 'IHDR')[0]!;
  for (const other of others)
    if (!dataOf(other, 'IHDR')[0]!.equals(header))
      throw new Error('The pictures are not of one size and kind.');
  let number = 0;
  const control = () => chunk('fcTL', frameControl(number++, header, eachMs));
  const parts = [signature, chunk('IHDR', header), chunk('acTL', words(pictures.length, 0)), control()];
  for (const data of dataOf(first, 'IDAT')) parts.push(chunk('IDAT', data));
  for (const other of others) {
    parts.push(control());
    for (const data of dataOf(other, 'IDAT'))
      parts.push(chunk('fdAT', Buffer.concat([words(number++), data])));
  }
  return Buffer.concat([...parts, chunk('IEND', Buffer.alloc(0))]);
}

function chunksOf(png: Buffer): readonly Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = signature.length; at < png.length;) {
    const length = png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    chunks.push({ type, data: png.subarray(at + 8, at + 8 + length) });
    at += length + 12;
  }
  return chunks;
}

const dataOf = (chunks: readonly Chunk[], type: string) =>
  chunks.filter((one) => one.type === type).map(({ data }) => data);

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  return Buffer.concat([words(data.length), named, words(crc32(named))]);
}

/** Its number, width and height, nothing to the side, a fraction of seconds, and the whole picture in place of the last. */
function frameControl(number: number, header: Buffer, eachMs: number): Buffer {
  const time = Buffer.alloc(6);
  time.writeUInt16BE(eachMs, 0);
  time.writeUInt16BE(1_000, 2);
  return Buffer.concat([words(number), header.subarray(0, 8), words(0, 0), time]);
}

function words(...values: readonly number[]): Buffer {
  const buffer = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => buffer.writeUInt32BE(value, index * 4));
  return buffer;
}
