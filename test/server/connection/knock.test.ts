import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { clientAddressKey, knock, roomOfPath } from '../../../server/connection/knock.ts';

/** As much of a request as is looked at. */
function request(remoteAddress: string, headers: Record<string, string> = {}): IncomingMessage {
  return { socket: { remoteAddress }, connection: { remoteAddress }, headers } as unknown as IncomingMessage;
}

describe('roomOfPath', () => {
  it.each([
    ['/', undefined],
    ['/rooms/lobby', 'lobby'],
    ['/rooms/%3Cscript%3E', '%3Cscript%3E'],
    ['/rooms/..', '..'],
  ])('reads %s as a chat’s path', (path, room) => {
    expect(roomOfPath(path)).toEqual({ room });
  });

  it.each([
    '',
    '//',
    '/rooms',
    '/rooms/',
    '/rooms//',
    '/rooms/a/b',
    '/rooms/lobby/',
    '/Rooms/a',
    'http://x/rooms/a',
    '*',
  ])('reads %j as none', (path) => {
    expect(roomOfPath(path)).toBeUndefined();
  });
});

describe('clientAddressKey', () => {
  const forwarded = { 'x-forwarded-for': '198.51.100.1, 198.51.100.2, 198.51.100.3' };

  it('believes nobody’s header by default', () => {
    expect(clientAddressKey(request('203.0.113.7', forwarded), 0)).toBe('203.0.113.7');
  });

  it.each([
    [1, '198.51.100.3'],
    [2, '198.51.100.2'],
    [3, '198.51.100.1'],
    [10, '198.51.100.1'],
  ])('behind %i proxies of ours takes the address that the outermost saw', (proxies, key) => {
    expect(clientAddressKey(request('203.0.113.7', forwarded), proxies)).toBe(key);
  });

  it('takes the proxy’s own address where it forwarded none', () => {
    expect(clientAddressKey(request('203.0.113.7'), 1)).toBe('203.0.113.7');
  });

  it('counts a forwarded IPv6 address with its /64', () => {
    const headers = { 'x-forwarded-for': '2001:db8:1:2::99' };
    expect(clientAddressKey(request('::ffff:10.0.0.1', headers), 1)).toBe('2001:db8:1:2::/64');
  });

  it('takes no longer way of writing it for another client', () => {
    const from = (address: string) =>
      clientAddressKey(request('10.0.0.1', { 'x-forwarded-for': address }), 1);
    expect(from('::ffff:cb00:7107')).toBe(from('203.0.113.7'));
  });
});

describe('knock', () => {
  it('tells what is known of a request', () => {
    const headers = { origin: 'https://site.example', host: 'chat.example' };
    expect(knock(request('::ffff:203.0.113.7', headers), 'lobby', ['ws-chat.v1'], 0)).toEqual({
      room: 'lobby',
      origin: 'https://site.example',
      host: 'chat.example',
      addressKey: '203.0.113.7',
      protocols: ['ws-chat.v1'],
    });
  });
});
