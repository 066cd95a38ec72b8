import { describe, expect, it } from 'vitest';
import { parseListenAddress } from '../../../server/config/listen-address.ts';

describe('an address to listen on', () => {
  it.each([
    ['127.0.0.1:9464', { host: '127.0.0.1', port: 9464 }],
    ['localhost:0', { host: 'localhost', port: 0 }],
    ['[::1]:65535', { host: '::1', port: 65_535 }],
  ])('is %s', (text, address) => {
    expect(parseListenAddress(text)).toEqual(address);
  });

  it.each(['9464', ':9464', '127.0.0.1', '127.0.0.1:', '127.0.0.1:65536', '::1:9464', 'http://a:1', 'a:1/x'])(
    'is not %s',
    (text) => {
      expect(parseListenAddress(text)).toBeUndefined();
    },
  );
});
