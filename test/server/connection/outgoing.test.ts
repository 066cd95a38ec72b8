import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { dialectPlain } from '../../../server/connection/dialect-plain.ts';
import { dialectV1 } from '../../../server/connection/dialect-v1.ts';
import { Outgoing } from '../../../server/connection/outgoing.ts';
import { Traffic } from '../../../server/connection/traffic.ts';
import { Ring, ringEntries } from '../../../server/room/ring.ts';
import { textFrame } from '../../../server/room/text-frame.ts';
import { entries, entry } from '../../support/drafts.ts';
import { FakeTransport } from '../../support/fake-transport.ts';

const waitingBytes = 262_144;

function createOutgoing(dialect = dialectV1) {
  const transport = new FakeTransport();
  const traffic = new Traffic();
  return { transport, traffic, outgoing: new Outgoing(transport, dialect, traffic) };
}

/** What was written, shortened: messages by their seq, everything else by its text. */
const written = (transport: FakeTransport) =>
  transport.texts.map((text) => (text.startsWith('{') ? (JSON.parse(text) as { seq: number }).seq : text));

describe('Outgoing', () => {
  it('writes all there is in one write', () => {
    const { transport, outgoing } = createOutgoing();
    outgoing.put(textFrame('a'));
    outgoing.put(textFrame('b'));
    outgoing.flush(new Ring(3, entries(1, 3)), 'ann');
    expect(transport.writes).toHaveLength(1);
    expect(written(transport)).toEqual(['a', 'b', 1, 2, 3]);
  });

  it('counts what it writes: entries, all else, writes and bytes', () => {
    const { transport, outgoing, traffic } = createOutgoing();
    outgoing.put(textFrame('a'));
    outgoing.put(textFrame('b'));
    outgoing.flush(new Ring(3, entries(1, 3)), 'ann');
    outgoing.flush(new Ring(3, entries(1, 3)), 'ann');
    const bytes = transport.writes.reduce((sum, write) => sum + write.length, 0);
    expect(traffic).toEqual({ entries: 3, others: 2, writes: 1, bytes });
  });

  it('writes nothing where there is nothing', () => {
    const { transport, outgoing } = createOutgoing();
    outgoing.flush(undefined, '');
    outgoing.flush(new Ring(0), 'ann');
    expect(transport.writes).toEqual([]);
  });

  it('writes nothing twice', () => {
    const { transport, outgoing } = createOutgoing();
    const ring = new Ring(2, entries(1, 2));
    outgoing.put(textFrame('a'));
    outgoing.flush(ring, 'ann');
    outgoing.flush(ring, 'ann');
    ring.push(entry(3));
    outgoing.flush(ring, 'ann');
    expect(transport.writes).toHaveLength(2);
    expect(written(transport)).toEqual(['a', 1, 2, 3]);
  });

  it('starts where it was told', () => {
    const { transport, outgoing } = createOutgoing();
    outgoing.startFrom(2);
    outgoing.flush(new Ring(3, entries(1, 3)), 'ann');
    expect(written(transport)).toEqual([3]);
  });

  it('writes the room’s own bytes, without a copy, where they are all there is', () => {
    const { transport, outgoing } = createOutgoing();
    const ring = new Ring(3, entries(1, 3));
    outgoing.flush(ring, 'ann');
    expect(transport.writes[0]).toBe(ring.run(0, Infinity).bytes);
  });

  it('writes nothing while the other side does not read, and then all in one write', () => {
    const { transport, outgoing } = createOutgoing();
    const ring = new Ring(0);
    transport.congested = true;
    for (const record of entries(1, 5)) {
      ring.push(record);
      outgoing.put(textFrame(`about ${record.seq}`));
      outgoing.flush(ring, 'ann');
    }
    expect(transport.writes).toEqual([]);
    transport.congested = false;
    outgoing.flush(ring, 'ann');
    expect(transport.writes).toHaveLength(1);
    expect(written(transport)).toEqual([...[1, 2, 3, 4, 5].map((seq) => `about ${seq}`), 1, 2, 3, 4, 5]);
  });

  it('passes over what its dialect has no words for', () => {
    const { transport, outgoing } = createOutgoing(dialectPlain);
    const ring = new Ring(1, [entry(1, { participant: 'ann' })]);
    outgoing.flush(ring, 'ann');
    ring.push(entry(2, { participant: 'bo', body: '{"text":"hi"}' }));
    outgoing.flush(ring, 'ann');
    expect(transport.texts).toEqual(['hi']);
  });

  it('writes whole frames up to the one that fills the way, and the rest when that was read', () => {
    const { transport, outgoing } = createOutgoing();
    const ring = new Ring(5, entries(1, 5));
    const { length } = ring.at(1)!.frame;
    transport.spareBytes = length + 1;
    outgoing.flush(ring, 'ann');
    expect(written(transport)).toEqual([1, 2]);
    expect(outgoing.cursor).toBe(2);
    outgoing.flush(ring, 'ann');
    expect(written(transport)).toEqual([1, 2]);
    transport.congested = false;
    outgoing.flush(ring, 'ann');
    expect(transport.writes).toHaveLength(2);
    expect(written(transport)).toEqual([1, 2, 3, 4, 5]);
  });

  it('writes no entry where what is for it alone fills the way', () => {
    const { transport, outgoing } = createOutgoing();
    outgoing.put(textFrame('a'));
    transport.spareBytes = textFrame('a').length;
    outgoing.flush(new Ring(1, entries(1, 1)), 'ann');
    expect(written(transport)).toEqual(['a']);
  });

  it('tells everything once and in order, however little is taken at a time', () => {
    const step = fc.record({ posts: fc.nat(40), about: fc.boolean(), spareBytes: fc.nat(4_000) });
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 12 }),
        fc.constantFrom(dialectV1, dialectPlain),
        (steps, dialect) => {
          const { transport, outgoing } = createOutgoing(dialect);
          const ring = new Ring(0);
          let abouts = 0;
          let ownBytes = 0;
          for (const { posts, about, spareBytes } of [
            ...steps,
            { posts: 0, about: false, spareBytes: Infinity },
          ]) {
            for (let count = 0; count < posts; count++)
              ring.push(entry(ring.head + 1, { participant: 'bo' }));
            const own = about ? textFrame(`about ${++abouts}`) : Buffer.alloc(0);
            if (about) outgoing.put(own);
            ownBytes += own.length;
            transport.spareBytes = spareBytes;
            const before = transport.texts.length;
            outgoing.flush(ring, 'ann');
            const last = textFrame(transport.texts.at(-1) ?? '').length;
            if (transport.texts.length === before) continue;
            // Of the room at most one frame reaches beyond; what is for it alone is never cut.
            expect(transport.spareBytes).toBeGreaterThan(-Math.max(last, ownBytes));
            ownBytes = 0;
          }
          const [own, news] = [true, false].map((mine) =>
            transport.texts.filter((text) => text.startsWith('about') === mine),
          );
          expect(own).toEqual(Array.from({ length: abouts }, (_, index) => `about ${index + 1}`));
          expect(news).toEqual(
            ring.since(0).map(({ text, record }) => (dialect === dialectV1 ? text : `message ${record.seq}`)),
          );
        },
      ),
    );
  });

  describe('is behind', () => {
    it('when the ring let go of what it has not written', () => {
      const { outgoing } = createOutgoing();
      const ring = new Ring(0);
      for (const record of entries(1, ringEntries)) ring.push(record);
      expect(outgoing.isBehind(ring)).toBe(false);
      ring.push(entry(ringEntries + 1));
      expect(outgoing.isBehind(ring)).toBe(true);
    });

    it('when too much waits for it alone while it does not read', () => {
      const { transport, outgoing } = createOutgoing();
      outgoing.put(Buffer.alloc(waitingBytes));
      transport.congested = true;
      expect(outgoing.isBehind(undefined)).toBe(false);
      outgoing.put(Buffer.alloc(1));
      expect(outgoing.isBehind(undefined)).toBe(true);
      transport.congested = false;
      expect(outgoing.isBehind(undefined)).toBe(false);
    });

    it('no more after all was written', () => {
      const { transport, outgoing } = createOutgoing();
      outgoing.put(Buffer.alloc(waitingBytes + 1));
      outgoing.flush(undefined, '');
      transport.congested = true;
      expect(outgoing.isBehind(undefined)).toBe(false);
    });

    it('never while it follows', () => {
      const { outgoing } = createOutgoing();
      const ring = new Ring(0);
      for (const record of entries(1, ringEntries * 2)) {
        ring.push(record);
        outgoing.flush(ring, 'ann');
        expect(outgoing.isBehind(ring)).toBe(false);
      }
    });
  });
});
