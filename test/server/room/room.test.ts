import { describe, expect, it } from 'vitest';
import { rosterParticipants, typingParticipants } from '../../../protocol/limits.ts';
import { presenceEveryMs, typingEveryMs } from '../../../protocol/timing.ts';
import { ringBytes, ringEntries } from '../../../server/room/ring.ts';
import { messageBody } from '../../../server/room/entry-text.ts';
import { type Reader } from '../../../server/room/room.ts';
import type { Signal } from '../../../server/room/signal.ts';
import { entries, entry } from '../../support/drafts.ts';
import { createRoom, seqsOf } from '../../support/lone-room.ts';
import { people, person } from '../../support/people.ts';

const [ann, bo, cy] = [person('Ann'), person('Bo'), person('Cy')];

function createReader() {
  const signals: Signal[] = [];
  const reader = {
    flushes: 0,
    signals,
    flush() {
      reader.flushes++;
    },
    signal: (signal: Signal) => void signals.push(signal),
    reconsider: () => {},
    tell: () => {},
    tellWaiting: () => {},
    /** What it was told of a type, in order. */
    told: (type: Signal['message']['type']) =>
      signals.map(({ message }) => message).filter((message) => message.type === type),
  };
  return reader;
}

describe('Room', () => {
  it('has its name, and the newest entries of the log', () => {
    const { room } = createRoom(3);
    expect([room.name, room.ring.head, seqsOf(room)]).toEqual(['lobby', 3, [1, 2, 3]]);
  });

  it('flushes its readers once for all entries of a turn, and not before it ends', () => {
    const { room, clock } = createRoom();
    const [first, second] = [createReader(), createReader()];
    room.enter(first, ann);
    room.enter(second, bo);
    for (const record of entries(1, 3)) room.add(record);
    expect([first.flushes, second.flushes]).toEqual([0, 0]);
    clock.turn();
    expect([first.flushes, second.flushes]).toEqual([1, 1]);
    expect(room.ring.head).toBe(3);
  });

  it('gathers no more than half of what the ring holds', () => {
    const { room } = createRoom();
    const reader = createReader();
    room.enter(reader, ann);
    for (const record of entries(1, ringEntries / 2 - 1)) room.add(record);
    expect(reader.flushes).toBe(0);
    room.add(entry(ringEntries / 2));
    expect(reader.flushes).toBe(1);
  });

  it('gathers no more than half of the bytes that the ring holds', () => {
    const { room } = createRoom();
    const reader = createReader();
    room.enter(reader, ann);
    const long = (seq: number) => entry(seq, { body: messageBody('x'.repeat(8_000)) });
    for (let seq = 1; reader.flushes === 0; seq++) room.add(long(seq));
    const { head, tail, bytes } = room.ring;
    expect([tail, Math.floor(bytes / (ringBytes / 2))]).toEqual([0, 1]);
    expect((bytes * (head - 1)) / head).toBeLessThan(ringBytes / 2);
  });

  it('flushes nobody who left', () => {
    const { room, clock } = createRoom();
    const reader = createReader();
    room.enter(reader, ann);
    room.add(entry(1));
    room.leave(reader, 'ann');
    clock.turn();
    expect(reader.flushes).toBe(0);
  });

  it('flushes the others when one leaves in the middle of it', () => {
    const { room, clock } = createRoom();
    const leaving: Reader = { ...createReader(), flush: () => room.leave(leaving, 'ann') };
    const reader = createReader();
    room.enter(leaving, ann);
    room.enter(reader, bo);
    room.add(entry(1));
    clock.turn();
    expect(reader.flushes).toBe(1);
    expect(room.presence.count).toBe(1);
  });

  it('drops an entry that a read brought already', () => {
    const { room, clock } = createRoom(3);
    const reader = createReader();
    room.enter(reader, ann);
    room.add(entry(3));
    room.add(entry(2));
    clock.turn();
    expect([room.ring.head, reader.flushes]).toEqual([3, 0]);
    room.add(entry(4));
    clock.turn();
    expect([room.ring.head, reader.flushes]).toEqual([4, 1]);
  });

  it('sees to its readers when something expired, and to nobody when it had gone before', () => {
    const { room, clock } = createRoom(3);
    const reader = createReader();
    room.enter(reader, ann);
    room.expire(2);
    clock.turn();
    expect([reader.flushes, seqsOf(room)]).toEqual([1, [3]]);
    room.expire(2);
    clock.turn();
    expect(reader.flushes).toBe(1);
  });

  it('looks back anew after an expiry or a removal, and after nothing else', async () => {
    const { room, log } = createRoom(3);
    await room.lookBack();
    room.add(entry(4));
    room.add(entry(5, { kind: 'edit', ref: 2 }));
    await room.lookBack();
    expect(log.reads).toBe(1);
    room.add(entry(6, { kind: 'removal', ref: 2 }));
    await room.lookBack();
    expect(log.reads).toBe(2);
    room.expire(1);
    await room.lookBack();
    expect(log.reads).toBe(3);
  });

  it('leaves nothing behind of a look back after close', async () => {
    const { room, clock } = createRoom(3);
    await room.lookBack();
    room.close();
    expect(clock.waiting).toBe(0);
  });

  it('counts a reader who leaves twice once', () => {
    const { room } = createRoom();
    const [tab, otherTab] = [createReader(), createReader()];
    room.enter(tab, ann);
    room.enter(otherTab, ann);
    room.leave(tab, 'ann');
    room.leave(tab, 'ann');
    expect(room.presence.count).toBe(1);
  });

  it('tells every reader who is present, by the same signal', () => {
    const { room, clock } = createRoom();
    const [first, second] = [createReader(), createReader()];
    room.enter(first, ann);
    room.enter(second, bo);
    clock.advance(presenceEveryMs);
    expect(first.told('presence')).toEqual([{ type: 'presence', count: 2, came: [ann, bo], gone: [] }]);
    expect(second.signals[0]).toBe(first.signals[0]);
    expect([first.flushes, second.flushes]).toEqual([1, 1]);
  });

  it('reads a range once for all who ask for it at the same time', async () => {
    const { room, log } = createRoom(9);
    const pages = await Promise.all([1, 2, 3].map(() => room.read({ after: 5, limit: 100 })));
    expect(log.reads).toBe(1);
    for (const page of pages) expect(page.entries.map(({ seq }) => seq)).toEqual([6, 7, 8, 9]);
  });

  it('reads each range by itself', async () => {
    const { room, log } = createRoom(9);
    const ranges = [
      { after: 5, limit: 100 },
      { after: 6, limit: 100 },
      { after: 5, limit: 99 },
      { before: 5, limit: 100 },
    ];
    const pages = await Promise.all(ranges.map((range) => room.read(range)));
    expect(log.reads).toBe(4);
    expect(pages.map(({ entries: found }) => found.length)).toEqual([4, 3, 4, 4]);
  });

  it('reads again after a read is done, or has failed', async () => {
    const { room, log } = createRoom(3);
    const range = { after: 0, limit: 10 };
    await room.read(range);
    log.failReads(new Error('disk gone'));
    await expect(room.read(range)).rejects.toThrow('disk gone');
    log.failReads();
    expect((await room.read(range)).entries).toHaveLength(3);
    expect(log.reads).toBe(3);
  });

  it('leaves nothing behind after close', () => {
    const { room, clock } = createRoom();
    const reader = createReader();
    room.enter(reader, ann);
    room.typing(ann, true);
    expect(clock.waiting).toBe(2);
    room.close();
    expect(clock.waiting).toBe(0);
    room.leave(reader, 'ann');
    expect(clock.waiting).toBe(0);
  });

  it('leaves its readers alone after close', () => {
    const { room, clock } = createRoom();
    const reader = createReader();
    room.enter(reader, ann);
    room.add(entry(1));
    room.close();
    clock.advance(presenceEveryMs);
    expect([reader.flushes, reader.signals]).toEqual([0, []]);
  });
});

describe('typing in a room', () => {
  /** A room with these people in it, all of whom were told so. */
  function createCompany(participants = [ann, bo, cy]) {
    const { room, clock } = createRoom();
    const readers = participants.map((participant) => {
      const reader = createReader();
      room.enter(reader, participant);
      return reader;
    });
    clock.advance(presenceEveryMs);
    return { room, clock, readers, reader: readers[0]! };
  }

  const { id, name } = ann;

  it('is told to everyone', () => {
    const { room, clock, readers } = createCompany();
    room.typing(ann, true);
    clock.advance(typingEveryMs);
    for (const reader of readers)
      expect(reader.told('typing')).toEqual([{ type: 'typing', who: [{ id, name }] }]);
  });

  it('ends when it is said to', () => {
    const { room, clock, reader } = createCompany();
    room.typing(ann, true);
    clock.advance(typingEveryMs);
    room.typing(ann, false);
    clock.advance(typingEveryMs);
    expect(reader.told('typing').at(-1)).toEqual({ type: 'typing', who: [] });
  });

  it('ends with what was written', () => {
    const { room, clock, reader } = createCompany();
    room.typing(ann, true);
    room.typing(bo, true);
    clock.advance(typingEveryMs);
    room.add(entry(1, { participant: 'ann' }));
    clock.advance(typingEveryMs);
    expect(reader.told('typing').at(-1)).toMatchObject({ who: [{ id: 'bo' }] });
  });

  it('ends with the visit', () => {
    const { room, clock, readers, reader } = createCompany();
    room.typing(bo, true);
    clock.advance(typingEveryMs);
    room.leave(readers[1]!, 'bo');
    clock.advance(typingEveryMs);
    expect(reader.told('typing').at(-1)).toEqual({ type: 'typing', who: [] });
  });

  it('goes on where somebody else leaves, or one who is not there', () => {
    const { room, clock, readers, reader } = createCompany();
    room.typing(ann, true);
    clock.advance(typingEveryMs);
    room.leave(readers[1]!, 'bo');
    room.leave(createReader(), 'ann');
    clock.advance(typingEveryMs);
    expect(reader.told('typing')).toHaveLength(1);
    expect(room.presence.count).toBe(2);
  });

  it('is told up to a hundred, and not in a crowd', () => {
    const { room, clock, reader } = createCompany(people(rosterParticipants));
    room.typing(ann, true);
    clock.advance(typingEveryMs);
    expect(reader.told('typing')).toHaveLength(1);
    room.enter(createReader(), ann);
    clock.advance(presenceEveryMs);
    const waiting = clock.waiting;
    room.typing(bo, true);
    expect(clock.waiting).toBe(waiting);
    clock.advance(typingEveryMs);
    expect(reader.told('typing')).toHaveLength(1);
  });

  it('ends in a crowd as well', () => {
    const { room, clock, reader } = createCompany(people(rosterParticipants));
    room.typing(ann, true);
    clock.advance(typingEveryMs);
    room.enter(createReader(), ann);
    room.typing(ann, false);
    clock.advance(typingEveryMs);
    expect(reader.told('typing').at(-1)).toEqual({ type: 'typing', who: [] });
  });

  it('names five at most', () => {
    const { room, clock, reader } = createCompany();
    for (const participant of people(typingParticipants + 2)) room.typing(participant, true);
    clock.advance(typingEveryMs);
    expect(reader.told('typing')).toMatchObject([{ who: { length: typingParticipants } }]);
  });
});
