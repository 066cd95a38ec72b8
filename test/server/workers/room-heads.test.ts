import { describe, expect, it } from 'vitest';
import { RoomHeads } from '../../../server/workers/room-heads.ts';

describe('the heads of rooms', () => {
  it('are not known before it was read how far a room is expired', () => {
    const heads = new RoomHeads();
    expect(heads.of('lobby')).toBeUndefined();
    heads.reached('lobby', 7);
    expect(heads.of('lobby')).toBeUndefined();
    heads.expiredTo('lobby', 2);
    expect(heads.of('lobby')).toEqual({ head: 7, expired: 2, standing: 0 });
  });

  it('never go back, whatever is heard late', () => {
    const heads = new RoomHeads();
    heads.expiredTo('lobby', 2);
    heads.reached('lobby', 7);
    heads.reached('lobby', 6);
    heads.expiredTo('lobby', 1);
    expect(heads.of('lobby')).toEqual({ head: 7, expired: 2, standing: 0 });
  });

  it('are read again where they are in doubt, and know until then what they knew', () => {
    const heads = new RoomHeads();
    heads.expiredTo('lobby', 0);
    heads.reached('lobby', 7);
    heads.standingChanged('lobby');
    heads.doubt('lobby');
    expect(heads.of('lobby')).toBeUndefined();
    heads.reached('lobby', 5);
    heads.expiredTo('lobby', 0);
    expect(heads.of('lobby')).toEqual({ head: 7, expired: 0, standing: 1 });
  });

  it('have another, higher version after every change of a standing', () => {
    const heads = new RoomHeads();
    for (const room of ['lobby', 'garden', 'lobby']) heads.standingChanged(room);
    for (const room of ['lobby', 'garden', 'attic']) heads.expiredTo(room, 0);
    const versions = ['lobby', 'garden', 'attic'].map((room) => heads.of(room)?.standing);
    expect(versions).toEqual([3, 2, 0]);
  });

  it('keep to a number of rooms, and hide no change of one that they forgot', () => {
    const heads = new RoomHeads(2);
    heads.standingChanged('lobby');
    heads.expiredTo('lobby', 0);
    heads.standingChanged('lobby');
    for (const room of ['garden', 'attic']) heads.expiredTo(room, 0);
    expect(heads.of('lobby')).toBeUndefined();
    heads.expiredTo('lobby', 0);
    expect(heads.of('lobby')?.standing).toBe(2);
    expect(heads.of('garden')).toBeUndefined();
  });
});
