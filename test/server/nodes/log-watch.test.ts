import { describe, expect, it } from 'vitest';
import type { Heads } from '../../../server/log/shared-log.ts';
import { LogWatch } from '../../../server/nodes/log-watch.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { settled } from '../../support/settled.ts';

function createWatch(known: readonly { name: string; head: number }[] = [{ name: 'lobby', head: 5 }]) {
  const clock = new ManualClock();
  const told: string[] = [];
  const state = {
    epoch: 'one',
    /** In which the rooms were read. */
    known: 'one',
    asked: 0,
    isHealthy: true,
    heads: {
      epoch: 'one',
      keeping: 1,
      rooms: new Map([['lobby', { head: 5, expired: 0, standing: 1 }]]),
    } as Heads,
    failure: undefined as Error | undefined,
    hold: undefined as Promise<void> | undefined,
  };
  const watch = new LogWatch({
    log: {
      get epoch() {
        return state.epoch;
      },
      async heads() {
        state.asked++;
        await state.hold;
        if (state.failure) throw state.failure;
        return state.heads;
      },
      renewEpoch() {
        state.epoch = 'two';
        return Promise.resolve('two');
      },
    },
    clock,
    isBusHealthy: () => state.isHealthy,
    rooms: () => known.map((room) => ({ ...room, epoch: state.known })),
    onFailure: () => told.push('failure'),
    onHead: (room, { head }) => told.push(`${room} ${head}`),
    onStanding: (room) => told.push(`standing of ${room}`),
    onKeeping: () => told.push('keeping'),
    onEpoch() {
      state.known = state.epoch;
      told.push('epoch');
    },
  });
  const look = async () => {
    told.length = 0;
    watch.look();
    await settled();
    return [...told];
  };
  return { watch, clock, state, told, look };
}

describe('LogWatch', () => {
  it('tells how far a room is, and what it did not know of before', async () => {
    const { look, state } = createWatch();
    expect(await look()).toEqual(['keeping', 'lobby 5', 'standing of lobby']);
    expect(await look()).toEqual(['lobby 5']);
    state.heads = {
      ...state.heads,
      keeping: 2,
      rooms: new Map([['lobby', { head: 7, expired: 0, standing: 2 }]]),
    };
    expect(await look()).toEqual(['keeping', 'lobby 7', 'standing of lobby']);
  });

  it('takes a new epoch where a room is shorter than it is known here', async () => {
    const { look, state } = createWatch([{ name: 'lobby', head: 6 }]);
    expect(await look()).toEqual(['epoch']);
    expect(state.epoch).toBe('two');
  });

  it('takes a new epoch where a room is gone altogether', async () => {
    const { look } = createWatch([{ name: 'garden', head: 1 }]);
    expect(await look()).toEqual(['epoch']);
  });

  it('notices once that the log is in another epoch', async () => {
    const { look, state } = createWatch();
    state.heads = { ...state.heads, epoch: 'two' };
    state.epoch = 'two';
    expect(await look()).toContain('epoch');
    expect(await look()).not.toContain('epoch');
  });

  it('says nothing of an epoch in which the rooms were read anew already', async () => {
    const { look, state } = createWatch();
    state.epoch = state.known = 'two';
    state.heads = { ...state.heads, epoch: 'two' };
    expect(await look()).not.toContain('epoch');
  });

  it('looks every ten seconds, and every half second while the bus is away', async () => {
    const { clock, state, look } = createWatch();
    await look();
    clock.advance(9_999);
    expect(state.asked).toBe(1);
    clock.advance(1);
    await settled();
    expect(state.asked).toBe(2);
    state.isHealthy = false;
    await look();
    clock.advance(500);
    await settled();
    expect(state.asked).toBe(4);
  });

  it('is not healthy while the log does not answer, and tries again soon', async () => {
    const { watch, clock, state, look } = createWatch();
    state.failure = new Error('away');
    expect(await look()).toEqual(['failure']);
    expect(watch.healthy).toBe(false);
    state.failure = undefined;
    clock.advance(500);
    await settled();
    expect(watch.healthy).toBe(true);
  });

  it('looks once more for whoever asks while it looks', async () => {
    const { watch, state } = createWatch();
    let goOn = () => {};
    state.hold = new Promise((resolve) => (goOn = resolve));
    watch.look();
    for (let more = 0; more < 3; more++) watch.look();
    await settled();
    expect(state.asked).toBe(1);
    state.hold = undefined;
    goOn();
    await settled();
    expect(state.asked).toBe(2);
  });

  it('tells nothing any more once it is closed', async () => {
    const { watch, clock, state, told } = createWatch();
    await watch.close();
    watch.look();
    clock.advance(20_000);
    await settled();
    expect([state.asked, told]).toEqual([0, []]);
  });
});
