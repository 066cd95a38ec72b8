import { describe, expect, it } from 'vitest';
import { Comings, mostComings } from '../../../../server/moderation/shield/comings.ts';
import { ManualClock } from '../../../support/manual-clock.ts';

const guest = (id: string) => ({ id, role: 'guest' as const });

describe('comings', () => {
  it('has who comes again come when they came first, in each room by itself', () => {
    const clock = new ManualClock();
    const comings = new Comings(clock);
    comings.came('lobby', guest('ann')).proven = true;
    clock.advance(60_000);
    expect(comings.came('lobby', guest('ann'))).toMatchObject({ at: 0, proven: true });
    expect(comings.came('other', guest('ann'))).toMatchObject({ at: 60_000, proven: false });
  });

  it('tells who came to a room between two times, both included', () => {
    const clock = new ManualClock();
    const comings = new Comings(clock);
    const start = clock.time();
    for (const id of ['a', 'b', 'c', 'd']) {
      comings.came('lobby', guest(id));
      clock.advance(1_000);
    }
    comings.came('lobby-2', guest('e'));
    comings.came('lobby', guest('a'));
    const among = comings.between('lobby', start + 1_000, start + 2_000);
    expect(among.map(({ participant }) => participant)).toEqual(['b', 'c']);
  });

  it(`knows ${mostComings} and forgets who came back longest ago`, () => {
    const clock = new ManualClock();
    const comings = new Comings(clock);
    comings.came('lobby', guest('ann'));
    comings.came('lobby', guest('bo'));
    comings.came('lobby', guest('ann'));
    clock.advance(1_000);
    for (let index = 2; index <= mostComings; index++) comings.came('lobby', guest(`g${index}`));
    expect(comings.came('lobby', guest('ann')).at).toBe(0);
    expect(comings.came('lobby', guest('bo')).at).toBe(1_000);
  });
});
