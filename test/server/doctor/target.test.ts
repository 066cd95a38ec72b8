import { describe, expect, it } from 'vitest';
import { UsageError } from '../../../server/config/config-error.ts';
import { readTarget, type Wish } from '../../../server/doctor/target.ts';

describe('what is looked at', () => {
  it('is the chat as its own site, its lobby, for longer than two heartbeats', () => {
    expect(readTarget({ url: 'https://chat.example.com/' })).toEqual({
      url: 'https://chat.example.com',
      host: 'chat.example.com',
      port: 443,
      secure: true,
      path: '',
      origin: 'https://chat.example.com',
      room: 'lobby',
      idleMs: 70_000,
    });
  });

  it('may have a path, a port, a site, a room and a time', () => {
    const wish = { origin: 'https://www.example.com', room: 'attic', idle: '3' };
    expect(readTarget({ url: 'http://[::1]:8080/live/chat', ...wish })).toEqual({
      url: 'http://[::1]:8080/live/chat',
      host: '::1',
      port: 8080,
      secure: false,
      path: '/live/chat',
      origin: 'https://www.example.com',
      room: 'attic',
      idleMs: 3_000,
    });
  });

  const url = 'https://chat.example.com';
  it.each<[Wish, string]>([
    [{ url: 'chat.example.com' }, 'chat.example.com: this is no address of a chat. Write it with its scheme'],
    [{ url: 'wss://chat.example.com' }, 'this is no address of a chat'],
    [{ url: 'https://' }, 'this is no address of a chat'],
    [{ url: `${url}/?room=lobby` }, 'leave out what stands behind ? or #'],
    [{ url: `${url}/#lobby` }, 'leave out what stands behind ? or #'],
    [{ url: 'https://ann:secret@chat.example.com' }, 'leave out'],
    [{ url, origin: 'www.example.com' }, '--origin www.example.com: name a site with its scheme'],
    [{ url, origin: 'https://www.example.com/' }, 'browsers write this site https://www.example.com.'],
    [{ url, room: 'No Room' }, '--room No Room: this cannot be a room’s name.'],
    [{ url, idle: '0' }, '--idle 0: name seconds, from 1 to 3600.'],
    [{ url, idle: '3601' }, '--idle 3601: name seconds, from 1 to 3600.'],
    [{ url, idle: '1.5' }, '--idle 1.5: name seconds'],
  ])('is not %j, and a sentence says how to write it', (wish, sentence) => {
    expect(() => readTarget(wish)).toThrow(UsageError);
    expect(() => readTarget(wish)).toThrow(sentence);
  });
});
