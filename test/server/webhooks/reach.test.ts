import type { LookupAddress } from 'node:dns';
import { describe, expect, it } from 'vitest';
import { createLookup, mayReach, OutOfReach, refuseLiteral } from '../../../server/webhooks/reach.ts';

const home = ['127.0.0.1', '10.1.2.3', '192.168.0.9', '::1', 'fd00::1'];
const open = ['8.8.8.8', '2606:4700::1111'];
const never = ['169.254.169.254', '0.0.0.0', 'fe80::1', '224.0.0.1', '::ffff:169.254.169.254'];

describe('where a webhook may lead', () => {
  const to = (scheme: string, allowPrivate: boolean, addresses: readonly string[]) =>
    addresses.filter((address) => mayReach(new URL(`${scheme}://www.example.com/`), allowPrivate, address));

  it('is the open internet by https alone, and home where that was said', () => {
    const all = [...home, ...open, ...never];
    expect(to('https', false, all)).toEqual(open);
    expect(to('https', true, all)).toEqual([...home, ...open]);
    expect(to('http', false, all)).toEqual([]);
    expect(to('http', true, all)).toEqual(home);
  });

  it('is judged of an address in the place of a name', () => {
    expect(() => refuseLiteral(new URL('https://[::1]/'), false)).toThrow(OutOfReach);
    expect(() => refuseLiteral(new URL('http://8.8.8.8/'), true)).toThrow(/use https for the open internet/);
    expect(() => refuseLiteral(new URL('https://www.example.com/'), false)).not.toThrow();
  });

  it('is judged of what a name leads to at the moment', async () => {
    const ask = (url: string, allowPrivate: boolean, ...found: readonly string[]) =>
      new Promise<unknown>((resolve) => {
        const addresses: LookupAddress[] = found.map((address) => ({ address, family: 4 }));
        const look = createLookup(new URL(url), allowPrivate, () => Promise.resolve(addresses));
        look('www.example.com', { all: true }, (error, result) => resolve(error ?? result));
      });
    expect(await ask('https://www.example.com/', false, '10.0.0.1', '8.8.8.8')).toEqual([
      { address: '8.8.8.8', family: 4 },
    ]);
    expect(await ask('https://www.example.com/', false, '10.0.0.1')).toBeInstanceOf(OutOfReach);
    expect(await ask('http://www.example.com/', true, '8.8.8.8')).toBeInstanceOf(OutOfReach);
  });
});
