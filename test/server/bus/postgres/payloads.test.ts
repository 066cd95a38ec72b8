import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BatchReader,
  batchBytes,
  encode,
  payloadBytes,
  piecesLimit,
  toPayloads,
  type Message,
} from '../../../../server/bus/postgres/payloads.ts';

const said = (text: string, topic = 'lobby'): Message => ({ topic, text });
const written = (messages: readonly Message[], batch = 1, tag = 'node') =>
  toPayloads(
    tag,
    batch,
    messages.map(({ topic, text }) => encode(topic, text)),
  );
const readBy = (reader: BatchReader, payloads: readonly string[]) =>
  payloads.flatMap((payload) => reader.read(payload)?.messages ?? []);

describe('payloads', () => {
  it('bring back every message as it was, none longer than Postgres takes', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc
        .integer({ min: 0, max: 9_000 })
        .chain((length) => fc.string({ minLength: length, maxLength: length })),
      fc.nat(12_000).map((length) => '🎈ü"'.repeat(length / 3)),
    );
    const messages = fc.array(fc.record({ topic: fc.string(), text }), { maxLength: 8 });
    fc.assert(
      fc.property(messages, (all) => {
        const payloads = written(all, Number.MAX_SAFE_INTEGER, 'n'.repeat(16));
        expect(Math.max(...payloads.map((payload) => Buffer.byteLength(payload)))).toBeLessThanOrEqual(
          payloadBytes,
        );
        expect(readBy(new BatchReader(), payloads)).toEqual(all);
      }),
      { numRuns: 50 },
    );
  });

  it('hold many small messages each, and always differ', () => {
    const messages = Array.from({ length: 1_000 }, () => said('the same again'));
    const payloads = written(messages);
    expect(payloads.length).toBeLessThan(6);
    expect(new Set(payloads).size).toBe(payloads.length);
    expect(readBy(new BatchReader(), payloads)).toEqual(messages);
  });

  it('are one where nothing is said, and 64 for as much as may be said at once, whatever its signs', () => {
    expect(written([])).toHaveLength(1);
    for (const sign of ['x', '漢', '🎈', '"']) {
      const room = batchBytes - encode('lobby', '').bytes;
      const { bytes } = encode('lobby', sign);
      const text = sign.repeat(Math.floor(room / (bytes - encode('lobby', '').bytes)));
      const payloads = written([said(text)]);
      expect(payloads.length).toBeLessThanOrEqual(piecesLimit);
      expect(payloads.length).toBeGreaterThan(piecesLimit - 2);
      expect(readBy(new BatchReader(), payloads)).toEqual([said(text)]);
    }
  });
});

describe('a reader of batches', () => {
  const large = written([said('x'.repeat(20_000)), said('and more')]);

  it('says who sent each piece, and gives the messages with the last', () => {
    const reader = new BatchReader();
    const read = large.map((payload) => reader.read(payload)!);
    expect(read.map(({ tag }) => tag)).toEqual(['node', 'node', 'node']);
    expect(read.map(({ messages }) => messages.length)).toEqual([0, 0, 2]);
  });

  it('forgets the pieces of a sender that died', () => {
    const reader = new BatchReader();
    readBy(reader, large.slice(0, 2));
    expect(readBy(reader, written([said('hello')], 1, 'other'))).toEqual([said('hello')]);
    expect(readBy(reader, large.slice(2))).toEqual([]);
    expect(readBy(reader, large)).toHaveLength(2);
  });

  it('tells senders and batches apart', () => {
    for (const [batch, tag] of [
      [1, 'other'],
      [2, 'node'],
    ] as const) {
      const others = written([said('y'.repeat(20_000))], batch, tag);
      const reader = new BatchReader();
      expect(readBy(reader, [large[0]!, others[1]!, large[2]!])).toEqual([]);
      expect(readBy(reader, others)).toHaveLength(1);
    }
  });

  it('takes nothing whose pieces are out of order', () => {
    const [first, second, third, last] = written([
      said(Array.from({ length: 5_000 }, (_, index) => index).join()),
    ]);
    expect(readBy(new BatchReader(), [first!, third!, second!, last!])).toEqual([]);
    expect(readBy(new BatchReader(), [first!, second!, third!, last!])).toHaveLength(1);
  });

  it('takes nothing that begins in the middle, or comes twice', () => {
    expect(readBy(new BatchReader(), large.slice(1))).toEqual([]);
    expect(readBy(new BatchReader(), [large[0]!, large[1]!, large[1]!, large[2]!])).toEqual([]);
  });

  it.each([
    '',
    'hello',
    'node 1 0 1',
    'node 1 0 1\n',
    'node 1 0 1\n{}',
    'node 1 0 1\nnull',
    'node 1 0 1\n[1,2]',
    'node 1 0 1\n["lonely"]',
    'node 1 0 65\n["lobby","x"]',
    'node 1 0 0\n["lobby","x"]',
    'node 1 1 1\n["lobby","x"]',
    'node 1 -1 1\n["lobby","x"]',
    `${'n'.repeat(100)} 1 0 1\n["lobby","x"]`,
  ])('hears no message in what others say on the channel: %j', (payload) => {
    expect(readBy(new BatchReader(), [payload])).toEqual([]);
  });

  it('never holds more than one batch may have', () => {
    const reader = new BatchReader();
    for (let index = 0; index < 200; index++)
      expect(reader.read(`node 1 ${index} 99\n["lobby","x"]`)?.messages ?? []).toEqual([]);
  });
});
