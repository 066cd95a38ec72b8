import { describe, expect, it } from 'vitest';
import { Resting, restingBytes, roomBytes } from '../../../server/room/resting.ts';
import { messageBody } from '../../../server/room/entry-text.ts';
import { Standing } from '../../../server/moderation/standing.ts';
import { Room } from '../../../server/room/room.ts';
import { entry } from '../../support/drafts.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { MemoryLog } from '../../support/memory-log.ts';

const restMs = 30_000;

function createResting() {
  const clock = new ManualClock();
  const gone: string[] = [];
  const resting = new Resting(clock, ({ name }) => void gone.push(name));
  const services = { log: new MemoryLog(), clock, onFailure: () => {} };
  /** A room that holds about so many bytes of messages. */
  const room = (name: string, bytes = 0) => {
    const entries = Array.from({ length: bytes / 10_000 }, (_, index) =>
      entry(index + 1, { author: '', body: messageBody('x').padEnd(10_000) }),
    );
    return new Room(
      name,
      { epoch: 'epoch-1', head: entries.length, entries, more: false },
      new Standing(),
      services,
    );
  };
  return { clock, gone, resting, room };
}

describe('a room that rests', () => {
  it('is let go after thirty seconds', () => {
    const { clock, gone, resting, room } = createResting();
    resting.add(room('lobby'));
    clock.advance(restMs - 1);
    expect(gone).toEqual([]);
    clock.advance(1);
    expect(gone).toEqual(['lobby']);
  });

  it('stays when it is woken, and rests anew afterwards', () => {
    const { clock, gone, resting, room } = createResting();
    const lobby = room('lobby');
    resting.add(lobby);
    clock.advance(restMs - 1);
    resting.wake(lobby);
    expect(clock.waiting).toBe(0);
    clock.advance(restMs);
    expect(gone).toEqual([]);
    resting.add(lobby);
    clock.advance(restMs);
    expect(gone).toEqual(['lobby']);
  });

  it('is let go at once when it rests longest, and all hold too much together', () => {
    const { clock, gone, resting, room } = createResting();
    const bytes = 1_000_000;
    const most = Math.floor(restingBytes / (bytes + roomBytes));
    const rooms = Array.from({ length: most + 2 }, (_, index) => room(`room-${index}`, bytes));
    for (const full of rooms.slice(0, most)) resting.add(full);
    expect(gone).toEqual([]);
    resting.add(rooms[most]!);
    expect(gone).toEqual(['room-0']);
    // Who was woken counts no more, and is the last to go once it rests again.
    resting.wake(rooms[1]!);
    resting.add(rooms[most + 1]!);
    expect(gone).toEqual(['room-0']);
    resting.add(rooms[1]!);
    expect(gone).toEqual(['room-0', 'room-2']);
    expect(clock.waiting).toBe(most);
  });

  it('is let go at once also where empty rooms are very many', () => {
    const { gone, resting, room } = createResting();
    const most = restingBytes / roomBytes;
    for (let index = 0; index < most; index++) resting.add(room(`page.${index}`));
    expect(gone).toEqual([]);
    resting.add(room('page.one-more'));
    expect(gone).toEqual(['page.0']);
  });

  it('leaves nothing behind once all are cleared, and nobody is told', () => {
    const { clock, gone, resting, room } = createResting();
    resting.add(room('lobby'));
    resting.add(room('garden'));
    resting.clear();
    clock.advance(restMs);
    expect([clock.waiting, gone]).toEqual([0, []]);
  });
});
