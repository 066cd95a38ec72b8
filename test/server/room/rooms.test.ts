import { describe, expect, it } from 'vitest';
import { messageBody } from '../../../server/room/entry-text.ts';
import { Standing } from '../../../server/moderation/standing.ts';
import { ringEntries } from '../../../server/room/ring.ts';
import type { Reader } from '../../../server/room/room.ts';
import { Rooms } from '../../../server/room/rooms.ts';
import { draft, entries, entry } from '../../support/drafts.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { MemoryLog } from '../../support/memory-log.ts';
import { person } from '../../support/people.ts';
import { settled } from '../../support/settled.ts';

const keepEmptyMs = 30_000;

function createRooms() {
  const log = new MemoryLog();
  const clock = new ManualClock();
  const failures: unknown[] = [];
  const rooms = new Rooms(
    log,
    { load: () => Promise.resolve(new Standing()) },
    clock,
    (error) => void failures.push(error),
  );
  /** Commits a message in the lobby. */
  const commit = (text: string) =>
    new Promise((resolve) => {
      rooms.submit(draft(text), (outcome) => resolve(outcome));
    });
  return { log, clock, failures, rooms, commit };
}

const reader = (): Reader => ({
  flush: () => {},
  signal: () => {},
  reconsider: () => {},
  tell: () => {},
  tellWaiting: () => {},
});

describe('Rooms', () => {
  it('loads a room with its newest entries', async () => {
    const { log, rooms } = createRooms();
    log.rooms.set('lobby', entries(1, ringEntries + 44));
    const { ring } = await rooms.visit('lobby');
    expect([ring.tail, ring.head]).toEqual([44, ringEntries + 44]);
  });

  it('reads a room once for all who come at the same time', async () => {
    const { log, rooms } = createRooms();
    log.holdReads();
    const visits = [rooms.visit('lobby'), rooms.visit('lobby'), rooms.visit('lobby')];
    await settled();
    expect(log.reads).toBe(1);
    log.releaseReads();
    const [first, ...others] = await Promise.all(visits);
    for (const other of others) expect(other).toBe(first);
  });

  it('takes nothing of who was barred, and takes back what waits', async () => {
    const { log, rooms, commit } = createRooms();
    log.hold();
    const onItsWay = commit('first');
    await settled();
    const waits = commit('second');
    const others = new Promise((resolve) =>
      rooms.submit(draft('third', { participant: 'bo' }), (outcome) => resolve(outcome)),
    );
    rooms.bar('ann');
    expect(await waits).toBe('withdrawn');
    expect(await commit('fourth')).toBe('withdrawn');
    log.release();
    expect([await onItsWay, await others]).toEqual(['committed', 'committed']);
    expect(log.rooms.get('lobby')!.map(({ participant }) => participant)).toEqual(['ann', 'bo']);
  });

  it('keeps rooms apart', async () => {
    const { log, rooms, commit } = createRooms();
    const [lobby, garden] = [await rooms.visit('lobby'), await rooms.visit('garden')];
    await commit('for the lobby');
    expect([lobby.ring.head, garden.ring.head]).toEqual([1, 0]);
    expect(log.reads).toBe(2);
  });

  it('puts a committed entry into the ring before its author hears of it', async () => {
    const { rooms } = createRooms();
    const room = await rooms.visit('lobby');
    const head = await new Promise((resolve) => {
      rooms.submit(draft('hello'), () => resolve(room.ring.head));
    });
    expect(head).toBe(1);
  });

  it('commits for a room that nobody is in', async () => {
    const { log, rooms, commit } = createRooms();
    expect(await commit('hello')).toBe('committed');
    expect(log.reads).toBe(0);
    expect((await rooms.visit('lobby')).ring.head).toBe(1);
  });

  it('does not lose an entry that is committed while the room is read', async () => {
    const { log, rooms, commit } = createRooms();
    log.rooms.set('lobby', entries(1, 3));
    log.holdReads();
    const visit = rooms.visit('lobby');
    await commit('during the read');
    log.releaseReads();
    const { ring } = await visit;
    expect(ring.head).toBe(4);
    expect(ring.since(3).map(({ record }) => record.body)).toEqual(['{"text":"during the read"}']);
  });

  it('takes once an entry that the read has brought as well', async () => {
    const { log, rooms, commit } = createRooms();
    log.hold();
    const committed = commit('on its way');
    await settled();
    const visit = rooms.visit('lobby');
    log.release();
    await committed;
    expect((await visit).ring.since(0)).toHaveLength(1);
  });

  it('tries again after a read failed', async () => {
    const { log, rooms } = createRooms();
    log.failReads(new Error('disk gone'));
    await expect(rooms.visit('lobby')).rejects.toThrow('disk gone');
    log.failReads();
    expect((await rooms.visit('lobby')).name).toBe('lobby');
  });

  it('lets a room go thirty seconds after the last visit', async () => {
    const { log, clock, rooms } = createRooms();
    const room = await rooms.visit('lobby');
    rooms.leave(room);
    clock.advance(keepEmptyMs - 1);
    expect(await rooms.visit('lobby')).toBe(room);
    rooms.leave(room);
    clock.advance(keepEmptyMs);
    expect(await rooms.visit('lobby')).not.toBe(room);
    expect(log.reads).toBe(2);
  });

  it('lets the room go that rests longest when too much rests, and reads it anew', async () => {
    const { log, rooms } = createRooms();
    const long = Array.from({ length: 100 }, (_, index) =>
      entry(index + 1, { body: messageBody('x'.repeat(10_000)) }),
    );
    const names = Array.from({ length: 34 }, (_, index) => `page.${index}`);
    for (const name of names) {
      log.rooms.set(name, long);
      rooms.leave(await rooms.visit(name));
    }
    expect(log.reads).toBe(34);
    await rooms.visit('page.33');
    expect(log.reads).toBe(34);
    expect((await rooms.visit('page.0')).ring.head).toBe(100);
    expect(log.reads).toBe(35);
  });

  it('leaves nothing behind of a room that was let go', async () => {
    const { clock, rooms } = createRooms();
    const room = await rooms.visit('lobby');
    const ann = reader();
    room.enter(ann, person('Ann'));
    room.leave(ann, 'ann');
    rooms.leave(room);
    clock.advance(keepEmptyMs);
    expect(clock.waiting).toBe(0);
  });

  it('keeps a room to which somebody came back', async () => {
    const { clock, rooms } = createRooms();
    const room = await rooms.visit('lobby');
    rooms.leave(room);
    clock.advance(keepEmptyMs - 1);
    await rooms.visit('lobby');
    clock.advance(keepEmptyMs * 2);
    expect(await rooms.visit('lobby')).toBe(room);
  });

  it('keeps a room until the last of all visits ends', async () => {
    const { clock, rooms } = createRooms();
    const room = await rooms.visit('lobby');
    await rooms.visit('lobby');
    rooms.leave(room);
    clock.advance(keepEmptyMs * 2);
    expect(await rooms.visit('lobby')).toBe(room);
    rooms.leave(room);
    rooms.leave(room);
    clock.advance(keepEmptyMs);
    expect(await rooms.visit('lobby')).not.toBe(room);
  });

  it('keeps a room for who is about to enter when the last of the others leaves', async () => {
    const { log, clock, rooms } = createRooms();
    log.holdReads();
    const visits = [rooms.visit('lobby'), rooms.visit('lobby')];
    await settled();
    log.releaseReads();
    const [room] = await Promise.all(visits);
    rooms.leave(room!);
    clock.advance(keepEmptyMs * 2);
    expect(await rooms.visit('lobby')).toBe(room);
  });

  it('has all entries when a room that was let go is loaded again', async () => {
    const { clock, rooms, commit } = createRooms();
    const room = await rooms.visit('lobby');
    await commit('one');
    rooms.leave(room);
    clock.advance(keepEmptyMs);
    await commit('two');
    expect((await rooms.visit('lobby')).ring.since(0)).toHaveLength(2);
  });

  it('has the entries of a batch whose answer was lost as soon as the next is committed', async () => {
    const { log, rooms, commit } = createRooms();
    const { ring } = await rooms.visit('lobby');
    log.loseAnswers(true);
    expect(await commit('one')).toBe('unavailable');
    log.loseAnswers(false);
    expect(await commit('two')).toBe('committed');
    await settled();
    expect(ring.since(0).map(({ record }) => record.body)).toEqual(['{"text":"one"}', '{"text":"two"}']);
  });

  it('has the entries of a batch whose answer was lost once the log works again, though nothing is said any more', async () => {
    const { log, clock, rooms, commit } = createRooms();
    const { ring } = await rooms.visit('lobby');
    log.loseAnswers(true);
    expect(await commit('one')).toBe('unavailable');
    log.loseAnswers(false);
    clock.advance(1_000);
    await settled();
    expect(ring.since(0).map(({ record }) => record.body)).toEqual(['{"text":"one"}']);
  });

  it('reads nothing of rooms that were not in a batch that failed', async () => {
    const { log, clock, rooms, commit } = createRooms();
    await rooms.visit('garden');
    await rooms.visit('lobby');
    const { reads } = log;
    log.fail(new Error('disk full'));
    await commit('one');
    log.fail();
    clock.advance(1_000);
    await settled();
    expect(log.reads).toBe(reads + 1);
  });

  it('tries again to catch up while the log cannot be read', async () => {
    const { log, clock, rooms, commit } = createRooms();
    const { ring } = await rooms.visit('lobby');
    log.loseAnswers(true);
    await commit('one');
    log.loseAnswers(false);
    log.failReads(new Error('disk gone'));
    clock.advance(1_000);
    await settled();
    expect(ring.head).toBe(0);
    log.failReads();
    clock.advance(1_000);
    await settled();
    expect([ring.head, clock.waiting]).toEqual([1, 0]);
  });

  it('keeps nothing in memory that the log deleted', async () => {
    const { log, rooms } = createRooms();
    await log.append([1, 2, 3].map((time) => draft(`${time}`, { at: time })));
    const { ring } = await rooms.visit('lobby');
    await rooms.expire(3);
    expect(ring.since(ring.tail).map(({ record }) => record.seq)).toEqual([3]);
  });

  it('keeps nothing either that was deleted while the room was read', async () => {
    const { log, rooms } = createRooms();
    await log.append([1, 2, 3].map((time) => draft(`${time}`, { at: time })));
    log.holdReads();
    const visit = rooms.visit('lobby');
    await settled();
    await rooms.expire(3);
    log.releaseReads();
    const { ring } = await visit;
    expect(ring.since(ring.tail).map(({ record }) => record.seq)).toEqual([3]);
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

  it('has rooms of the epoch in which they were read, whatever became of the log since', async () => {
    const { log, rooms } = createRooms();
    log.holdReads();
    const visit = rooms.visit('lobby');
    log.epoch = 'epoch-2';
    log.releaseReads();
    expect((await visit).epoch).toBe('epoch-1');
    rooms.startAnew();
    expect((await rooms.visit('lobby')).epoch).toBe('epoch-2');
  });

  it('finishes the drafts under way, and takes no more', async () => {
    const { log, rooms, commit } = createRooms();
    log.hold();
    const committed = commit('last words');
    await settled();
    let finished = false;
    const finish = rooms.finish().then(() => (finished = true));
    expect(rooms.submit(draft('too late'), () => {})).toBe(false);
    await settled();
    expect(finished).toBe(false);
    log.release();
    await finish;
    expect(await committed).toBe('committed');
  });

  it('starts every room anew from the log when it is told that entries changed there', async () => {
    const { log, clock, rooms, commit } = createRooms();
    const [room, empty] = [await rooms.visit('lobby'), await rooms.visit('garden')];
    const ann = reader();
    room.enter(ann, person('Ann'));
    rooms.leave(empty);
    await commit('hello');
    expect(clock.waiting).toBe(2);
    rooms.startAnew();
    expect(clock.waiting).toBe(0);
    log.rooms.set('lobby', entries(1, 3));
    const again = await rooms.visit('lobby');
    expect(again).not.toBe(room);
    expect(again.ring.since(0).map(({ record }) => record)).toEqual(entries(1, 3));
    // Whoever was in the former one leaves that, and nobody else's.
    rooms.leave(room);
    clock.advance(keepEmptyMs);
    expect(await rooms.visit('lobby')).toBe(again);
  });

  it('starts anew also what was being loaded, and lets a failure of that disturb nobody', async () => {
    const { log, rooms } = createRooms();
    const read = log.read.bind(log);
    const failing = Promise.withResolvers<never>();
    log.read = () => failing.promise;
    const former = rooms.visit('lobby');
    log.read = read;
    rooms.startAnew();
    const room = await rooms.visit('lobby');
    failing.reject(new Error('disk gone'));
    await expect(former).rejects.toThrow('disk gone');
    expect(await rooms.visit('lobby')).toBe(room);
  });

  it('leaves nothing behind after close', async () => {
    const { clock, rooms } = createRooms();
    (await rooms.visit('lobby')).enter(reader(), person('Ann'));
    rooms.leave(await rooms.visit('garden'));
    expect(clock.waiting).toBe(2);
    rooms.close();
    expect(clock.waiting).toBe(0);
  });

  it('leaves nothing behind of those who leave after close', async () => {
    const { clock, rooms } = createRooms();
    const room = await rooms.visit('lobby');
    const ann = reader();
    room.enter(ann, person('Ann'));
    rooms.close();
    room.leave(ann, 'ann');
    rooms.leave(room);
    expect(clock.waiting).toBe(0);
  });
});
