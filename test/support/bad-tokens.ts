// Tokens that nobody is signed in by: every way in which a library, or a server that used one, was deceived. The
// tests say that each is refused, and the bench how long that takes.
import { constants, createHash, generateKeyPairSync, sign } from 'node:crypto';
import { tokenCharacters } from '../../protocol/limits.ts';
import {
  audience,
  byHmac,
  byKey,
  encoded,
  goodClaims,
  issuer,
  pairs,
  secret,
  signedText,
  tokenOf,
} from './member-tokens.ts';
import { ManualClock } from './manual-clock.ts';

const now = new ManualClock().time();
const seconds = Math.floor(now / 1_000);
const claims = goodClaims(now);
const good = tokenOf(now);
const [header, payload, signature] = good.split('.') as [string, string, string];

const pem = (kind: keyof typeof pairs) => pairs[kind].publicKey.export({ type: 'spki', format: 'pem' });
const pemBody = pem('RS256')
  .toString()
  .replace(/-----[^-]+-----|\n/g, '');
const jwkOf = (kind: keyof typeof pairs) => pairs[kind].publicKey.export({ format: 'jwk' });
const unsigned = (head: object, bytes: Buffer) =>
  `${encoded(head)}.${payload}.${bytes.toString('base64url')}`;
const withoutSignature = (head: object) => unsigned(head, Buffer.alloc(0));

const otherPair = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const ownJwk = otherPair.publicKey.export({ format: 'jwk' });

function byPss(): string {
  const content = `${encoded({ alg: 'PS256' })}.${payload}`;
  const made = sign('sha256', Buffer.from(content), {
    key: pairs.RS256.privateKey,
    padding: constants.RSA_PKCS1_PSS_PADDING,
    saltLength: 32,
  });
  return `${content}.${made.toString('base64url')}`;
}

function byDer(): string {
  const content = `${encoded({ alg: 'ES256' })}.${payload}`;
  return `${content}.${sign('sha256', Buffer.from(content), pairs.ES256.privateKey).toString('base64url')}`;
}

/** What it is, and the token. None is of our making, as far as can be said. */
export const forgedTokens: readonly (readonly [what: string, token: string])[] = [
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
  ['the same without its last line break', byHmac({ alg: 'HS256' }, claims, pem('RS256').toString().trim())],
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
  ['a key that it brings along', byKey('RS256', { alg: 'RS256', jwk: ownJwk }, claims, otherPair.privateKey)],
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
  ['a demand for a payload that is not encoded', byHmac({ alg: 'HS256', crit: ['b64'], b64: false }, claims)],
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
  // As others were deceived, in the years since.
  ['a signature of nothing but noughts, ES256', unsigned({ alg: 'ES256' }, Buffer.alloc(64))],
  ['a signature of nothing but noughts, EdDSA', unsigned({ alg: 'EdDSA' }, Buffer.alloc(64))],
  ['a signature of nothing but noughts, RS256', unsigned({ alg: 'RS256' }, Buffer.alloc(256))],
  ['a signature of nothing but noughts, HS256', unsigned({ alg: 'HS256' }, Buffer.alloc(32))],
  ...['HS256', 'RS256', 'ES256', 'EdDSA'].map((alg): [string, string] => [
    `no signature, ${alg}`,
    withoutSignature({ alg }),
  ]),
  ['a signature as certificates have it', byDer()],
  ['the modulus of the public RSA key as a secret', byHmac({ alg: 'HS256' }, claims, jwkOf('RS256').n)],
  ['the body of the public RSA key as a secret', byHmac({ alg: 'HS256' }, claims, pemBody)],
  [
    'the public RSA key as a secret, in a set',
    byHmac({ alg: 'HS256' }, claims, JSON.stringify({ keys: [jwkOf('RS256')] })),
  ],
  [
    'the public Ed25519 key as a secret, raw',
    byHmac({ alg: 'HS256' }, claims, Buffer.from(jwkOf('EdDSA').x!, 'base64url')),
  ],
  [
    'the hash of the secret as a secret',
    byHmac({ alg: 'HS256' }, claims, createHash('sha256').update(secret).digest()),
  ],
  ['the name of the key as a secret', byHmac({ alg: 'HS256', kid: 'rsa' }, claims, 'rsa')],
  ...[
    'RS512',
    'PS384',
    'PS512',
    'ES384',
    'ES512',
    'Ed448',
    'RSA-OAEP',
    'A256KW',
    'none,HS256',
    'ＨＳ256',
    ' HS256',
  ].map((alg): [string, string] => [`an algorithm of others, ${alg}`, byHmac({ alg }, claims)]),
  ['an algorithm that is an object', byHmac({ alg: { toString: 'HS256' } }, claims)],
  [
    'two algorithms, the last of which is none',
    signedText('{"alg":"HS256","alg":"none"}', JSON.stringify(claims)),
  ],
  [
    'a prototype in the header',
    signedText('{"alg":"HS256","__proto__":{"kid":"rsa"}}', JSON.stringify(claims)),
  ],
  ['a header with a comment', signedText('{"alg":"HS256"/**/}', JSON.stringify(claims))],
  ['a header with something behind it', signedText('{"alg":"HS256"}{"alg":"none"}', JSON.stringify(claims))],
  ['a header with a byte order mark', signedText('\ufeff{"alg":"HS256"}', JSON.stringify(claims))],
  ['a header that is nested deeply', signedText('['.repeat(1_000), JSON.stringify(claims))],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'rsa\0',
    '/dev/null',
    'https://evil.example/key',
    '|sleep 1',
    '%2e%2e',
    'x'.repeat(257),
  ].map((kid): [string, string] => [
    `the name of a key ${JSON.stringify(kid).slice(0, 30)}`,
    byKey('RS256', { alg: 'RS256', kid }, claims),
  ]),
  ...[['rsa'], { kid: 'rsa' }, true, null].map((kid): [string, string] => [
    `the name of a key ${JSON.stringify(kid)}`,
    byKey('RS256', { alg: 'RS256', kid }, claims),
  ]),
  ['a key set that it brings along', byHmac({ alg: 'HS256', jwks: { keys: [ownJwk] } }, claims)],
  [
    'a shared secret that it brings along',
    byHmac({ alg: 'HS256', jwk: { kty: 'oct', k: 'AA' } }, claims, Buffer.from('AA', 'base64url')),
  ],
  ['a key that it brings along, of our own', byKey('RS256', { alg: 'RS256', jwk: jwkOf('RS256') }, claims)],
  ['a key set on this machine', byHmac({ alg: 'HS256', jku: 'http://127.0.0.1/keys' }, claims)],
  ['a key set in a file', byHmac({ alg: 'HS256', jku: 'file:///etc/passwd' }, claims)],
  ['the longer sum of a certificate', byHmac({ alg: 'HS256', 'x5t#S256': 'abc' }, claims)],
  [
    'a certificate by a name of ours',
    byKey('RS256', { alg: 'RS256', kid: 'rsa', x5c: ['MIIB'] }, claims, otherPair.privateKey),
  ],
  ...['b64', ['alg'], ['kid'], ['crit'], [7], [''], { exp: true }].map((crit): [string, string] => [
    `a demand, ${JSON.stringify(crit)}`,
    byHmac({ alg: 'HS256', crit, b64: true }, claims),
  ]),
  ['a token within a token', byHmac({ alg: 'HS256', cty: 'JWT' }, good)],
  [
    'a key that is to be found by much work',
    `${encoded({ alg: 'PBES2-HS256+A128KW', enc: 'A128GCM', p2c: 2 ** 31, p2s: 'AA' })}.a.b.c.d`,
  ],
  ['the same in three parts', byHmac({ alg: 'PBES2-HS256+A128KW', p2c: 2 ** 31, p2s: 'AA' }, claims)],
  ...['JWE', 'JOSE', 'dpop+jwt', 'logout+jwt', 'application/at+jwt', ' JWT', 7, ['JWT'], null].map(
    (typ): [string, string] => [
      `another kind of token, ${JSON.stringify(typ)}`,
      byHmac({ alg: 'HS256', typ }, claims),
    ],
  ),
  ['its parts as an object', JSON.stringify({ protected: header, payload, signature, more: '..' })],
  ['its parts with disclosures', `${good}~WyJhIl0~`],
  ['another standard', `v2.local.${'A'.repeat(60)}`],
  ['the scheme of a header', `Bearer ${good}`],
  ['dots that are encoded', good.replaceAll('.', '%2e.')],
  ['small letters', good.toLowerCase()],
  ['characters of other alphabets', good.replace(/e/g, 'е')],
  [
    'a signature that belongs to another token',
    `${header}.${payload}.${tokenOf(now, { sub: '43' }).split('.')[2]!}`,
  ],
  ['its parts in another order', `${payload}.${header}.${signature}`],
  ['a megabyte of header', `${'a'.repeat(1_000_000)}.${payload}.${signature}`],
  ['a megabyte of signature', `${header}.${payload}.${'a'.repeat(1_000_000)}`],
  ['a megabyte of base64 that almost ends', `${'a'.repeat(1_000_000)}!`],
];

/** What is said, the claim at fault, and how it stands in a token that we signed. */
export const absurdClaims: readonly (readonly [what: string, claim: string, over: object])[] = [
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
  ...[
    null,
    7,
    {},
    true,
    issuer.toUpperCase(),
    ` ${issuer}`,
    `${issuer}\0`,
    'https://www.site.exampl',
    'https://www.sіte.example',
  ].map((iss): [string, string, object] => [`the issuer ${JSON.stringify(iss)}`, 'iss', { iss }]),
  ...[
    null,
    7,
    true,
    '',
    `${audience}/`,
    audience.toUpperCase(),
    `${audience},https://x.example`,
    [[audience]],
    [null],
    [`${audience}.evil.example`],
  ].map((aud): [string, string, object] => [`the audience ${JSON.stringify(aud)}`, 'aud', { aud }]),
  ...[null, true, [seconds + 60], {}, 'NaN', '1e9', ''].map((exp): [string, string, object] => [
    `the end ${JSON.stringify(exp)}`,
    'exp',
    { exp },
  ]),
  ...[null, ['42'], {}, true, 'x'.repeat(2_000)].map((sub): [string, string, object] => [
    `the sub ${JSON.stringify(sub).slice(0, 20)}`,
    'sub',
    { sub },
  ]),
  ...[null, 7, ['Ann'], '', ' ', '\u2800\u3164', '\u{e0041}'].map((name): [string, string, object] => [
    `the name ${JSON.stringify(name)}`,
    'name',
    { name },
  ]),
  ...[null, '', 'admin', 'OWNER', 'owner ', '__proto__', 3, { $ne: null }, ['moderator']].map(
    (role): [string, string, object] => [`the role ${JSON.stringify(role)}`, 'role', { role }],
  ),
  ...[null, {}, [null], [7], ['a*b'], ['**'], [''], ['Lobby'], [['lobby']], ['lobby\n']].map(
    (rooms): [string, string, object] => [`the rooms ${JSON.stringify(rooms)}`, 'rooms', { rooms }],
  ),
  ...[
    null,
    7,
    '',
    '/a.png',
    '//evil.example/a',
    'file:///a',
    'blob:https://site.example/a',
    'vbscript:x',
    'https://',
  ].map((avatar): [string, string, object] => [
    `the picture ${JSON.stringify(avatar)}`,
    'avatar',
    { avatar },
  ]),
  ...[
    null,
    7,
    '#12345',
    '#1234567',
    '#gggggg',
    '#123456;',
    '#123456\n',
    'url(//evil.example)',
    'var(--x)',
  ].map((color): [string, string, object] => [`the colour ${JSON.stringify(color)}`, 'color', { color }]),
  ...[null, -1, 0.5, '0', {}, Number.MAX_SAFE_INTEGER].map((iat): [string, string, object] => [
    `the beginning ${JSON.stringify(iat)}`,
    'iat',
    { iat },
  ]),
  ...[null, '0', [], {}, true, Number.MAX_SAFE_INTEGER].map((nbf): [string, string, object] => [
    `good from ${JSON.stringify(nbf)} on`,
    'nbf',
    { nbf },
  ]),
];
