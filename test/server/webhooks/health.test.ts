import { describe, expect, it } from 'vitest';
import { Health } from '../../../server/webhooks/health.ts';
import { ManualClock } from '../../support/manual-clock.ts';

function createHealth() {
  const clock = new ManualClock();
  let rested = 0;
  const health = new Health({ clock, random: () => 0, onRested: () => rested++ });
  return { clock, health, rested: () => rested };
}

const silence = (health: Health, ...rooms: readonly string[]) => {
  for (const room of rooms) health.silent(room, undefined);
};

describe('the health of a webhook', () => {
  it('is well while one room alone gets no answer, however often', () => {
    const { health } = createHealth();
    silence(health, 'a', 'a', 'a', 'a', 'a', 'b', 'c');
    expect(health.most).toBe(4);
    expect(health.restsUntil).toBeUndefined();
    expect(health.answered()).toBe(false);
  });

  it('rests when four rooms got none, and is then tried by one at a time, after rests that grow', () => {
    const { clock, health, rested } = createHealth();
    silence(health, 'a', 'b', 'c', 'd');
    expect([health.most, health.restsUntil]).toEqual([0, clock.time() + 5_000]);
    // What was under way before changes nothing.
    silence(health, 'e', 'f');
    clock.advance(5_000);
    expect([health.most, rested()]).toEqual([1, 1]);
    silence(health, 'a');
    expect(health.restsUntil).toBe(clock.time() + 10_000);
    clock.advance(10_000);
    expect(health.answered()).toBe(true);
    expect(health.most).toBe(4);
    silence(health, 'a', 'b', 'c');
    expect(health.most).toBe(4);
  });

  it('rests as long as it asks for', () => {
    const { clock, health } = createHealth();
    health.silent('a', 60_000);
    expect(health.restsUntil).toBe(clock.time() + 60_000);
    clock.advance(60_000);
    expect(health.most).toBe(1);
    expect(health.answered()).toBe(true);
  });

  it('leaves no timer behind', () => {
    const { clock, health } = createHealth();
    health.silent('a', 60_000);
    health.close();
    expect(clock.waiting).toBe(0);
  });
});
