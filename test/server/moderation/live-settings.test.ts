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
    // What takes its time to be made ready is not made again where nothing of it changed.
    expect(places('page-1').rules).toBe(former.rules);
    live.set('page-1', { rules: { lines: 1 } });
    expect(places('page-1').rules).not.toBe(former.rules);
    expect(places('page-2').rules).toBe(former.rules);
    live.set(everyRoom, { rules: { lines: 2 } });
    expect(places('page-2').rules).not.toBe(former.rules);
  });

  it('take what another node set, and say whether anything changed', () => {
    const live = new LiveSettings([{ room: 'lobby', value: '{"retention":3}' }]);
    const { version } = live;
    expect(live.renew([{ room: 'lobby', value: '{"retention":3}' }])).toBe(false);
    expect(live.version).toBe(version);
    expect(live.renew([{ room: 'garden', value: '{"retention":5}' }])).toBe(true);
    expect([live.has('lobby'), live.of('garden')]).toEqual([false, { retention: 5 }]);
  });
});
