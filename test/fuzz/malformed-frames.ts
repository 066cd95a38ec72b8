// The malformed-frame list: bytes that break RFC 6455 or the wire, each with the close code that it gets,
// and bytes that look odd and break nothing. Sent by a client that was welcomed.
import { frameBytes } from '../../protocol/limits.ts';
import { closeFrame, opcodes, textFrameOf, webSocketFrame } from './websocket-frame.ts';

export interface Malformed {
  readonly what: string;
  readonly bytes: Buffer;
  readonly code: number;
}

const { continuation, text, binary, ping, pong } = opcodes;
const ask = '{"type":"ping"}';
const isPing = textFrameOf(ask);

const part = (opcode: number, payload: string | Buffer, fin: boolean) =>
  webSocketFrame({ opcode, payload, fin });

/** A text in so many fragments. */
function fragments(payload: string, count: number): Buffer {
  const size = Math.ceil(payload.length / count);
  const pieces = Array.from({ length: count }, (_, index) => payload.slice(index * size, (index + 1) * size));
  return Buffer.concat(
    pieces.map((piece, index) => part(index === 0 ? text : continuation, piece, index === count - 1)),
  );
}

/** `ping`, made as long as it has to be by spaces. */
const padded = (bytes: number) => ask.padEnd(bytes);

const broken = (what: string, bytes: Buffer): Malformed => ({ what, bytes, code: 1002 });

/** Bytes that are no UTF-8 (section 3.9 of the Unicode standard). */
const badUtf8: readonly (readonly [string, readonly number[]])[] = [
  ['a byte that no character has', [0xff]],
  ['a continuation without a start', [0x80]],
  ['a start without its continuation', [0x22, 0xc3, 0x22]],
  ['a character that ends too early', [0x22, 0xe2, 0x82]],
  ['an overlong slash', [0xc0, 0xaf]],
  ['an overlong null', [0xe0, 0x80, 0x80]],
  ['a surrogate', [0xed, 0xa0, 0x80]],
  ['a code point past the last', [0xf4, 0x90, 0x80, 0x80]],
  ['five bytes', [0xf8, 0x88, 0x80, 0x80, 0x80]],
];

const badCloseCodes = [0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535];

export const malformedFrames: readonly Malformed[] = [
  broken('a frame without a mask', webSocketFrame({ opcode: text, payload: ask, mask: undefined })),
  broken('a close without a mask', webSocketFrame({ opcode: opcodes.close, mask: undefined })),
  ...[1, 2, 3, 4, 5, 6, 7].map((reserved) =>
    broken(`reserved bits ${reserved}`, webSocketFrame({ opcode: text, payload: ask, reserved })),
  ),
  broken('reserved bits in a control frame', webSocketFrame({ opcode: ping, reserved: 4 })),
  ...[3, 4, 5, 6, 7, 11, 12, 13, 14, 15].map((opcode) =>
    broken(`opcode ${opcode}`, webSocketFrame({ opcode, payload: 'x' })),
  ),
  ...[opcodes.close, ping, pong].map((opcode) =>
    broken(`a fragment of control frame ${opcode}`, webSocketFrame({ opcode, fin: false })),
  ),
  ...[opcodes.close, ping, pong].map((opcode) =>
    broken(`control frame ${opcode} of 126 bytes`, webSocketFrame({ opcode, payload: 'x'.repeat(126) })),
  ),
  broken('a ping of 2^63 bytes', webSocketFrame({ opcode: ping, declared: 1n << 63n })),
  broken('a close of one byte', webSocketFrame({ opcode: opcodes.close, payload: 'x' })),
  ...badCloseCodes.map((code) => broken(`close code ${code}`, closeFrame(code))),
  broken('a continuation of nothing', part(continuation, ask, true)),
  broken('a continuation of nothing that goes on', part(continuation, ask, false)),
  broken('a continuation after the end', Buffer.concat([isPing, part(continuation, ask, true)])),
  broken('a text inside of a text', Buffer.concat([part(text, ask, false), part(text, ask, true)])),
  broken('bytes inside of a text', Buffer.concat([part(text, ask, false), part(binary, ask, true)])),
  ...badUtf8.map(([what, bytes]) => ({
    what: `a text with ${what}`,
    bytes: webSocketFrame({ opcode: text, payload: Buffer.from(bytes) }),
    code: 1007,
  })),
  {
    what: 'a text whose second fragment is no UTF-8',
    bytes: Buffer.concat([part(text, '{"type":"', false), part(continuation, Buffer.from([0xff]), true)]),
    code: 1007,
  },
  {
    what: 'a close whose reason is no UTF-8',
    bytes: closeFrame(1000, Buffer.from([0xc3, 0x28])),
    code: 1007,
  },
  { what: 'bytes', bytes: part(binary, ask, true), code: 1003 },
  { what: 'no bytes at all, as bytes', bytes: part(binary, '', true), code: 1003 },
  {
    what: 'bytes in fragments',
    bytes: Buffer.concat([part(binary, 'x', false), part(continuation, 'y', true)]),
    code: 1003,
  },
  { what: 'a text one byte too long', bytes: textFrameOf(padded(frameBytes + 1)), code: 1009 },
  { what: 'a text of 65,536 bytes', bytes: textFrameOf(padded(65_536)), code: 1009 },
  {
    what: 'a text one byte too long, in fragments',
    bytes: Buffer.concat([part(text, padded(frameBytes), false), part(continuation, ' ', true)]),
    code: 1009,
  },
  ...[1n << 31n, 1n << 32n, (1n << 53n) - 1n, 1n << 53n, (1n << 63n) - 1n, 1n << 63n, (1n << 64n) - 1n].map(
    (declared) => ({
      what: `a text that claims ${declared} bytes`,
      bytes: webSocketFrame({ opcode: text, payload: ask, declared }),
      code: 1009,
    }),
  ),
  { what: 'a text in 17 fragments', bytes: fragments(padded(34), 17), code: 1008 },
  {
    what: 'fragments without end',
    bytes: Buffer.concat([part(text, '', false), ...Array<Buffer>(50).fill(part(continuation, '', false))]),
    code: 1008,
  },
  { what: 'an empty text', bytes: textFrameOf(''), code: 4000 },
  { what: 'a text that is no JSON', bytes: textFrameOf('hello'), code: 4000 },
  { what: 'a second hello', bytes: textFrameOf({ type: 'hello' }), code: 4000 },
  { what: 'an unknown type', bytes: textFrameOf({ type: 'shout' }), code: 4000 },
  { what: 'a text of 8,000 brackets', bytes: textFrameOf('['.repeat(8_000) + ']'.repeat(8_000)), code: 4000 },
];

/** Odd, and whole: what follows is heard. */
export const oddFrames: readonly (readonly [what: string, bytes: Buffer])[] = [
  ['a mask of zeros', webSocketFrame({ opcode: text, payload: ask, mask: Buffer.alloc(4) })],
  ['a mask of ones', webSocketFrame({ opcode: text, payload: ask, mask: Buffer.alloc(4, 0xff) })],
  ['a text of the largest size', textFrameOf(padded(frameBytes))],
  ['a text in 16 fragments', fragments(padded(32), 16)],
  [
    'a ping between two fragments',
    Buffer.concat([
      part(text, ask.slice(0, 5), false),
      part(ping, 'x', true),
      part(continuation, ask.slice(5), true),
    ]),
  ],
  ['a pong that nobody asked for', Buffer.concat([part(pong, 'x', true), isPing])],
  ['a ping of 125 bytes', Buffer.concat([part(ping, 'x'.repeat(125), true), isPing])],
  ['a length in 64 bits that 7 would hold', webSocketFrame({ opcode: text, payload: ask, lengthBits: 64 })],
  ['a length in 16 bits that 7 would hold', webSocketFrame({ opcode: text, payload: ask, lengthBits: 16 })],
  [
    'a character split by fragments',
    Buffer.concat([
      part(text, Buffer.from('{"type":"ping","x":"\xc3', 'latin1'), false),
      part(continuation, Buffer.from('\xa9"}', 'latin1'), true),
    ]),
  ],
];

/** Closes that are answered by the same code. */
export const rightCloseCodes = [1000, 1001, 1003, 1007, 1008, 1009, 1011, 3000, 4000, 4999];
