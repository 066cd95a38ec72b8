import { describe, expect, it } from 'vitest';
import { alone } from '../../../server/room/relay.ts';
import { entry } from '../../support/drafts.ts';
import { createRoom } from '../../support/lone-room.ts';

const relay = { ...alone, isAlone: false };

describe('a room among nodes', () => {
  it('has what a client saw elsewhere, once it is asked for it', async () => {
    const { room } = createRoom(2, { more: 3, relay });
    expect(await room.reach(5)).toBe(true);
    expect(room.ring.head).toBe(5);
    expect(await room.reach(6)).toBe(false);
  });

  it('tells an entry that contradicts its own from one that it knows, or has not', () => {
    const { room } = createRoom(2, { relay });
    expect(room.contradicts(entry(2))).toBe(false);
    expect(room.contradicts({ ...entry(2), draftId: 'another' })).toBe(true);
    expect(room.contradicts({ ...entry(2), participant: 'somebody-else' })).toBe(true);
    expect(room.contradicts(entry(3))).toBe(false);
  });
});
