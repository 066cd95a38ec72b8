import { describe, expect, it } from 'vitest';
import { KnownLog } from '../../../../server/log/postgres/known-log.ts';

function knowing(epoch: string) {
  const known = new KnownLog();
  known.adopt(epoch);
  let doubts = 0;
  known.watch(() => doubts++);
  return { known, doubts: () => doubts };
}

describe('what a node knows of the log', () => {
  it('is that a room never gets shorter', () => {
    const { known, doubts } = knowing('e1');
    known.reached('lobby', 5, 'e1');
    known.reached('lobby', 3, 'e1');
    known.see('lobby', known.look('lobby'), 'e1', 5);
    known.see('lobby', known.look('lobby'), 'e1', 7);
    expect([known.look('lobby'), doubts()]).toEqual([{ epoch: 'e1', head: 7 }, 0]);
    known.see('lobby', known.look('lobby'), 'e1', 6);
    expect(doubts()).toBe(1);
  });

  it('is not that an answer which was overtaken is news', () => {
    const { known, doubts } = knowing('e1');
    const look = known.look('lobby');
    known.reached('lobby', 5, 'e1');
    known.see('lobby', look, 'e1', 4);
    expect([known.look('lobby').head, doubts()]).toEqual([5, 0]);
    known.adopt('e2');
    known.reached('lobby', 2, 'e2');
    known.see('lobby', look, 'e1', 9);
    expect([known.look('lobby'), doubts()]).toEqual([{ epoch: 'e2', head: 2 }, 0]);
  });

  it('begins anew with another epoch', () => {
    const { known, doubts } = knowing('e1');
    known.reached('lobby', 5, 'e1');
    known.see('lobby', known.look('lobby'), 'e2', 3);
    expect([known.epoch, known.look('lobby').head, doubts()]).toEqual(['e2', 0, 1]);
    known.see('lobby', known.look('lobby'), 'e2', 3);
    expect([known.look('lobby').head, doubts()]).toEqual([3, 1]);
  });

  it('is of the ten thousand rooms that were heard of last', () => {
    const { known } = knowing('e1');
    for (let room = 0; room < 10_000; room++) known.reached(`room-${room}`, 1, 'e1');
    known.reached('room-0', 2, 'e1');
    known.reached('one-more', 1, 'e1');
    expect(['room-0', 'room-1', 'room-2', 'one-more'].map((room) => known.look(room).head)).toEqual([
      2, 0, 1, 1,
    ]);
  });
});
