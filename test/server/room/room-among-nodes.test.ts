import { describe, expect, it } from 'vitest';
import { Standing } from '../../../server/moderation/standing.ts';
import { alone } from '../../../server/room/relay.ts';
import { ringEntries } from '../../../server/room/ring.ts';
import { Room } from '../../../server/room/room.ts';
import { entries, entry } from '../../support/drafts.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { MemoryLog } from '../../support/memory-log.ts';
import { settled } from '../../support/settled.ts';

/** A room that is here up to `head`, in a log that is further by `more`. */
function createRoom(head = 0, more = 0) {
  const log = new MemoryLog();
  log.rooms.set('lobby', entries(1, head + more));
  const clock = new ManualClock();
  const failures: unknown[] = [];
  const room = new Room(
    'lobby',
    { epoch: 'epoch-1', head, entries: entries(1, head), more: false },
    new Standing(),
    {
      log,
      clock,
      onFailure: (error) => void failures.push(error),
      relay: { ...alone, isAlone: false, patienceMs: 20 },
    },
  );
  return { log, clock, room, failures };
}

describe('a room among nodes', () => {
  it('waits a moment for what was overtaken, and reads nothing when it comes', async () => {
    const { log, clock, room } = createRoom();
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
    const { log, clock, room } = createRoom(0, 4);
    room.add(entry(3));
    room.add(entry(4));
    clock.advance(20);
    await settled();
    expect([room.ring.head, log.reads]).toEqual([4, 1]);
  });

  it('keeps no more of what comes early than the ring could hold, and has it all in the end', async () => {
    const { clock, room } = createRoom(0, ringEntries + 10);
    for (let seq = 2; seq <= ringEntries + 10; seq++) room.add(entry(seq));
    clock.advance(20);
    await settled();
    expect(room.ring.head).toBe(ringEntries + 10);
  });

  it('has what a client saw elsewhere, once it is asked for it', async () => {
    const { room } = createRoom(2, 3);
    expect(await room.reach(5)).toBe(true);
    expect(room.ring.head).toBe(5);
    expect(await room.reach(6)).toBe(false);
  });

  it('tells an entry that contradicts its own from one that it knows, or has not', () => {
    const { room } = createRoom(2);
    expect(room.contradicts(entry(2))).toBe(false);
    expect(room.contradicts({ ...entry(2), draftId: 'another' })).toBe(true);
    expect(room.contradicts({ ...entry(2), participant: 'somebody-else' })).toBe(true);
    expect(room.contradicts(entry(3))).toBe(false);
  });

  it('lets go of what came early when it is closed', async () => {
    const { log, clock, room } = createRoom(0, 3);
    room.add(entry(3));
    room.close();
    clock.advance(1_000);
    await settled();
    expect([room.ring.head, log.reads]).toEqual([0, 0]);
  });
});
