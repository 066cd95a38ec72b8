import { describe, expect, it } from 'vitest';
import { Flusher } from '../../../server/room/flusher.ts';
import { ManualClock } from '../../support/manual-clock.ts';

function counter() {
  return {
    flushes: 0,
    flush() {
      this.flushes++;
    },
  };
}

describe('Flusher', () => {
  it('flushes once per turn, however often it was marked', () => {
    const clock = new ManualClock();
    const flusher = new Flusher(clock);
    const room = counter();
    flusher.mark(room);
    flusher.mark(room);
    flusher.mark(room);
    expect(room.flushes).toBe(0);
    clock.turn();
    expect(room.flushes).toBe(1);
  });

  it('flushes nothing that was not marked again', () => {
    const clock = new ManualClock();
    const flusher = new Flusher(clock);
    const room = counter();
    const other = counter();
    flusher.mark(room);
    clock.turn();
    flusher.mark(other);
    clock.turn();
    clock.turn();
    expect([room.flushes, other.flushes]).toEqual([1, 1]);
  });

  it('flushes everyone in the order they were marked', () => {
    const clock = new ManualClock();
    const flusher = new Flusher(clock);
    const flushed: string[] = [];
    const [a, b] = ['a', 'b'].map((name) => ({ flush: () => void flushed.push(name) }));
    flusher.mark(b!);
    flusher.mark(a!);
    flusher.mark(b!);
    clock.turn();
    expect(flushed).toEqual(['b', 'a']);
  });

  it('leaves for the next turn what is marked during a flush', () => {
    const clock = new ManualClock();
    const flusher = new Flusher(clock);
    const late = counter();
    flusher.mark({ flush: () => flusher.mark(late) });
    clock.turn();
    expect(late.flushes).toBe(0);
    clock.turn();
    expect(late.flushes).toBe(1);
  });
});
