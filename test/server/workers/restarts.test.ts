import { describe, expect, it } from 'vitest';
import { isHopeless, isSteady, mostDeaths, restMs } from '../../../server/workers/restarts.ts';

describe('after a worker died', () => {
  it('the next one rests twice as long each time, ten seconds at most', () => {
    expect([1, 2, 3, 4].map(restMs)).toEqual([100, 200, 400, 800]);
    expect([8, 9, 1_000].map(restMs)).toEqual([10_000, 10_000, 10_000]);
  });

  it('one that lived for ten seconds was all right', () => {
    expect([isSteady(9_999), isSteady(10_000)]).toEqual([false, true]);
  });

  it('the fifth in a row is one too many', () => {
    expect([isHopeless(mostDeaths - 1), isHopeless(mostDeaths)]).toEqual([false, true]);
  });
});
