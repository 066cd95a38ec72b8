import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { emptied, isEmptiedBy, type EntryRecord } from '../../../server/log/log.ts';
import { fewestEntries, Ring, ringBytes, RingEntry, ringEntries } from '../../../server/room/ring.ts';
import { messageBody } from '../../../server/room/entry-text.ts';
import { entries, entry } from '../../support/drafts.ts';
import { messagesIn, textsIn } from '../../support/wire.ts';

const seqsIn = (bytes: Buffer) =>
  messagesIn(bytes).map((message) => message.type === 'message' && message.seq);
/** All that came after a cursor, as readers get it who take whatever there is. */
function bytesSince(ring: Ring, cursor: number): Buffer {
  if (cursor === ring.head) return Buffer.alloc(0);
  const { bytes, end } = ring.run(cursor, Infinity);
  return end === ring.head ? bytes : Buffer.concat([bytes, bytesSince(ring, end)]);
}

const recordsOf = (found: readonly RingEntry[]) => found.map(({ record }) => record);
const seqsOf = (ring: Ring, cursor: number) => ring.since(cursor).map(({ record }) => record.seq);

const edit = (seq: number, ref: number) =>
  entry(seq, { kind: 'edit', ref, body: `{"ref":${ref},"text":"edit ${seq}"}` });
const removal = (seq: number, ref: number) => entry(seq, { kind: 'removal', ref, body: `{"ref":${ref}}` });
const reaction = (seq: number, ref: number) =>
  entry(seq, { kind: 'reaction', ref, body: `{"ref":${ref},"emoji":"🎈","on":true}` });

describe('Ring', () => {
  it('is empty in a new room', () => {
    const ring = new Ring(0);
    expect([ring.head, ring.tail]).toEqual([0, 0]);
    expect(ring.since(0)).toEqual([]);
    expect(ring.at(0)).toBeUndefined();
  });

  it('starts with the newest entries of the log', () => {
    const ring = new Ring(10, entries(8, 10));
    expect([ring.head, ring.tail]).toEqual([10, 7]);
    expect(seqsOf(ring, 7)).toEqual([8, 9, 10]);
  });

  it('keeps no more at the start than it may hold', () => {
    const ring = new Ring(ringEntries + 9, entries(1, ringEntries + 9));
    expect(ring.tail).toBe(9);
    expect(recordsOf(ring.since(9))).toEqual(entries(10, ringEntries + 9));
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

  it('has the entries after its tail, up to its head', () => {
    const ring = new Ring(10, entries(8, 10));
    expect([7, 8, 10, 11].map((seq) => ring.at(seq)?.record.seq)).toEqual([undefined, 8, 10, undefined]);
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
    expect(ring.at(1)).toBeUndefined();
    expect(recordsOf(ring.since(1))).toEqual(entries(2, ringEntries + 1));
  });

  it('keeps what it has while there is room, and its tail', () => {
    const ring = new Ring(1_000, entries(999, 1_000));
    ring.push(entry(1_001));
    expect(ring.tail).toBe(998);
    for (const record of entries(1_002, 998 + ringEntries)) ring.push(record);
    expect([ring.tail, ring.at(999)?.record.seq]).toEqual([998, 999]);
    ring.push(entry(999 + ringEntries));
    expect(ring.tail).toBe(999);
  });

  it.each([4, 3, 6, 0, 7])('takes no entry %i after entry 4: a hole must not go out', (seq) => {
    const ring = new Ring(4, entries(1, 4));
    expect(() => ring.push(entry(seq))).toThrow(`The ring expected seq 5 and got ${seq}.`);
    expect(ring.head).toBe(4);
    expect(recordsOf(ring.since(0))).toEqual(entries(1, 4));
  });

  it('holds each entry as its frame and as the same text', () => {
    const [only] = new Ring(1, [entry(1)]).since(0);
    expect(messagesIn(only!.frame)).toEqual([JSON.parse(only!.text)]);
    expect(only!.record).toEqual(entry(1));
  });

  it('frames an entry once', () => {
    const ring = new Ring(1, [entry(1)]);
    const { frame } = ring.at(1)!;
    expect(ring.at(1)!.frame).toBe(frame);
    expect(bytesSince(ring, 0)).toBe(frame);
  });

  it('joins the same bytes once for all who share a cursor', () => {
    const ring = new Ring(3, entries(1, 3));
    expect(bytesSince(ring, 1)).toBe(bytesSince(ring, 1));
  });

  it('joins up to eight runs before it joins one again', () => {
    const ring = new Ring(200, entries(1, 200));
    const bytes = bytesSince(ring, 0);
    for (let cursor = 1; cursor < 8; cursor++) bytesSince(ring, cursor);
    expect(bytesSince(ring, 0)).toBe(bytes);
    bytesSince(ring, 8);
    expect(bytesSince(ring, 0)).not.toBe(bytes);
    expect(bytesSince(ring, 0).equals(bytes)).toBe(true);
  });

  const long = (seq: number) => entry(seq, { body: JSON.stringify({ text: 'x'.repeat(2_000) }) });

  it('ends a run with the frame by which it has 64 KiB', () => {
    const ring = new Ring(
      100,
      Array.from({ length: 100 }, (_, index) => long(index + 1)),
    );
    const { length } = ring.at(100)!.frame;
    const { bytes, end } = ring.run(10, Infinity);
    expect(seqsIn(bytes)).toEqual(Array.from({ length: end - 10 }, (_, index) => 11 + index));
    expect(bytes.length).toBeGreaterThanOrEqual(65_536);
    expect(bytes.length).toBeLessThan(65_536 + length);
    expect(ring.run(10, Infinity)).toBe(ring.run(10, Infinity));
  });

  it('cuts a run at whole frames for whom that is too much, out of the same bytes', () => {
    const ring = new Ring(5, entries(1, 5));
    const { bytes } = ring.run(1, Infinity);
    const [first, second] = [ring.at(2)!.frame.length, ring.at(3)!.frame.length];
    const cut = (most: number) => ring.run(1, most);
    expect([1, first].map((most) => cut(most).end)).toEqual([2, 2]);
    expect([first + 1, first + second].map((most) => cut(most).end)).toEqual([3, 3]);
    expect(seqsIn(cut(first + 1).bytes)).toEqual([2, 3]);
    expect(cut(first).bytes.buffer).toBe(bytes.buffer);
    expect(ring.run(1, bytes.length)).toBe(ring.run(1, Infinity));
  });

  it('puts several entries into one frame for who takes them so, once for all of them', () => {
    const ring = new Ring(4, entries(1, 4));
    const { bytes, end } = ring.batch(1, Infinity);
    expect(end).toBe(4);
    expect(textsIn(bytes)).toEqual([
      `{"type":"entries","entries":[${[2, 3, 4].map((seq) => ring.at(seq)!.text).join(',')}]}`,
    ]);
    expect(ring.batch(1, Infinity)).toBe(ring.batch(1, Infinity));
  });

  it('has one entry alone as it is, and fewer in a batch for whom all are too much', () => {
    const ring = new Ring(4, entries(1, 4));
    expect(ring.batch(3, Infinity).bytes).toBe(ring.at(4)!.frame);
    expect(ring.batch(1, 1)).toEqual({ bytes: ring.at(2)!.frame, end: 2 });
    expect(ring.batch(1, ring.at(2)!.frame.length + 1).end).toBe(3);
  });

  it('gathers anew after another entry came, or one was emptied', () => {
    const ring = new Ring(3, entries(1, 3));
    ring.batch(1, Infinity);
    ring.push(removal(4, 2));
    expect(ring.batch(1, Infinity).end).toBe(4);
    expect(textsIn(ring.batch(1, Infinity).bytes)[0]).toContain('"removed":true');
  });

  it('joins anew after another entry came', () => {
    const ring = new Ring(3, entries(1, 3));
    expect(seqsIn(bytesSince(ring, 1))).toEqual([2, 3]);
    ring.push(entry(4));
    expect(seqsIn(bytesSince(ring, 1))).toEqual([2, 3, 4]);
  });
});

describe('a ring of long messages', () => {
  /** An entry that takes so many bytes, about. */
  const long = (seq: number, bytes: number) => entry(seq, { body: messageBody('x'.repeat(bytes)) });
  const size = ({ body, author }: EntryRecord) => Buffer.byteLength(body) + Buffer.byteLength(author);

  it('holds fewer of them, so that they take a mebibyte at most', () => {
    const ring = new Ring(0);
    const most = Math.floor(ringBytes / size(long(1, 4_000)));
    for (let seq = 1; seq <= most; seq++) ring.push(long(seq, 4_000));
    expect([ring.tail, most < ringEntries]).toEqual([0, true]);
    ring.push(long(most + 1, 4_000));
    expect([ring.tail, ring.at(1), ring.bytes <= ringBytes]).toEqual([1, undefined, true]);
    ring.push(long(most + 2, 9_000));
    expect([ring.tail, ring.bytes <= ringBytes]).toEqual([3, true]);
  });

  it('counts bytes, not characters', () => {
    const ring = new Ring(0);
    for (let seq = 1; seq <= 300; seq++) ring.push(entry(seq, { body: messageBody('🎈'.repeat(1_000)) }));
    expect(ring.head - ring.tail).toBe(Math.floor(ringBytes / ring.at(300)!.bytes));
    expect(ring.at(300)!.bytes).toBeGreaterThan(4_000);
  });

  it('starts with as many of them', () => {
    const held = Array.from({ length: ringEntries }, (_, index) => long(index + 1, 4_000));
    const ring = new Ring(ringEntries, held);
    expect(recordsOf(ring.since(ring.tail))).toEqual(held.slice(ring.tail));
    expect(ring.head - ring.tail).toBe(Math.floor(ringBytes / size(held[0]!)));
  });

  it('holds a page of them, whatever it takes', () => {
    const ring = new Ring(0);
    for (let seq = 1; seq <= fewestEntries + 5; seq++) ring.push(long(seq, 16_000));
    expect([ring.head - ring.tail, ring.bytes > ringBytes]).toEqual([fewestEntries, true]);
  });

  it('has room again once one of them is taken back', () => {
    const ring = new Ring(2, [long(1, 9_000), entry(2)]);
    const { bytes } = ring;
    ring.push(removal(3, 1));
    expect(bytes - ring.bytes).toBeGreaterThan(8_000);
  });
});

describe('an expiry in the ring', () => {
  it('lets go what is so old, and joins anew', () => {
    const ring = new Ring(5, entries(1, 5));
    const before = ring.run(3, Infinity);
    ring.expire(3);
    expect([ring.tail, ring.head, seqsOf(ring, 3)]).toEqual([3, 5, [4, 5]]);
    expect([ring.covers(2), ring.covers(3), ring.at(3)]).toEqual([false, true, undefined]);
    expect(ring.run(3, Infinity)).not.toBe(before);
  });

  it('of what left before changes nothing', () => {
    const ring = new Ring(10, entries(8, 10));
    ring.expire(7);
    ring.expire(5);
    expect([ring.tail, seqsOf(ring, 7)]).toEqual([7, [8, 9, 10]]);
  });

  it('of everything, and of what never came here, goes on behind it', () => {
    const ring = new Ring(10, entries(8, 10));
    ring.expire(12);
    expect([ring.tail, ring.head, ring.covers(10), ring.covers(12)]).toEqual([12, 12, false, true]);
    ring.push(entry(13));
    expect(seqsOf(ring, 12)).toEqual([13]);
  });
});

describe('a removal in the ring', () => {
  const empty = (record: EntryRecord) => emptied(record);

  it('empties the message and its edits, and nothing else', () => {
    const held = [entry(1), entry(2), edit(3, 1), edit(4, 2), reaction(5, 1)];
    const ring = new Ring(5, held);
    ring.push(removal(6, 1));
    expect(recordsOf(ring.since(0))).toEqual([
      empty(held[0]!),
      held[1],
      empty(held[2]!),
      held[3],
      held[4],
      removal(6, 1),
    ]);
  });

  it('leaves no word of them in frames that were made before', () => {
    const ring = new Ring(3, [entry(1), edit(2, 1), entry(3)]);
    const before = bytesSince(ring, 0).toString();
    expect(before).toContain('message 1');
    expect(before).toContain('edit 2');
    expect(ring.at(1)!.frame.toString()).toContain('message 1');
    ring.push(removal(4, 1));
    const after = bytesSince(ring, 0).toString();
    expect(after).not.toMatch(/message 1|edit 2/);
    expect(after).toContain('message 3');
    expect(ring.at(1)!.text).toContain('"text":"","removed":true}');
    expect(ring.at(1)!.frame.toString()).not.toContain('message 1');
  });

  it('leaves the frames of the others as they are', () => {
    const ring = new Ring(2, entries(1, 2));
    const { frame } = ring.at(2)!;
    ring.push(removal(3, 1));
    expect(ring.at(2)!.frame).toBe(frame);
  });

  it('of a message that left the ring empties its edits there', () => {
    const ring = new Ring(10, [entry(9), edit(10, 3)]);
    ring.push(removal(11, 3));
    expect(recordsOf(ring.since(8))).toEqual([entry(9), empty(edit(10, 3)), removal(11, 3)]);
  });

  it('of the oldest that it holds empties that', () => {
    const ring = new Ring(10, entries(9, 10));
    ring.push(removal(11, 9));
    expect(ring.at(9)!.record).toEqual(empty(entry(9)));
  });

  it('of what just left it changes nothing', () => {
    const ring = new Ring(ringEntries, entries(1, ringEntries));
    ring.push(removal(ringEntries + 1, 1));
    expect(recordsOf(ring.since(1))).toEqual([...entries(2, ringEntries), removal(ringEntries + 1, 1)]);
  });

  it('empties only what it refers to, not what has the number of its place', () => {
    const ring = new Ring(ringEntries + 4, entries(5, ringEntries + 4));
    ring.push(removal(ringEntries + 5, 4));
    expect(recordsOf(ring.since(5))).toEqual([...entries(6, ringEntries + 4), removal(ringEntries + 5, 4)]);
  });
});

describe('the ring', () => {
  it('is a list of the newest entries, however it came about and wherever one looks', () => {
    const kinds = fc.constantFrom('message', 'edit', 'removal', 'reaction');
    fc.assert(
      fc.property(
        fc.nat(3_000),
        fc.oneof(fc.nat(20), fc.nat(ringEntries + 20)),
        fc.oneof(fc.nat(20), fc.nat(ringEntries + 20)),
        fc.array(fc.tuple(kinds, fc.nat(30)), { maxLength: 60 }),
        fc.nat(ringEntries + 10),
        (start, held, plain, acts, back) => {
          const newest = entries(Math.max(1, start - held + 1), start);
          const ring = new Ring(start, newest);
          const all = newest.slice(-ringEntries);
          const push = (record: EntryRecord) => {
            ring.push(record);
            all.push(record);
            if (record.kind !== 'removal') return;
            all.forEach((other, index) => {
              if (isEmptiedBy(other, record.ref!)) all[index] = emptied(other);
            });
          };
          for (let index = 0; index < plain; index++) push(entry(ring.head + 1));
          bytesSince(ring, ring.tail);
          for (const [kind, refBack] of acts) {
            const seq = ring.head + 1;
            const ref = Math.max(1, seq - 1 - refBack);
            if (kind === 'message') push(entry(seq));
            else if (kind === 'edit') push(edit(seq, ref));
            else if (kind === 'reaction') push(reaction(seq, ref));
            else push(removal(seq, ref));
          }
          const list = all.slice(-ringEntries);
          expect([ring.head, ring.head - ring.tail]).toEqual([start + plain + acts.length, list.length]);
          expect(ring.bytes).toBe(ring.since(ring.tail).reduce((sum, { bytes }) => sum + bytes, 0));
          const cursor = Math.max(ring.tail, ring.head - back);
          const after = list.filter(({ seq }) => seq > cursor);
          // As JSON: looking at each field of so many records would take its time.
          expect(JSON.stringify(recordsOf(ring.since(ring.tail)))).toBe(JSON.stringify(list));
          expect(JSON.stringify(recordsOf(ring.since(cursor)))).toBe(JSON.stringify(after));
          const texts = after.map((record) => new RingEntry(record).text);
          expect(textsIn(bytesSince(ring, cursor)).join('\n')).toBe(texts.join('\n'));
          for (const seq of [ring.tail, cursor, ring.head, ring.head + 1])
            expect(ring.at(seq)?.record).toEqual(list.find((record) => record.seq === seq));
        },
      ),
      { numRuns: 60 },
    );
  });
});
