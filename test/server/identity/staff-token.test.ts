import { describe, expect, it } from 'vitest';
import { StaffTokens } from '../../../server/identity/staff-token.ts';
import { byHmac, byKey, goodClaims, tokenOf } from '../../support/member-tokens.ts';

const now = 1_700_000_000_000;
const tokens = new StaffTokens(Buffer.alloc(32, 7));
const said = { staff: 's.mo', session: 'hash' };

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
const parts = async () => (await tokens.sign(said, now)).split('.') as [string, string, string];

/** What was signed, with something else in its header or claims. */
async function forged(header: object, claims: object = {}): Promise<string> {
  const [head, payload, signature] = await parts();
  const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString()) as object;
  return `${encode({ ...read(head), ...header })}.${encode({ ...read(payload), ...claims })}.${signature}`;
}

describe('a token of the console', () => {
  it('says who it is of, for a quarter of an hour', async () => {
    const token = await tokens.sign(said, now);
    expect(tokens.isOne(token)).toBe(true);
    expect(await tokens.read(token, now)).toEqual({ ...said, until: now + 900_000 });
    expect(await tokens.read(token, now + 899_000)).toMatchObject(said);
    expect(await tokens.read(token, now + 901_000)).toBe('expired');
  });

  it.each([
    ['nothing', ''],
    ['no token', 'a.b.c'],
    ['a site’s', tokenOf(now)],
    ['another server’s', new StaffTokens(Buffer.alloc(32, 8)).sign(said, now)],
    ['one of another person', forged({}, { sub: 's.olga' })],
    ['one of another session', forged({}, { session: 'other' })],
    ['one that lasts longer', forged({}, { exp: 9_999_999_999 })],
    ['one for others', forged({}, { aud: 'https://chat.example' })],
    ['one without a signature', parts().then(([head, payload]) => `${head}.${payload}.`)],
    ['alg none', forged({ alg: 'none' })],
    ['another algorithm', forged({ alg: 'HS512' })],
    ['an asymmetric algorithm', forged({ alg: 'EdDSA' })],
    ['a key in its header', forged({ jwk: { kty: 'oct', k: 'AAAA' } })],
    ['a demand in its header', forged({ crit: ['exp'] })],
    ['a megabyte', `x.${'x'.repeat(1_000_000)}.x`],
  ])('is not %s', async (_what, token) => {
    expect(await tokens.read(await token, now)).toBeUndefined();
  });

  it('cannot be made by a site, even under the name of its key, nor by the secret that it comes from', async () => {
    const header = { alg: 'HS256', typ: 'JWT', kid: 'ws-chat-console' };
    const claims = { ...goodClaims(now), iss: 'ws-chat console', aud: 'ws-chat console', sub: 's.mo' };
    for (const token of [
      byHmac(header, { ...claims, session: 'hash' }),
      byHmac(header, { ...claims, session: 'hash' }, Buffer.alloc(32, 7)),
      byKey('EdDSA', { ...header, alg: 'EdDSA' }, { ...claims, session: 'hash' }),
    ])
      expect(await tokens.read(token, now)).toBeUndefined();
  });
});
