import { describe, expect, it } from 'vitest';
import { Alarm } from '../../../../server/moderation/shield/alarm.ts';

const moment = (at: number) => ({ at, time: 1_790_000_000_000 + at });

/** So many from each of so many networks, at one moment. */
function ring(alarm: Alarm, each: number, networks: number, now: number) {
  for (let network = 0; network < networks; network++)
    for (let index = 0; index < each; index++) alarm.count(`192.0.2.${network}`, moment(now));
}

describe('an alarm', () => {
  it('rings at the most within a minute, and not before', () => {
    const alarm = new Alarm(100);
    ring(alarm, 9, 11, 0);
    expect(alarm.isRinging(0)).toBe(false);
    alarm.count('198.51.100.1', moment(59_999));
    expect(alarm.isRinging(59_999)).toBe(true);
    expect(alarm.isRinging(60_000)).toBe(false);
  });

  it('tells since when what rings it happens', () => {
    const alarm = new Alarm(20);
    ring(alarm, 1, 10, 1_000);
    expect(alarm.since(1_000)).toBeUndefined();
    ring(alarm, 1, 10, 2_000);
    expect(alarm.since(2_000)).toBe(moment(1_000).time);
    ring(alarm, 1, 10, 61_000);
    expect(alarm.since(61_000)).toBe(moment(2_000).time);
  });

  it('does not ring for fewer than ten networks, however much comes from them', () => {
    const alarm = new Alarm(100);
    ring(alarm, 1_000, 9, 0);
    expect(alarm.isRinging(0)).toBe(false);
    ring(alarm, 1_000, 10, 0);
    expect(alarm.isRinging(0)).toBe(true);
  });

  it('goes on ringing while as much comes, and counts a network anew after its minute', () => {
    const alarm = new Alarm(20);
    for (let minute = 0; minute < 5; minute++) {
      ring(alarm, 2, 10, minute * 60_000);
      expect(alarm.isRinging(minute * 60_000)).toBe(true);
    }
    expect(alarm.isRinging(300_000)).toBe(false);
  });
});
