import { describe, expect, it } from 'vitest';
import { alone } from '../../../server/room/relay.ts';
import { ringEntries } from '../../../server/room/ring.ts';
import { entries, entry } from '../../support/drafts.ts';
import { createRoom, seqsOf } from '../../support/lone-room.ts';
import { settled } from '../../support/settled.ts';

/** Others may be overtaken on their way from node to node. */
const relay = { ...alone, isAlone: false, patienceMs: 20 };

describe('what a room has not heard of', () => {
  it('reads what is missing before an entry that comes too early', async () => {
    const { room, log } = createRoom(3);
    log.rooms.set('lobby', entries(1, 6));
    room.add(entry(6));
    await settled();
    expect(seqsOf(room)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(log.reads).toBe(1);
  });

  it('reads nothing while nothing is missing', async () => {
    const { room, log } = createRoom(3);
    room.add(entry(4));
    room.add(entry(5));
    room.add(entry(5));
    await settled();
    expect(log.reads).toBe(0);
  });

  it('reads once for all entries of a turn that come too early, and goes on', async () => {
    const { room, log } = createRoom(3);
    log.rooms.set('lobby', entries(1, 7));
    for (const record of entries(5, 7)) room.add(record);
    await settled();
    room.add(entry(8));
    expect(seqsOf(room)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(log.reads).toBe(1);
  });

  it('misses nothing that is written while it reads what was missing', async () => {
    const { room, log } = createRoom(3);
    log.rooms.set('lobby', entries(1, 6));
    log.holdReads();
    room.add(entry(6));
    log.rooms.set('lobby', entries(1, 9));
    room.add(entry(9));
    room.add(entry(8));
    log.releaseReads();
    await settled();
    expect(room.ring.head).toBe(9);
  });

  it('fills a hole that is larger than one read', async () => {
    const { room, log } = createRoom(1);
    const head = ringEntries * 2 + 100;
    log.rooms.set('lobby', entries(1, head));
    room.add(entry(head));
    await settled();
    expect([room.ring.head, log.reads]).toEqual([head, 3]);
  });

  it('tells that what is missing could not be read, and tries again with the next entry', async () => {
    const { room, log, failures } = createRoom(1);
    log.rooms.set('lobby', entries(1, 4));
    const gone = new Error('disk gone');
    log.failReads(gone);
    room.add(entry(3));
    await settled();
    expect([failures, seqsOf(room)]).toEqual([[gone], [1]]);
    log.failReads();
    room.add(entry(4));
    await settled();
    expect([failures, seqsOf(room)]).toEqual([[gone], [1, 2, 3, 4]]);
  });

  it('tells that the log lacks what it should hold, and reads no more', async () => {
    const { room, log, failures } = createRoom(1);
    room.add(entry(3));
    await settled();
    expect(failures).toMatchObject([{ message: 'The log lacks entries after 1 in lobby.' }]);
    expect([log.reads, room.ring.head]).toEqual([1, 1]);
  });

  it('reads in vain only once where what is missing was deleted, and goes on when it hears of that', async () => {
    const { room, log, failures } = createRoom(1);
    log.rooms.set('lobby', entries(4, 5));
    room.add(entry(5));
    await settled();
    expect(failures).toMatchObject([{ message: 'The log lacks entries after 1 in lobby.' }]);
    expect([log.reads, room.ring.head]).toEqual([1, 1]);
    room.expire(3);
    room.expect(5);
    await settled();
    expect([log.reads, seqsOf(room)]).toEqual([2, [4, 5]]);
  });

  it('reads what it is told to expect, once, and nothing that it has', async () => {
    const { room, log } = createRoom(3);
    log.rooms.set('lobby', entries(1, 5));
    room.expect(3);
    await settled();
    expect(log.reads).toBe(0);
    room.expect(5);
    room.expect(4);
    await settled();
    room.expect(5);
    await settled();
    expect([log.reads, room.ring.head]).toEqual([1, 5]);
  });

  it('asks the log a second after it had doubts, once for all of them', async () => {
    const { room, log, clock } = createRoom(3);
    log.rooms.set('lobby', entries(1, 5));
    room.doubt();
    room.doubt();
    expect(clock.waiting).toBe(1);
    clock.advance(999);
    expect(log.reads).toBe(0);
    clock.advance(1);
    await settled();
    expect([room.ring.head, clock.waiting]).toEqual([5, 0]);
  });

  it('is content where its doubts were wrong', async () => {
    const { room, log, clock, failures } = createRoom(3);
    room.doubt();
    clock.advance(1_000);
    await settled();
    expect([room.ring.head, log.reads, clock.waiting, failures]).toEqual([3, 1, 0, []]);
    room.doubt();
    expect(clock.waiting).toBe(1);
  });

  it('asks again every second while the log cannot be read, and tells each time', async () => {
    const { room, log, clock, failures } = createRoom(3);
    log.failReads(new Error('disk gone'));
    room.doubt();
    for (let second = 0; second < 3; second++) {
      clock.advance(1_000);
      await settled();
    }
    expect([failures.length, clock.waiting]).toEqual([3, 1]);
  });

  it('has no doubts after close', () => {
    const { room, clock } = createRoom(3);
    room.doubt();
    room.close();
    expect(clock.waiting).toBe(0);
    room.doubt();
    expect(clock.waiting).toBe(0);
  });
});

describe('what overtook others between nodes', () => {
  it('waits a moment for what was overtaken, and reads nothing when it comes', async () => {
    const { log, clock, room } = createRoom(0, { relay });
    room.add(entry(3));
    room.add(entry(2));
    expect(room.ring.head).toBe(0);
    clock.advance(19);
    room.add(entry(1));
    expect(room.ring.head).toBe(3);
    clock.advance(100);
    await settled();
    expect(log.reads).toBe(0);
  });

  it('reads what does not come, once for everything that waits for it', async () => {
    const { log, clock, room } = createRoom(0, { more: 4, relay });
    room.add(entry(3));
    room.add(entry(4));
    clock.advance(20);
    await settled();
    expect([room.ring.head, log.reads]).toEqual([4, 1]);
  });

  it('keeps no more of what comes early than the ring could hold, and has it all in the end', async () => {
    const { clock, room } = createRoom(0, { more: ringEntries + 10, relay });
    for (let seq = 2; seq <= ringEntries + 10; seq++) room.add(entry(seq));
    clock.advance(20);
    await settled();
    expect(room.ring.head).toBe(ringEntries + 10);
  });

  it('lets go of what came early when it is closed', async () => {
    const { log, clock, room } = createRoom(0, { more: 3, relay });
    room.add(entry(3));
    room.close();
    clock.advance(1_000);
    await settled();
    expect([room.ring.head, log.reads]).toEqual([0, 0]);
  });
});
