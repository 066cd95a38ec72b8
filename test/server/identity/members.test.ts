import { constants, generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { closeCodes } from '../../../protocol/close-codes.ts';
import { tokenCharacters } from '../../../protocol/limits.ts';
import { Members, type Member, type SignInRefusal } from '../../../server/identity/members.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import {
  audience,
  byHmac,
  byKey,
  encoded,
  goodClaims,
  issuer,
  memberKeys,
  memberSettings,
  pairs,
  secret,
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
const pem = (kind: keyof typeof pairs) => pairs[kind].publicKey.export({ type: 'spki', format: 'pem' });
const withoutSignature = (header: object) => `${encoded(header)}.${encoded(claims)}.`;

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

  const otherPair = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const ownJwk = otherPair.publicKey.export({ format: 'jwk' });
  const good = tokenOf(now);
  const [header, payload, signature] = good.split('.') as [string, string, string];

  it.each<[string, string]>([
    ['no algorithm', withoutSignature({ alg: 'none' })],
    ['none with a signature', byHmac({ alg: 'none' }, claims)],
    ...['None', 'NONE', 'nOnE', 'none ', ''].map((alg): [string, string] => [
      `no algorithm, written ${JSON.stringify(alg)}`,
      withoutSignature({ alg }),
    ]),
    ['no alg at all', byHmac({}, claims)],
    ['alg as a list', byHmac({ alg: ['HS256'] }, claims)],
    ['alg as a number', byHmac({ alg: 256 }, claims)],
    ...['hs256', 'Hs256', 'HS256 ', 'HS256\0', 'HS384', 'HS512', 'dir'].map((alg): [string, string] => [
      `the secret's algorithm, written ${JSON.stringify(alg)}`,
      byHmac({ alg }, claims),
    ]),
    ['the public RSA key as a secret, PEM', byHmac({ alg: 'HS256' }, claims, pem('RS256').toString())],
    [
      'the same without its last line break',
      byHmac({ alg: 'HS256' }, claims, pem('RS256').toString().trim()),
    ],
    ['the same, named', byHmac({ alg: 'HS256', kid: 'rsa' }, claims, pem('RS256').toString())],
    [
      'the public RSA key as a secret, DER',
      byHmac({ alg: 'HS256' }, claims, pairs.RS256.publicKey.export({ type: 'spki', format: 'der' })),
    ],
    [
      'the public RSA key as a secret, JWK',
      byHmac({ alg: 'HS256' }, claims, JSON.stringify(pairs.RS256.publicKey.export({ format: 'jwk' }))),
    ],
    ['the public EC key as a secret', byHmac({ alg: 'HS256' }, claims, pem('ES256').toString())],
    ['the public Ed25519 key as a secret', byHmac({ alg: 'HS256' }, claims, pem('EdDSA').toString())],
    ['the RSA key under ES256', byKey('RS256', { alg: 'ES256' }, claims)],
    ['the RSA key under ES256, named', byKey('RS256', { alg: 'ES256', kid: 'rsa' }, claims)],
    ['the EC key under RS256', byKey('ES256', { alg: 'RS256' }, claims)],
    ['the EC key under RS256, named', byKey('ES256', { alg: 'RS256', kid: 'ec' }, claims)],
    ['the EC key under EdDSA', byKey('ES256', { alg: 'EdDSA' }, claims)],
    ['the Ed25519 key under ES256', byKey('EdDSA', { alg: 'ES256' }, claims)],
    ['the RSA key under PS256', byKey('RS256', { alg: 'PS256' }, claims)],
    ['the RSA key really under PS256', byPss()],
    ['the RSA key under RS384', byKey('RS256', { alg: 'RS384' }, claims)],
    ['the RSA key under rs256', byKey('RS256', { alg: 'rs256' }, claims)],
    ['the EC key under es256', byKey('ES256', { alg: 'es256' }, claims)],
    ['the EC key under ES256K', byKey('ES256', { alg: 'ES256K' }, claims)],
    ['the Ed25519 key under eddsa', byKey('EdDSA', { alg: 'eddsa' }, claims)],
    ['a key that is not ours', byKey('RS256', { alg: 'RS256' }, claims, otherPair.privateKey)],
    [
      'a key that is not ours by the name of one',
      byKey('RS256', { alg: 'RS256', kid: 'rsa' }, claims, otherPair.privateKey),
    ],
    ['another secret', byHmac({ alg: 'HS256' }, claims, `${secret}.`)],
    ['an empty secret', byHmac({ alg: 'HS256' }, claims, '')],
    ['a key of ours by a name that is none', byKey('RS256', { alg: 'RS256', kid: 'other' }, claims)],
    ['a key of ours by the name of another', byKey('RS256', { alg: 'RS256', kid: 'ec' }, claims)],
    ['a name that leads to a file', byHmac({ alg: 'HS256', kid: '../../dev/null' }, claims, '')],
    [
      'a name that is a question to a database',
      byHmac({ alg: 'HS256', kid: "x' UNION SELECT 'a" }, claims, 'a'),
    ],
    ['a name of a prototype', byKey('RS256', { alg: 'RS256', kid: '__proto__' }, claims)],
    ['a name that is no text', byKey('RS256', { alg: 'RS256', kid: 7 }, claims)],
    ['an empty name', byHmac({ alg: 'HS256', kid: '' }, claims)],
    [
      'a key that it brings along',
      byKey('RS256', { alg: 'RS256', jwk: ownJwk }, claims, otherPair.privateKey),
    ],
    ['a key that it brings along beside a good signature', byHmac({ alg: 'HS256', jwk: ownJwk }, claims)],
    [
      'a key set at an address',
      byKey('RS256', { alg: 'RS256', jku: 'https://evil.example/keys' }, claims, otherPair.privateKey),
    ],
    [
      'a key set at an address beside a good signature',
      byHmac({ alg: 'HS256', jku: 'https://evil.example' }, claims),
    ],
    ['a certificate at an address', byHmac({ alg: 'HS256', x5u: 'https://evil.example' }, claims)],
    ['a certificate', byHmac({ alg: 'HS256', x5c: ['MIIB'] }, claims)],
    ['the sum of a certificate', byHmac({ alg: 'HS256', x5t: 'abc' }, claims)],
    ['a demand', byHmac({ alg: 'HS256', crit: ['b64'], b64: true }, claims)],
    [
      'a demand for a payload that is not encoded',
      byHmac({ alg: 'HS256', crit: ['b64'], b64: false }, claims),
    ],
    ['an empty demand', byHmac({ alg: 'HS256', crit: [] }, claims)],
    ['a demand for what nobody knows', byHmac({ alg: 'HS256', crit: ['exp'], exp: 1 }, claims)],
    ['a compressed payload', byHmac({ alg: 'HS256', zip: 'DEF' }, claims)],
    ['another kind of token', byHmac({ alg: 'HS256', typ: 'at+jwt' }, claims)],
    ['an encrypted token', `${encoded({ alg: 'dir', enc: 'A128GCM' })}.a.b.c.d`],
    ['no signature', `${header}.${payload}.`],
    ['two parts and a dot', `${header}.${payload}..`],
    ['four parts', `${good}.${signature}`],
    ['only dots', '..'],
    ['a signature that was cut', good.slice(0, -4)],
    ['a signature with more behind it', `${good}AAAA`],
    ['another spelling of base64', good.replace(/\.([^.]*)$/, (_all, sign: string) => `.${sign}=`)],
    ['white space', ` ${good}`],
    ['a line break', `${good}\n`],
    ['claims of another token', `${header}.${encoded({ ...claims, sub: '1' })}.${signature}`],
    ['a header that is a list', `${encoded(['HS256'])}.${payload}.${signature}`],
    ['a header that is nothing', `${encoded(null)}.${payload}.${signature}`],
    ['a header that is no JSON', `e30e30.${payload}.${signature}`],
    ['one character too many', `${header}.${'a'.repeat(tokenCharacters)}.${signature}`],
    ['a megabyte', `${header}.${'a'.repeat(1_000_000)}.${signature}`],
    ['a megabyte of dots', '.'.repeat(1_000_000)],
  ])('are not signed in by %s', async (_what, token) => {
    expect(await refusalOf(token)).toEqual(notOurs);
  });

  function byPss(): string {
    const content = `${encoded({ alg: 'PS256' })}.${payload}`;
    const made = sign('sha256', Buffer.from(content), {
      key: pairs.RS256.privateKey,
      padding: constants.RSA_PKCS1_PSS_PADDING,
      saltLength: 32,
    });
    return `${content}.${made.toString('base64url')}`;
  }

  it.each<[string, string, object]>([
    ['no issuer', 'iss', { iss: undefined }],
    ['another issuer', 'iss', { iss: 'https://evil.example' }],
    ['an issuer that begins alike', 'iss', { iss: `${issuer}/` }],
    ['issuers in a list', 'iss', { iss: [issuer] }],
    ['no audience', 'aud', { aud: undefined }],
    ['another audience', 'aud', { aud: 'https://other.example' }],
    ['no audience in a list', 'aud', { aud: [] }],
    ['an audience that is an object', 'aud', { aud: { [audience]: true } }],
    ['no end', 'exp', { exp: undefined }],
    ['an end as text', 'exp', { exp: String(seconds + 60) }],
    ['an end that is no whole number', 'exp', { exp: seconds + 60.5 }],
    ['an end beyond all numbers', 'exp', { exp: 2 ** 60 }],
    ['no sub', 'sub', { sub: undefined }],
    ['an empty sub', 'sub', { sub: '' }],
    ['a sub that is a number', 'sub', { sub: 42 }],
    ['a sub that is too long', 'sub', { sub: 'x'.repeat(257) }],
    ['half a character as sub', 'sub', { sub: '\ud800' }],
    ['no name', 'name', { name: undefined }],
    ['a name that nobody can see', 'name', { name: '\u200b\u202e' }],
    ['a name that is too long', 'name', { name: 'x'.repeat(257) }],
    ['a name that is an object', 'name', { name: { toString: 'Ann' } }],
    ['the role of a guest', 'role', { role: 'guest' }],
    ['a role that is none', 'role', { role: 'Owner' }],
    ['roles in a list', 'role', { role: ['owner'] }],
    ['rooms that are no list', 'rooms', { rooms: 'lobby' }],
    ['a room that can be none', 'rooms', { rooms: ['../lobby'] }],
    ['a star that would be all', 'rooms', { rooms: ['*'] }],
    ['too many rooms', 'rooms', { rooms: Array.from({ length: 101 }, () => 'lobby') }],
    ['a picture by http', 'avatar', { avatar: 'http://site.example/a.png' }],
    ['a picture that is a script', 'avatar', { avatar: 'javascript:alert(1)' }],
    ['a picture that is data', 'avatar', { avatar: 'data:image/png;base64,AA' }],
    ['a picture with a password', 'avatar', { avatar: 'https://a:b@site.example/a.png' }],
    ['a picture at a long address', 'avatar', { avatar: `https://site.example/${'a'.repeat(256)}` }],
    ['a colour that is a style', 'color', { color: 'red;position:fixed' }],
    ['signed in the future', 'iat', { iat: seconds + 31 }],
    ['signed after its end', 'iat', { iat: seconds + 20, exp: seconds + 20 }],
    ['signed at no number', 'iat', { iat: 'now' }],
    ['good only later', 'nbf', { nbf: seconds + 31 }],
    ['good from no number on', 'nbf', { nbf: 'later' }],
  ])('are not signed in with %s', async (_what, claim, over) => {
    expect(await refusalOf(tokenOf(now, over))).toEqual(unusable(claim));
  });

  it.each(['null', '[]', '"sub"', '7', 'no JSON'])(
    'are not signed in with claims that are %s',
    async (text) => {
      const content = `${encoded({ alg: 'HS256' })}.${Buffer.from(text).toString('base64url')}`;
      expect((await refusalOf(byHmacOf(content))).code).toBe(closeCodes.badToken);
    },
  );

  function byHmacOf(content: string): string {
    const [first, second] = content.split('.') as [string, string];
    const parse = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString()) as unknown;
    try {
      return byHmac(parse(first) as object, parse(second));
    } catch {
      return `${content}.${signature}`;
    }
  }

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
        fc.pre(!['alg', 'typ', 'kid', '__proto__'].includes(field));
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
