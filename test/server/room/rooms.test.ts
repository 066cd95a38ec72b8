import { describe, expect, it } from 'vitest';
import { ringEntries } from '../../../server/room/ring.ts';
import type { Reader } from '../../../server/room/room.ts';
import { Rooms } from '../../../server/room/rooms.ts';
import { draft, entries } from '../../support/drafts.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { MemoryLog } from '../../support/memory-log.ts';
import { settled } from '../../support/settled.ts';

const keepEmptyMs = 30_000;

function createRooms() {
  const log = new MemoryLog();
  const clock = new ManualClock();
  const failures: unknown[] = [];
  const rooms = new Rooms(log, clock, (error) => void failures.push(error));
  /** Commits a message in the lobby. */
  const commit = (text: string) =>
    new Promise((resolve) => {
      rooms.submit(draft(text), (outcome) => resolve(outcome));
    });
  return { log, clock, failures, rooms, commit };
}

const reader = (): Reader => ({ flush: () => {}, present: () => {} });

describe('Rooms', () => {
  it('loads a room with its newest entries', async () => {
    const { log, rooms } = createRooms();
    log.rooms.set('lobby', entries(1, ringEntries + 44));
    const { ring } = await rooms.find('lobby');
    expect([ring.tail, ring.head]).toEqual([44, ringEntries + 44]);
  });

  it('reads a room once for all who come at the same time', async () => {
    const { log, rooms } = createRooms();
    log.holdReads();
    const found = [rooms.find('lobby'), rooms.find('lobby'), rooms.find('lobby')];
    await settled();
    expect(log.reads).toBe(1);
    log.releaseReads();
    const [first, ...others] = await Promise.all(found);
    for (const other of others) expect(other).toBe(first);
  });

  it('keeps rooms apart', async () => {
    const { log, rooms, commit } = createRooms();
    const [lobby, garden] = [await rooms.find('lobby'), await rooms.find('garden')];
    await commit('for the lobby');
    expect([lobby.ring.head, garden.ring.head]).toEqual([1, 0]);
    expect(log.reads).toBe(2);
  });

  it('puts a committed entry into the ring before its author hears of it', async () => {
    const { rooms } = createRooms();
    const room = await rooms.find('lobby');
    const head = await new Promise((resolve) => {
      rooms.submit(draft('hello'), () => resolve(room.ring.head));
    });
    expect(head).toBe(1);
  });

  it('commits for a room that nobody is in', async () => {
    const { log, rooms, commit } = createRooms();
    expect(await commit('hello')).toBe('committed');
    expect(log.reads).toBe(0);
    expect((await rooms.find('lobby')).ring.head).toBe(1);
  });

  it('does not lose an entry that is committed while the room is read', async () => {
    const { log, rooms, commit } = createRooms();
    log.rooms.set('lobby', entries(1, 3));
    log.holdReads();
    const found = rooms.find('lobby');
    await commit('during the read');
    log.releaseReads();
    const { ring } = await found;
    expect(ring.head).toBe(4);
    expect(ring.since(3).map(({ record }) => record.body)).toEqual(['{"text":"during the read"}']);
  });

  it('takes once an entry that the read has brought as well', async () => {
    const { log, rooms, commit } = createRooms();
    log.hold();
    const committed = commit('on its way');
    await settled();
    const found = rooms.find('lobby');
    log.release();
    await committed;
    expect((await found).ring.since(0)).toHaveLength(1);
  });

  it('tries again after a read failed', async () => {
    const { log, rooms } = createRooms();
    log.failReads(new Error('disk gone'));
    await expect(rooms.find('lobby')).rejects.toThrow('disk gone');
    log.failReads();
    expect((await rooms.find('lobby')).name).toBe('lobby');
  });

  it('lets an empty room go after thirty seconds', async () => {
    const { log, clock, rooms } = createRooms();
    const room = await rooms.find('lobby');
    const ann = reader();
    room.enter(ann, 'ann');
    room.leave(ann, 'ann');
    rooms.vacated(room);
    clock.advance(keepEmptyMs - 1);
    expect(await rooms.find('lobby')).toBe(room);
    rooms.vacated(room);
    clock.advance(keepEmptyMs);
    expect(await rooms.find('lobby')).not.toBe(room);
    expect(log.reads).toBe(2);
  });

  it('leaves nothing behind of a room that was let go', async () => {
    const { clock, rooms } = createRooms();
    const room = await rooms.find('lobby');
    const ann = reader();
    room.enter(ann, 'ann');
    room.leave(ann, 'ann');
    rooms.vacated(room);
    clock.advance(keepEmptyMs);
    expect(clock.waiting).toBe(0);
  });

  it('keeps a room to which somebody came back', async () => {
    const { clock, rooms } = createRooms();
    const room = await rooms.find('lobby');
    rooms.vacated(room);
    clock.advance(keepEmptyMs - 1);
    (await rooms.find('lobby')).enter(reader(), 'ann');
    clock.advance(keepEmptyMs * 2);
    expect(await rooms.find('lobby')).toBe(room);
  });

  it('keeps a room that somebody enters who had found it before', async () => {
    const { clock, rooms } = createRooms();
    const room = await rooms.find('lobby');
    rooms.vacated(room);
    room.enter(reader(), 'ann');
    clock.advance(keepEmptyMs * 2);
    expect(await rooms.find('lobby')).toBe(room);
  });

  it('keeps an empty room for who has found it and is about to enter', async () => {
    const { clock, rooms } = createRooms();
    const room = await rooms.find('lobby');
    rooms.vacated(room);
    clock.advance(keepEmptyMs - 1);
    await rooms.find('lobby');
    clock.advance(keepEmptyMs - 1);
    expect(await rooms.find('lobby')).toBe(room);
  });

  it('keeps a room that is not empty', async () => {
    const { clock, rooms } = createRooms();
    const room = await rooms.find('lobby');
    room.enter(reader(), 'ann');
    rooms.vacated(room);
    clock.advance(keepEmptyMs * 2);
    expect(await rooms.find('lobby')).toBe(room);
  });

  it('has all entries when a room that was let go is loaded again', async () => {
    const { clock, rooms, commit } = createRooms();
    const room = await rooms.find('lobby');
    await commit('one');
    rooms.vacated(room);
    clock.advance(keepEmptyMs);
    await commit('two');
    expect((await rooms.find('lobby')).ring.since(0)).toHaveLength(2);
  });

  it('is healthy while the log takes entries', async () => {
    const { log, failures, rooms, commit } = createRooms();
    expect(rooms.healthy).toBe(true);
    log.fail(new Error('disk full'));
    expect(await commit('one')).toBe('unavailable');
    expect(rooms.healthy).toBe(false);
    expect(failures).toHaveLength(1);
    log.fail();
    await commit('one');
    expect(rooms.healthy).toBe(true);
  });

  it('has the log’s epoch', () => {
    const { log, rooms } = createRooms();
    expect(rooms.epoch).toBe(log.epoch);
  });

  it('waits at its close for the drafts under way', async () => {
    const { log, rooms, commit } = createRooms();
    log.hold();
    const committed = commit('last words');
    await settled();
    let closed = false;
    const closing = rooms.close().then(() => (closed = true));
    await settled();
    expect(closed).toBe(false);
    log.release();
    await closing;
    expect(await committed).toBe('committed');
  });

  it('leaves nothing behind after close', async () => {
    const { clock, rooms } = createRooms();
    (await rooms.find('lobby')).enter(reader(), 'ann');
    rooms.vacated(await rooms.find('garden'));
    expect(clock.waiting).toBe(2);
    await rooms.close();
    expect(clock.waiting).toBe(0);
  });
});
