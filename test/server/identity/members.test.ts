import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { closeCodes } from '../../../protocol/close-codes.ts';
import { tokenCharacters } from '../../../protocol/limits.ts';
import { Members, type Member, type SignInRefusal } from '../../../server/identity/members.ts';
import { absurdClaims, forgedTokens } from '../../support/bad-tokens.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import {
  audience,
  byHmac,
  byKey,
  goodClaims,
  memberKeys,
  memberSettings,
  secret,
  signedText,
  tokenOf,
} from '../../support/member-tokens.ts';
import { anyText } from '../../support/any-text.ts';

const clock = new ManualClock();
const now = clock.time();
const seconds = Math.floor(now / 1_000);
const members = new Members(memberSettings, clock);

const signIn = (token: string, room = 'lobby') => members.signIn(token, room);

async function admitted(token: string, room?: string): Promise<Member> {
  const answer = await signIn(token, room);
  if ('code' in answer) throw new Error(answer.reason);
  return answer;
}

const refusalOf = async (token: string, room?: string) => (await signIn(token, room)) as SignInRefusal;

const claims = goodClaims(now);
const good = tokenOf(now);

const notOurs = {
  code: closeCodes.badToken,
  reason: 'This token is not signed for this chat. Its site must sign it with a key of the chat.',
};

const unusable = (claim: string) => ({
  code: closeCodes.badToken,
  reason: `The token’s ${claim} cannot be used. Its site must make it as docs/members.md says.`,
});

describe('Members', () => {
  it.each([
    ['HS256', tokenOf(now)],
    ['HS256, without typ', byHmac({ alg: 'HS256' }, claims)],
    ['EdDSA', byKey('EdDSA', { alg: 'EdDSA', kid: 'ed' }, claims)],
    ['EdDSA by its newer name', byKey('EdDSA', { alg: 'Ed25519' }, claims)],
    ['ES256', byKey('ES256', { alg: 'ES256', kid: 'ec' }, claims)],
    ['RS256', byKey('RS256', { alg: 'RS256', kid: 'rsa' }, claims)],
    ['a key whose name is not said', byKey('RS256', { alg: 'RS256' }, claims)],
  ])('sign in by %s', async (_what, token) => {
    const { participant, until } = await admitted(token);
    expect(participant).toEqual({ id: participant.id, name: 'Ann', role: 'member' });
    expect(until).toBe(clock.now() + 630_000 - (now % 1_000));
  });

  it('take name, role, picture and colour from the token', async () => {
    const over = {
      name: ' Ann\u200b ',
      role: 'moderator',
      avatar: 'https://site.example/a.png',
      color: '#AA00ff',
    };
    expect((await admitted(tokenOf(now, over))).participant).toMatchObject({ ...over, name: 'Ann' });
  });

  it('give one sub of an issuer one id for ever, and never that of a guest', async () => {
    const { id } = (await admitted(tokenOf(now))).participant;
    expect(id).toBe('m.AeInlyBu6Yoe1bRIeuMQ');
    expect((await admitted(tokenOf(now, { name: 'Bo' }))).participant.id).toBe(id);
    expect((await admitted(tokenOf(now, { sub: '43' }))).participant.id).not.toBe(id);
    expect(id).not.toMatch(/^[A-Za-z0-9_-]*$/);
  });

  it('take one of several audiences', async () => {
    await admitted(tokenOf(now, { aud: ['https://other.example', audience] }));
  });

  it('have a token of 4,096 characters at most', async () => {
    const longer = (more: number) => tokenOf(now, { more: 'x'.repeat(more) });
    // Three characters become four.
    const fitting = 2_800 + Math.floor(((tokenCharacters - longer(2_800).length) * 3) / 4);
    expect(tokenCharacters - longer(fitting).length).toBeLessThan(2);
    await admitted(longer(fitting));
    expect(await refusalOf(longer(fitting + 3))).toEqual(notOurs);
  });

  it('forgive clocks that differ by half a minute', async () => {
    await admitted(tokenOf(now, { iat: seconds + 30, nbf: seconds + 30, exp: seconds + 60 }));
    await admitted(tokenOf(now, { iat: undefined, exp: seconds - 29 }));
  });

  it('try each key that has no name', async () => {
    const [first, second] = [generateKeyPairSync('ed25519'), generateKeyPairSync('ed25519')];
    const keys = [first, second].map(({ publicKey }) => ({
      kid: undefined,
      algorithms: ['EdDSA'],
      key: publicKey,
    }));
    const others = new Members({ ...memberSettings, keys }, clock);
    for (const { privateKey } of [first, second])
      expect(
        await others.signIn(byKey('EdDSA', { alg: 'EdDSA' }, claims, privateKey), 'lobby'),
      ).toHaveProperty('participant');
  });

  it('are nobody where the owner set no key', async () => {
    expect(await new Members(undefined, clock).signIn(tokenOf(now), 'lobby')).toEqual({
      code: closeCodes.badToken,
      reason: 'This chat signs nobody in. Its owner can set --member-key, or leave the token out.',
    });
  });

  it.each(forgedTokens)('are not signed in by %s', async (_what, token) => {
    expect(await refusalOf(token)).toEqual(notOurs);
  });

  it.each(absurdClaims)('are not signed in with %s', async (_what, claim, over) => {
    expect(await refusalOf(tokenOf(now, over))).toEqual(unusable(claim));
  });

  it.each(['null', '[]', '"sub"', '7', '', '{', 'no JSON', '\ufeff{}', `[${'['.repeat(900)}`])(
    'are not signed in with claims that are %s',
    async (text) => {
      expect((await refusalOf(signedText('{"alg":"HS256"}', text))).code).toBe(closeCodes.badToken);
    },
  );

  it.each([
    ['an end beyond all numbers', 'exp', '"exp":1e999'],
    ['an end that is said twice', 'exp', `"exp":${seconds + 60},"exp":"never"`],
    ['a beginning beyond all numbers', 'nbf', '"nbf":1e999'],
  ])('are not signed in with %s', async (_what, claim, over) => {
    const text = `${JSON.stringify({ ...claims }).slice(0, -1)},${over}}`;
    expect(await refusalOf(signedText('{"alg":"HS256"}', text))).toEqual(unusable(claim));
  });

  it('take nothing from a prototype that a token claims to have', async () => {
    const text = `${JSON.stringify(claims).slice(0, -1)},"__proto__":{"role":"owner"},"constructor":{"role":"owner"}}`;
    expect((await admitted(signedText('{"alg":"HS256"}', text))).participant.role).toBe('member');
    expect(({} as Record<string, unknown>).role).toBeUndefined();
  });

  it('are not signed in when one character of their token is another', async () => {
    // The last one has bits that mean nothing.
    const place = fc.integer({ min: 0, max: good.length - 2 });
    const other = fc.constantFrom(...Array.from('ABab01-_.=+/ '));
    await fc.assert(
      fc.asyncProperty(place, other, async (at, character) => {
        fc.pre(good[at] !== character);
        const token = good.slice(0, at) + character + good.slice(at + 1);
        expect((await refusalOf(token)).code).toBe(closeCodes.badToken);
      }),
      { numRuns: 500 },
    );
  });

  it('must come back with a fresh token when theirs is past', async () => {
    const expired = {
      code: closeCodes.tokenExpired,
      reason: 'The sign-in has expired. Fetch a new token from the site and come back.',
    };
    for (const ago of [30, 31, 3_600, seconds])
      expect(await refusalOf(tokenOf(now, { iat: undefined, exp: seconds - ago }))).toEqual(expired);
  });

  it('are told of an end only by what we signed', async () => {
    const past = { ...claims, exp: seconds - 100 };
    expect(await refusalOf(byHmac({ alg: 'HS256' }, past, `${secret}.`))).toEqual(notOurs);
  });

  it('have an hour at most', async () => {
    await admitted(tokenOf(now, { exp: seconds + 3_600 }));
    for (const exp of [seconds + 3_631, seconds + 86_400, Number.MAX_SAFE_INTEGER])
      expect(await refusalOf(tokenOf(now, { exp }))).toEqual({
        code: closeCodes.badToken,
        reason: 'The token is good for too long. Its site must let it expire within 60 minutes.',
      });
  });

  it('enter only the rooms of their token, if it names some', async () => {
    const token = tokenOf(now, { rooms: ['lobby', 'vip-*'] });
    for (const room of ['lobby', 'vip-', 'vip-1']) await admitted(token, room);
    for (const room of ['lobby2', 'vip', 'x-vip-1', 'lobb'])
      expect(await refusalOf(token, room)).toEqual({
        code: closeCodes.otherRoom,
        reason: 'This sign-in is for other rooms. The site can name this one in the token’s rooms.',
      });
    expect((await refusalOf(tokenOf(now, { rooms: [] }))).code).toBe(closeCodes.otherRoom);
  });

  it('say why in what fits into a close frame', async () => {
    for (const token of [
      '..',
      tokenOf(now, { avatar: 7 }),
      tokenOf(now, { rooms: [] }),
      tokenOf(now, { exp: 1, iat: 0 }),
    ])
      expect(Buffer.byteLength((await refusalOf(token)).reason)).toBeLessThanOrEqual(123);
  });

  it('never fail, whatever the token', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, anyText, anyText, async (one, two, three) => {
        expect(await signIn(`${one}.${two}.${three}`)).toEqual(notOurs);
      }),
      { numRuns: 300 },
    );
  });

  it('never fail, whatever was signed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (value) => {
        expect((await refusalOf(byHmac({ alg: 'HS256' }, value))).code).toBe(closeCodes.badToken);
      }),
      { numRuns: 300 },
    );
  });

  it('never fail, whatever a header says beside', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.jsonValue(), async (field, value) => {
        fc.pre(!['alg', 'typ', 'kid'].includes(field));
        expect(await signIn(byHmac({ alg: 'HS256', [field]: value }, claims))).toEqual(notOurs);
      }),
      { numRuns: 300 },
    );
  });

  it('are known by keys that serve one algorithm each', () => {
    for (const { algorithms } of memberKeys)
      expect(new Set(algorithms.map((name) => name.replace('Ed25519', 'EdDSA'))).size).toBe(1);
  });
});
