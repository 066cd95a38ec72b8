import type { LookupAddress } from 'node:dns';
import { describe, expect, it } from 'vitest';
import {
  createLookup,
  createResolver,
  refuseLiteral,
} from '../../../../server/moderation/hook/hook-lookup.ts';

const at = (address: string): LookupAddress => ({ address, family: address.includes(':') ? 6 : 4 });

/** What a socket is told, each time that it asks. */
function asking(answers: readonly (readonly string[] | Error)[], allowPrivate = false) {
  let asked = 0;
  const lookup = createLookup(() => {
    const answer = answers[asked++]!;
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer.map(at));
  }, allowPrivate);
  const once = (all: boolean) =>
    new Promise((resolve) =>
      lookup('hook.example', { all }, (error, address) => resolve(error ? error.name : address)),
    );
  return { once, count: () => asked };
}

describe('the name of a hook', () => {
  it('is looked up once for a connection, which goes to what was found', async () => {
    const { once, count } = asking([['93.184.215.14'], ['1.1.1.1', '2606:4700::1111']]);
    expect(await once(false)).toBe('93.184.215.14');
    expect(await once(true)).toEqual([at('1.1.1.1'), at('2606:4700::1111')]);
    expect(count()).toBe(2);
  });

  it('that leads elsewhere the next time is looked at again', async () => {
    const { once } = asking([['93.184.215.14'], ['127.0.0.1']]);
    expect([await once(true), await once(true)]).toEqual([[at('93.184.215.14')], 'AddressNotAllowed']);
  });

  it('leads to none of the addresses that are not allowed', async () => {
    const mixed = ['127.0.0.1', '169.254.169.254', '1.1.1.1'];
    expect(await asking([mixed]).once(true)).toEqual([at('1.1.1.1')]);
    expect(await asking([mixed], true).once(true)).toEqual([at('127.0.0.1'), at('1.1.1.1')]);
    expect(await asking([[]]).once(true)).toBe('AddressNotAllowed');
  });

  it('that is not found is told to be so', async () => {
    expect(await asking([new RangeError('no such name')]).once(true)).toBe('RangeError');
  });

  it('is found by the system', async () => {
    const resolve = createResolver();
    const [one, other] = [resolve('localhost'), resolve('localhost')];
    expect(one).toBe(other);
    expect((await one).length).toBeGreaterThan(0);
  });

  it.each([
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://169.254.169.254/',
  ])('in the place of which %s stands is refused', (url) => {
    expect(() => refuseLiteral(new URL(url), false)).toThrow('not on the open internet');
  });

  it('may be an address of the open internet', () => {
    refuseLiteral(new URL('https://1.1.1.1/'), false);
    refuseLiteral(new URL('https://hook.example/'), false);
  });
});
