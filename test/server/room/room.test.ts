import { describe, expect, it } from 'vitest';
import { presenceEveryMs } from '../../../protocol/timing.ts';
import { Flusher } from '../../../server/room/flusher.ts';
import { Room, type Reader } from '../../../server/room/room.ts';
import { entries, entry } from '../../support/drafts.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { MemoryLog } from '../../support/memory-log.ts';
import { settled } from '../../support/settled.ts';

function createRoom(head = 0) {
  const log = new MemoryLog();
  log.rooms.set('lobby', entries(1, head));
  const clock = new ManualClock();
  const failures: unknown[] = [];
  const onFailure = (error: unknown) => void failures.push(error);
  const newest = { head, entries: entries(1, head), more: false };
  const room = new Room('lobby', newest, { log, flusher: new Flusher(clock), clock, onFailure });
  return { log, clock, failures, room };
}

function createReader(): Reader & { flushes: number; readonly counts: number[] } {
  return {
    flushes: 0,
    counts: [],
    flush() {
      this.flushes++;
    },
    present(count) {
      this.counts.push(count);
    },
  };
}

const seqs = ({ ring }: Room) => ring.since(ring.tail).map(({ record }) => record.seq);

describe('Room', () => {
  it('flushes its readers once for all entries of a turn', () => {
    const { room, clock } = createRoom();
    const [ann, bo] = [createReader(), createReader()];
    room.enter(ann, 'ann');
    room.enter(bo, 'bo');
    for (const record of entries(1, 3)) room.add(record);
    clock.turn();
    expect([ann.flushes, bo.flushes]).toEqual([1, 1]);
    expect(room.ring.head).toBe(3);
  });

  it('flushes nobody who left', () => {
    const { room, clock } = createRoom();
    const ann = createReader();
    room.enter(ann, 'ann');
    room.add(entry(1));
    room.leave(ann, 'ann');
    clock.turn();
    expect(ann.flushes).toBe(0);
  });

  it('flushes the others when one leaves in the middle of it', () => {
    const { room, clock } = createRoom();
    const ann: Reader = { flush: () => room.leave(ann, 'ann'), present: () => {} };
    const bo = createReader();
    room.enter(ann, 'ann');
    room.enter(bo, 'bo');
    room.add(entry(1));
    clock.turn();
    expect(bo.flushes).toBe(1);
    expect(room.present).toBe(1);
  });

  it('drops an entry that a read brought already', () => {
    const { room, clock } = createRoom(3);
    room.add(entry(3));
    room.add(entry(2));
    expect(room.ring.head).toBe(3);
    room.add(entry(4));
    clock.turn();
    expect(room.ring.head).toBe(4);
  });

  it('reads what is missing before an entry that comes too early', async () => {
    const { room, log, clock } = createRoom(3);
    const ann = createReader();
    room.enter(ann, 'ann');
    log.rooms.set('lobby', entries(1, 6));
    room.add(entry(6));
    await settled();
    clock.turn();
    expect(seqs(room)).toEqual([1, 2, 3, 4, 5, 6]);
    expect([log.reads, ann.flushes]).toEqual([1, 1]);
  });

  it('reads once for all entries of a turn that come too early, and goes on', async () => {
    const { room, log } = createRoom(3);
    log.rooms.set('lobby', entries(1, 7));
    for (const record of entries(5, 7)) room.add(record);
    await settled();
    room.add(entry(8));
    expect(seqs(room)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(log.reads).toBe(1);
  });

  it('misses nothing that is written while it reads what was missing', async () => {
    const { room, log } = createRoom(3);
    log.rooms.set('lobby', entries(1, 6));
    log.holdReads();
    room.add(entry(6));
    log.rooms.set('lobby', entries(1, 9));
    room.add(entry(9));
    log.releaseReads();
    await settled();
    expect(room.ring.head).toBe(9);
  });

  it('fills a hole that is larger than one read', async () => {
    const { room, log } = createRoom(1);
    log.rooms.set('lobby', entries(1, 700));
    room.add(entry(700));
    await settled();
    expect(room.ring.head).toBe(700);
  });

  it('tells that what is missing could not be read, and tries again with the next entry', async () => {
    const { room, log, failures } = createRoom(1);
    log.rooms.set('lobby', entries(1, 4));
    const gone = new Error('disk gone');
    log.failReads(gone);
    room.add(entry(3));
    await settled();
    expect([failures, seqs(room)]).toEqual([[gone], [1]]);
    log.failReads();
    room.add(entry(4));
    await settled();
    expect([failures, seqs(room)]).toEqual([[gone], [1, 2, 3, 4]]);
  });

  it('counts a reader who leaves twice once', () => {
    const { room } = createRoom();
    const [tab, otherTab] = [createReader(), createReader()];
    room.enter(tab, 'ann');
    room.enter(otherTab, 'ann');
    room.leave(tab, 'ann');
    room.leave(tab, 'ann');
    expect(room.present).toBe(1);
  });

  it('tells every reader how many are present', () => {
    const { room, clock } = createRoom();
    const [ann, bo] = [createReader(), createReader()];
    room.enter(ann, 'ann');
    room.enter(bo, 'bo');
    clock.advance(presenceEveryMs);
    expect([ann.counts, bo.counts]).toEqual([[2], [2]]);
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
    const ann = createReader();
    room.enter(ann, 'ann');
    room.close();
    expect(clock.waiting).toBe(0);
    room.leave(ann, 'ann');
    expect(clock.waiting).toBe(0);
  });
});
