import { describe, expect, it } from 'vitest';
import { everyRoom } from '../../../server/log/keeping.ts';
import { LiveSettings, mostSettings } from '../../../server/moderation/live-settings.ts';
import { createPlaces } from '../../../server/moderation/place.ts';

describe('live settings', () => {
  it('are full at so many rooms, and have room again when one is put back', () => {
    const live = new LiveSettings();
    for (let index = 0; index < mostSettings; index++) live.set(`room-${index}`, { retention: 1 });
    expect(live.isFull).toBe(true);
    live.set('room-0', { permissions: {}, rules: {}, retention: undefined });
    expect([live.isFull, live.has('room-0')]).toEqual([false, false]);
  });

  it('tell how long which rooms are kept', () => {
    const live = new LiveSettings([
      { room: everyRoom, value: '{"retention":null}' },
      { room: 'lobby', value: '{"retention":3}' },
      { room: 'constructor', value: '{"rules":{"lines":1}}' },
    ]);
    expect(live.retention(30)).toEqual({ days: undefined, inRooms: new Map([['lobby', 3]]) });
    expect(new LiveSettings().retention(30)).toEqual({ days: 30, inRooms: new Map() });
  });

  it('make a place anew when they change, and only then', () => {
    const live = new LiveSettings();
    const places = createPlaces({ permissions: {}, rules: {}, rooms: [{ name: 'page*' }] }, live);
    const former = places('page-1');
    expect(places('page-2')).toBe(former);
    live.set('page-1', { permissions: { post: 'owner' } });
    expect(places('page-1').permissions.post).toBe('owner');
    expect(places('page-2').permissions.post).toBe('guest');
    expect(places('page-1')).toBe(places('page-1'));
  });
});
