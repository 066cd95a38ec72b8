import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { Ring, ringEntries } from '../../../server/room/ring.ts';
import { entries, entry } from '../../support/drafts.ts';
import { messagesIn } from '../../support/wire.ts';

const seqsIn = (bytes: Buffer) =>
  messagesIn(bytes).map((message) => message.type === 'message' && message.seq);
const seqsOf = (ring: Ring, cursor: number) => ring.since(cursor).map(({ record }) => record.seq);

describe('Ring', () => {
  it('is empty in a new room', () => {
    const ring = new Ring(0);
    expect([ring.head, ring.tail]).toEqual([0, 0]);
    expect(ring.since(0)).toEqual([]);
    expect(ring.bytesSince(0)).toHaveLength(0);
  });

  it('starts with the newest entries of the log', () => {
    const ring = new Ring(10, entries(8, 10));
    expect([ring.head, ring.tail]).toEqual([10, 7]);
    expect(seqsOf(ring, 7)).toEqual([8, 9, 10]);
  });

  it('keeps no more at the start than it may hold', () => {
    const ring = new Ring(ringEntries + 9, entries(1, ringEntries + 9));
    expect(ring.tail).toBe(9);
    expect(seqsOf(ring, ringEntries + 7)).toEqual([ringEntries + 8, ringEntries + 9]);
  });

  it('knows where it starts when the log gave none', () => {
    const ring = new Ring(10);
    expect([ring.head, ring.tail]).toEqual([10, 10]);
    ring.push(entry(11));
    expect(seqsOf(ring, 10)).toEqual([11]);
  });

  it('covers the cursors from its tail to its head', () => {
    const ring = new Ring(10, entries(8, 10));
    expect([6, 7, 8, 10, 11].map((cursor) => ring.covers(cursor))).toEqual([false, true, true, true, false]);
  });

  it('gives what came after a cursor', () => {
    const ring = new Ring(0);
    for (const record of entries(1, 5)) ring.push(record);
    expect(seqsOf(ring, 0)).toEqual([1, 2, 3, 4, 5]);
    expect(seqsOf(ring, 3)).toEqual([4, 5]);
    expect(seqsOf(ring, 5)).toEqual([]);
  });

  it('lets the oldest go when it is full', () => {
    const ring = new Ring(0);
    for (const record of entries(1, ringEntries)) ring.push(record);
    expect([ring.tail, ring.covers(0)]).toEqual([0, true]);
    ring.push(entry(ringEntries + 1));
    expect([ring.tail, ring.covers(0), ring.covers(1)]).toEqual([1, false, true]);
    expect(seqsOf(ring, 1)).toHaveLength(ringEntries);
  });

  it.each([4, 3, 6, 0, 7])('takes no entry %i after entry 4: a hole must not go out', (seq) => {
    const ring = new Ring(4, entries(1, 4));
    expect(() => ring.push(entry(seq))).toThrow(`expected seq 5 and got ${seq}`);
    expect(ring.head).toBe(4);
  });

  it('holds each entry as its frame and as the same text', () => {
    const [only] = new Ring(1, [entry(1)]).since(0);
    expect(messagesIn(only!.frame)).toEqual([JSON.parse(only!.text)]);
    expect(only!.record).toEqual(entry(1));
  });

  it('joins the frames after a cursor', () => {
    fc.assert(
      fc.property(
        fc.nat(20),
        fc.integer({ min: 0, max: ringEntries + 20 }),
        fc.nat(40),
        (head, count, back) => {
          const ring = new Ring(head);
          for (const record of entries(head + 1, head + count)) ring.push(record);
          const cursor = Math.max(ring.tail, ring.head - back);
          expect(ring.bytesSince(cursor)).toEqual(
            Buffer.concat(ring.since(cursor).map(({ frame }) => frame)),
          );
        },
      ),
      { numRuns: 40 },
    );
  });

  it('joins the same bytes once for all who share a cursor', () => {
    const ring = new Ring(3, entries(1, 3));
    expect(ring.bytesSince(1)).toBe(ring.bytesSince(1));
  });

  it('keeps no joined bytes for every cursor there ever was', () => {
    const ring = new Ring(200, entries(1, 200));
    const bytes = ring.bytesSince(0);
    for (let cursor = 1; cursor < 100; cursor++) ring.bytesSince(cursor);
    expect(ring.bytesSince(0)).not.toBe(bytes);
    expect(ring.bytesSince(0)).toEqual(bytes);
  });

  it('joins anew after another entry came', () => {
    const ring = new Ring(3, entries(1, 3));
    expect(seqsIn(ring.bytesSince(1))).toEqual([2, 3]);
    ring.push(entry(4));
    expect(seqsIn(ring.bytesSince(1))).toEqual([2, 3, 4]);
  });
});
