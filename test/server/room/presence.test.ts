import { describe, expect, it } from 'vitest';
import { presenceEveryMs } from '../../../protocol/timing.ts';
import { Presence } from '../../../server/room/presence.ts';
import { ManualClock } from '../../support/manual-clock.ts';

function createPresence() {
  const clock = new ManualClock();
  const told: number[] = [];
  return { clock, told, presence: new Presence(clock, (count) => void told.push(count)) };
}

describe('Presence', () => {
  it('counts two connections of one participant once', () => {
    const { presence } = createPresence();
    presence.arrived('ann');
    presence.arrived('ann');
    presence.arrived('bo');
    expect(presence.count).toBe(2);
  });

  it('counts a participant until the last connection is gone', () => {
    const { presence } = createPresence();
    presence.arrived('ann');
    presence.arrived('ann');
    presence.departed('ann');
    expect(presence.count).toBe(1);
    presence.departed('ann');
    expect(presence.count).toBe(0);
  });

  it('tells the count a second after it changed', () => {
    const { presence, clock, told } = createPresence();
    presence.arrived('ann');
    clock.advance(presenceEveryMs - 1);
    expect(told).toEqual([]);
    clock.advance(1);
    expect(told).toEqual([1]);
  });

  it('tells at most once a second, and then the newest count', () => {
    const { presence, clock, told } = createPresence();
    for (let index = 0; index < 50; index++) {
      presence.arrived(`guest-${index}`);
      clock.advance(presenceEveryMs / 10);
    }
    clock.advance(presenceEveryMs);
    expect(told.length).toBeLessThanOrEqual(6);
    expect(told.at(-1)).toBe(50);
  });

  it('tells when people leave', () => {
    const { presence, clock, told } = createPresence();
    presence.arrived('ann');
    presence.arrived('bo');
    clock.advance(presenceEveryMs);
    presence.departed('ann');
    clock.advance(presenceEveryMs);
    expect(told).toEqual([2, 1]);
  });

  it('tells a newcomer the count also when it is what it was', () => {
    const { presence, clock, told } = createPresence();
    presence.arrived('ann');
    presence.arrived('bo');
    clock.advance(presenceEveryMs);
    // The newcomer was welcomed by three, and must hear of two.
    presence.arrived('cy');
    presence.departed('ann');
    clock.advance(presenceEveryMs);
    expect(told).toEqual([2, 2]);
  });

  it('tells nothing when a participant only changes tabs', () => {
    const { presence, clock, told } = createPresence();
    presence.arrived('ann');
    presence.arrived('ann');
    clock.advance(presenceEveryMs);
    presence.departed('ann');
    presence.arrived('ann');
    clock.advance(presenceEveryMs * 3);
    expect(told).toEqual([1]);
  });

  it('waits for nothing while nothing changes', () => {
    const { presence, clock } = createPresence();
    presence.arrived('ann');
    clock.advance(presenceEveryMs);
    expect(clock.waiting).toBe(0);
  });

  it('leaves nothing behind after close', () => {
    const { presence, clock, told } = createPresence();
    presence.arrived('ann');
    presence.close();
    expect(clock.waiting).toBe(0);
    presence.departed('ann');
    presence.arrived('bo');
    expect(clock.waiting).toBe(0);
    clock.advance(presenceEveryMs * 2);
    expect(told).toEqual([]);
  });
});
